package org.discogsography.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.discogsography.localstack.servers.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlanTest {

  @TempDir private Path data;

  private StackOptions options(int offset, boolean reload, String... only) {
    return new StackOptions(
        Path.of("/checkout"), Path.of("/dumps"), false, null, data, offset, Set.of(only), reload);
  }

  @Test
  void offsetMovesEveryPort() throws Exception {
    StackPlan plain = StackPlan.of(options(0, false));
    StackPlan moved = StackPlan.of(options(1000, false));

    assertThat(plain.ports()).containsKeys(8000, 8001, 8002, 8004, 8005, 5433, 6379, 7474, 7687);
    assertThat(moved.ports().keySet())
        .containsExactlyElementsOf(plain.ports().keySet().stream().map(p -> p + 1000).toList());
  }

  @Test
  void servicesFindTheServersAtTheMovedPorts() throws Exception {
    StackPlan plan = StackPlan.of(options(1000, false));

    assertThat(service(plan, "graphinator").environment())
        .containsEntry("NEO4J_PORT", "8687")
        .containsEntry("RABBITMQ_PORT", "6672")
        .containsEntry("HEALTH_PORT", "9001")
        .containsEntry("LOG_DIR", data.resolve("logs").toString());
    assertThat(service(plan, "tableinator").environment()).containsEntry("POSTGRES_PORT", "6433");
    assertThat(service(plan, "api").environment())
        .containsEntry("API_PORT", "9004")
        .containsEntry("API_HEALTH_PORT", "9005")
        .containsEntry("REDIS_PORT", "7379");
  }

  @Test
  void extractorKeepsItsStateOutOfTheDumps() throws Exception {
    ServicePlan extractor = service(StackPlan.of(options(0, true)), "extractor");

    assertThat(extractor.arguments()).containsExactly("--source", "discogs");
    assertThat(extractor.environment())
        .containsEntry("DISCOGS_ROOT", "/dumps")
        .containsEntry("DUMP_OFFLINE", "true")
        .containsEntry("FORCE_REPROCESS", "true")
        .containsEntry("EXTRACTOR_STATE_DIR", data.resolve("extractor").toString());
  }

  @Test
  void musicBrainzConsumersRunOnlyWithTheirDumps() throws Exception {
    StackPlan without = StackPlan.of(options(0, false));
    StackPlan with =
        StackPlan.of(
            new StackOptions(
                Path.of("/checkout"),
                Path.of("/dumps"),
                false,
                Path.of("/mbdump"),
                data,
                1000,
                Set.of(),
                false));

    assertThat(without.services())
        .extracting(ServicePlan::name)
        .doesNotContain("brainzgraphinator", "brainztableinator");
    assertThat(without.ports()).doesNotContainKeys(8010, 8011, 8013);
    assertThat(service(with, "extractor-musicbrainz").program()).isEqualTo("extractor");
    assertThat(service(with, "extractor-musicbrainz").arguments())
        .containsExactly("--source", "musicbrainz");
    assertThat(service(with, "extractor-musicbrainz").environment())
        .containsEntry("HEALTH_PORT", "9013")
        .containsEntry("MUSICBRAINZ_ROOT", "/mbdump")
        .containsEntry("DISCOGS_HEALTH_URL", "http://localhost:9000/health")
        .containsEntry("EXTRACTOR_STATE_DIR", data.resolve("extractor-musicbrainz").toString());
    assertThat(service(with, "brainztableinator").environment())
        .containsEntry("HEALTH_PORT", "9010")
        .containsEntry("POSTGRES_PORT", "6433");
    assertThat(service(with, "brainzgraphinator").environment())
        .containsEntry("HEALTH_PORT", "9011")
        .containsEntry("NEO4J_PORT", "8687")
        .containsEntry("CONSUMER_CANCEL_DELAY", "0");
    assertThat(with.ports()).containsKeys(9010, 9011, 9013);
  }

  @Test
  void musicBrainzExtractorWithoutDumpsIsRefused() {
    assertThatThrownBy(() -> StackPlan.of(options(0, false, "extractor-musicbrainz")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--musicbrainz");
  }

  @Test
  void musicBrainzConsumerRunsWithoutDumpsWhenItIsAskedFor() throws Exception {
    StackPlan plan = StackPlan.of(options(0, false, "brainztableinator"));

    assertThat(plan.services()).extracting(ServicePlan::name).containsExactly("brainztableinator");
  }

  @Test
  void extractorDownloadsAndLooksForNewerDumpsIfAsked() throws Exception {
    StackPlan plan =
        StackPlan.of(
            new StackOptions(
                Path.of("/checkout"), Path.of("/dumps"), true, null, data, 0, Set.of(), false));

    assertThat(service(plan, "extractor").environment())
        .containsEntry("DISCOGS_ROOT", "/dumps")
        .containsEntry("DUMP_OFFLINE", "false")
        .containsEntry("PERIODIC_CHECK_DAYS", "5");
    assertThat(service(StackPlan.of(options(0, false)), "extractor").environment())
        .containsEntry("PERIODIC_CHECK_DAYS", "0");
  }

  @Test
  void everyRecordIsLoadedUnlessRulesAreGiven() throws Exception {
    ServicePlan extractor = service(StackPlan.of(options(0, false)), "extractor");

    assertThat(extractor.environment()).doesNotContainKey("DATA_QUALITY_RULES");
    assertThat(Checkout.defaultRules(Checkout.root())).isRegularFile();
  }

  @Test
  void noPasswordIsAnArgument() throws Exception {
    StackPlan plan = StackPlan.of(options(0, false));

    assertThat(plan.services())
        .allSatisfy(service ->
            assertThat(service.arguments())
                .doesNotContain(service.environment().get("POSTGRES_PASSWORD")));
  }

  @Test
  void onlyAServiceBringsItsServersAndTheSchema() throws Exception {
    StackPlan plan = StackPlan.of(options(0, false, "api"));

    assertThat(plan.services()).extracting(ServicePlan::name).containsExactly("api");
    assertThat(plan.setup()).extracting(ServicePlan::name).containsExactly("schema-init");
    assertThat(plan.servers()).hasSize(4);
  }

  @Test
  void onlyAServerBringsNothingElse() throws Exception {
    StackPlan plan = StackPlan.of(options(0, false, "redis"));

    assertThat(plan.servers()).hasSize(1);
    assertThat(plan.setup()).isEmpty();
    assertThat(plan.services()).isEmpty();
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> StackPlan.of(options(0, false, "grafinator")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("grafinator")
        .hasMessageContaining("graphinator");
  }

  @Test
  void offsetBeyondThePortsIsRefused() {
    assertThatThrownBy(() -> options(60_000, false))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--port-offset");
  }

  private static ServicePlan service(StackPlan plan, String name) {
    return plan.services().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
