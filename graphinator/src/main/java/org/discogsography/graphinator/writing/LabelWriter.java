package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.LabelRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.discogsography.graphinator.writing.SharedEdges.Side;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/** Writes labels with their parent and sublabels. */
public final class LabelWriter extends GatedWriter<LabelRecord> {

  public LabelWriter(
      RecordReader reader,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    super(
        new UnchangedGate<>(DataType.LABELS, "Label", reader::label),
        transactions,
        knownNodes,
        clock);
  }

  @Override
  void write(Transaction transaction, Sorted<LabelRecord> sorted, KnownNodes.Batch known) {
    for (LabelRecord label : sorted.toWrite()) {
      known
          .fill(Kind.LABEL, label.id(), properties(label))
          .need(Kind.LABEL, label.parents())
          .need(Kind.LABEL, label.sublabels());
    }
    known.merge(transaction);
    writeEdges(transaction, sorted, known);
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
    sorted.forEach((label, wasStored) -> {
      parents.put(label.id(), label.parents(), wasStored);
      sublabels.put(label.id(), label.sublabels(), wasStored);
    });
    SharedEdges.rewrite(transaction, known, List.of(parents, sublabels));
  }
}
