package org.discogsography.brainzgraphinator;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.discogsography.brainzgraphinator.completion.DiscogsImports;
import org.discogsography.brainzgraphinator.completion.EnrichmentSignals;
import org.discogsography.brainzgraphinator.completion.HeldRetries;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentWriter;
import org.discogsography.brainzgraphinator.enrichment.NodeKind;
import org.discogsography.brainzgraphinator.purge.StaleEnrichments;
import org.discogsography.common.consuming.ConsumerDefinition;
import org.discogsography.common.consuming.ConsumerProcess;
import org.discogsography.common.consuming.Precondition;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.common.neo4j.Neo4jFailures;
import org.discogsography.common.neo4j.Neo4jProbe;
import org.discogsography.common.purge.StalePurge;
import org.neo4j.driver.Driver;

/** The running service: four writers behind their queues, and the retries of what is held. */
final class Brainzgraphinator implements AutoCloseable {

  private static final String SERVICE = "brainzgraphinator";

  private static final Set<String> KEYED =
      Set.of("Artist", "Label", "Master", "Release", "HeldEnrichment", "EnrichmentRun");

  private final ConsumerProcess process;
  private final HeldRetries retries;

  Brainzgraphinator(
      BrainzgraphinatorSettings settings, Driver driver, PrometheusMeterRegistry metrics) {
    InstantSource clock = InstantSource.system();
    EnrichmentStatistics statistics = new EnrichmentStatistics(metrics);
    Map<DataType, EnrichmentWriter> writers = writers(driver, statistics, clock);
    DiscogsImports imports = new DiscogsImports(driver);
    retries = new HeldRetries(imports, writers.values(), settings.discogsCheckInterval());
    process =
        new ConsumerProcess(
            new ConsumerDefinition(
                SERVICE,
                "Neo4j",
                "Enriching",
                writers,
                new EnrichmentSignals(
                    driver,
                    new StalePurge(
                        new StaleEnrichments(driver, writers),
                        settings.purgeMaxDeleteFraction(),
                        metrics),
                    retries::request,
                    statistics,
                    clock),
                new Neo4jProbe(driver, KEYED),
                new Neo4jFailures(),
                settings.waitForDiscogs() ? imports : Precondition.NONE),
            settings.consumer(),
            settings.broker(),
            metrics,
            Map.of("enrichment_stats", statistics::snapshot),
            settings.startupDelay());
  }

  private static Map<DataType, EnrichmentWriter> writers(
      Driver driver, EnrichmentStatistics statistics, InstantSource clock) {
    GraphTransactions transactions = new GraphTransactions(driver);
    Map<DataType, EnrichmentWriter> writers = new EnumMap<>(DataType.class);
    for (NodeKind kind : NodeKind.values()) {
      writers.put(kind.type(), new EnrichmentWriter(kind, transactions, statistics, clock));
    }
    return writers;
  }

  void start() {
    process.start();
    retries.start();
  }

  @Override
  public void close() {
    process.close();
    retries.close();
  }
}
