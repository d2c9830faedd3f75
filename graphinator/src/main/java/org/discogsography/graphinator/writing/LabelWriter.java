package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.LabelRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.SharedEdges.Side;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/** Writes labels with their parent and sublabels. */
public final class LabelWriter implements RecordWriter<DataRecord> {

  private static final String FILL =
      """
      UNWIND $rows AS row
      MATCH (l:Label {id: row[0]})
      SET l.sha256 = row[1], l.model_rev = $revision, l.name = row[2]
      """;

  private final GraphTransactions transactions;
  private final InstantSource clock;
  private final UnchangedGate<LabelRecord> gate;

  public LabelWriter(RecordReader reader, GraphTransactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.gate = new UnchangedGate<>(DataType.LABELS, "Label", reader::label);
  }

  @Override
  public DataRecord prepare(DataRecord record) {
    return record;
  }

  @Override
  public WriteResult write(List<DataRecord> records) throws InvalidMessageException {
    return transactions.run(transaction -> write(transaction, records));
  }

  private WriteResult write(Transaction transaction, List<DataRecord> records)
      throws InvalidMessageException {
    Sorted<LabelRecord> sorted = gate.sort(transaction, records, clock.millis());
    List<LabelRecord> toWrite = sorted.toWrite();
    if (toWrite.isEmpty()) {
      return new WriteResult(0, sorted.unchanged());
    }
    Targets targets = new Targets();
    for (LabelRecord label : toWrite) {
      targets
          .add(Targets.Kind.LABEL, label.id())
          .add(Targets.Kind.LABEL, label.parents())
          .add(Targets.Kind.LABEL, label.sublabels());
    }
    targets.mergeInto(transaction);
    fill(transaction, toWrite);
    writeEdges(transaction, sorted);
    return new WriteResult(toWrite.size(), sorted.unchanged());
  }

  private static void fill(Transaction transaction, List<LabelRecord> labels) {
    List<List<String>> rows =
        labels.stream().map(label -> List.of(label.id(), label.sha256(), label.name())).toList();
    transaction
        .run(FILL, Values.parameters("rows", rows, "revision", ModelRevision.CURRENT))
        .consume();
  }

  private static void writeEdges(Transaction transaction, Sorted<LabelRecord> sorted) {
    SharedEdges parents = new SharedEdges("Label", "SUBLABEL_OF", Side.START);
    SharedEdges sublabels = new SharedEdges("Label", "SUBLABEL_OF", Side.END);
    sorted.forEach((label, nodeExisted) -> {
      parents.put(label.id(), label.parents(), nodeExisted);
      sublabels.put(label.id(), label.sublabels(), nodeExisted);
    });
    SharedEdges.rewrite(transaction, List.of(parents, sublabels));
  }
}
