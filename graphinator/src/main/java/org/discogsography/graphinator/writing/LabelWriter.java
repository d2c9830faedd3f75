package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.LabelRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.discogsography.graphinator.writing.SharedEdges.Side;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/** Writes labels with their parent and sublabels. */
public final class LabelWriter implements RecordWriter<Incoming<LabelRecord>> {

  private final GraphTransactions transactions;
  private final InstantSource clock;
  private final KnownNodes knownNodes;
  private final UnchangedGate<LabelRecord> gate;

  public LabelWriter(
      RecordReader reader,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    this.transactions = transactions;
    this.knownNodes = knownNodes;
    this.clock = clock;
    this.gate = new UnchangedGate<>(DataType.LABELS, "Label", reader::label);
  }

  @Override
  public Incoming<LabelRecord> prepare(DataRecord record) throws InvalidMessageException {
    return gate.take(record);
  }

  @Override
  public WriteResult write(List<Incoming<LabelRecord>> records) throws InvalidMessageException {
    KnownNodes.Batch known = knownNodes.batch();
    WriteResult result = transactions.run(transaction -> write(transaction, records, known));
    known.committed();
    return result;
  }

  private WriteResult write(
      Transaction transaction, List<Incoming<LabelRecord>> records, KnownNodes.Batch known)
      throws InvalidMessageException {
    known.begin(transaction);
    Sorted<LabelRecord> sorted = gate.sort(transaction, records, clock.millis());
    List<LabelRecord> toWrite = sorted.toWrite();
    if (toWrite.isEmpty()) {
      return new WriteResult(0, sorted.unchanged());
    }
    for (LabelRecord label : toWrite) {
      known
          .fill(Kind.LABEL, label.id(), properties(label))
          .need(Kind.LABEL, label.parents())
          .need(Kind.LABEL, label.sublabels());
    }
    known.merge(transaction);
    writeEdges(transaction, sorted, known);
    return new WriteResult(toWrite.size(), sorted.unchanged());
  }

  private static Map<String, @Nullable Object> properties(LabelRecord label) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    properties.put("sha256", label.sha256());
    properties.put("model_rev", ModelRevision.CURRENT);
    properties.put("name", label.name());
    return properties;
  }

  private static void writeEdges(
      Transaction transaction, Sorted<LabelRecord> sorted, KnownNodes.Batch known) {
    SharedEdges parents = new SharedEdges(Kind.LABEL, "SUBLABEL_OF", Side.START);
    SharedEdges sublabels = new SharedEdges(Kind.LABEL, "SUBLABEL_OF", Side.END);
    sorted.forEach((label, nodeExisted) -> {
      parents.put(label.id(), label.parents(), nodeExisted);
      sublabels.put(label.id(), label.sublabels(), nodeExisted);
    });
    SharedEdges.rewrite(transaction, known, List.of(parents, sublabels));
  }
}
