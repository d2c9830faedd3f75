package org.discogsography.graphinator;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.consuming.ConsumerDefinition;
import org.discogsography.common.consuming.ConsumerProcess;
import org.discogsography.common.consuming.FailureClassifier;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.common.neo4j.Neo4jFailures;
import org.discogsography.common.neo4j.Neo4jProbe;
import org.discogsography.graphinator.completion.ImportSignals;
import org.discogsography.graphinator.completion.Latches;
import org.discogsography.graphinator.maintenance.Pauses;
import org.discogsography.graphinator.maintenance.PostImport;
import org.discogsography.graphinator.maintenance.PostImportStatus;
import org.discogsography.graphinator.maintenance.PurgeGuard;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.ArtistWriter;
import org.discogsography.graphinator.writing.KnownNodes;
import org.discogsography.graphinator.writing.LabelWriter;
import org.discogsography.graphinator.writing.MasterWriter;
import org.discogsography.graphinator.writing.ReleaseWriter;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;

/** The running service: four writers behind their queues, and the work after each import. */
final class Graphinator implements AutoCloseable {

  private static final String SERVICE = "graphinator";

  private static final Set<String> KEYED =
      Set.of("Artist", "Label", "Master", "Release", "Genre", "Style", "Person");

  private final ConsumerProcess process;
  private final PostImport postImport;

  Graphinator(GraphinatorSettings settings, Driver driver, PrometheusMeterRegistry metrics) {
    FailureClassifier failures = new Neo4jFailures();
    Latches latches = new Latches(driver);
    postImport =
        new PostImport(
            driver,
            failures,
            latches,
            this::drain,
            new PurgeGuard(settings.purgeMaxDeleteFraction()),
            Pauses.SLEEPING,
            metrics);
    process =
        new ConsumerProcess(
            new ConsumerDefinition(
                SERVICE,
                "Neo4j",
                writers(driver),
                new ImportSignals(latches, postImport::startDue),
                new Neo4jProbe(driver, KEYED),
                failures),
            settings.consumer(),
            settings.broker(),
            metrics,
            Map.of("post_import", this::postImportFields),
            settings.startupDelay());
  }

  private static Map<DataType, RecordWriter<?>> writers(Driver driver) {
    InstantSource clock = InstantSource.system();
    RecordReader reader = new RecordReader(clock);
    GraphTransactions transactions = new GraphTransactions(driver);
    KnownNodes known = new KnownNodes(clock);
    return Map.of(
        DataType.ARTISTS, new ArtistWriter(reader, transactions, known, clock),
        DataType.LABELS, new LabelWriter(reader, transactions, known, clock),
        DataType.MASTERS, new MasterWriter(reader, transactions, known, clock),
        DataType.RELEASES, new ReleaseWriter(reader, transactions, known, clock));
  }

  /** Consumes, and goes on with post-import work that an earlier process has not finished. */
  void start() {
    process.start();
    postImport.resume();
  }

  @Override
  public void close() {
    process.close();
    postImport.close();
  }

  private boolean drain(Duration longest) throws InterruptedException {
    return process.service().drain(longest);
  }

  private @Nullable Map<String, Object> postImportFields() {
    return postImport.status().map(Graphinator::fields).orElse(null);
  }

  private static Map<String, Object> fields(PostImportStatus status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", status.version());
    fields.put("state", status.state());
    fields.put("step", status.step());
    fields.put("attempt", status.attempt());
    fields.put("started_at", status.startedAt().toString());
    return fields;
  }
}
