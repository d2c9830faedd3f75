package org.discogsography.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {

  private static final String HEALTHY = "service_healthy";
  private static final String COMPLETED = "service_completed_successfully";
  private static final Set<String> STORES = Set.of("rabbitmq", "postgres", "neo4j", "redis");

  private final Compose compose = Compose.read("docker-compose.yml");

  @Test
  void stackHasExactlyTheServicesThatExist() {
    assertThat(compose.services())
        .containsExactlyInAnyOrder(
            "rabbitmq",
            "postgres",
            "neo4j",
            "redis",
            "schema-init",
            "extractor-discogs",
            "extractor-musicbrainz",
            "graphinator",
            "tableinator",
            "brainzgraphinator",
            "brainztableinator",
            "api");
  }

  @Test
  void serviceWaitsForWhatItNeeds() {
    assertThat(compose.waitsFor("schema-init"))
        .containsOnly(
            entry("postgres", HEALTHY), entry("neo4j", HEALTHY), entry("rabbitmq", HEALTHY));
    assertThat(compose.waitsFor("extractor-discogs"))
        .containsOnly(entry("schema-init", COMPLETED), entry("rabbitmq", HEALTHY));
    assertThat(compose.waitsFor("extractor-musicbrainz"))
        .isEqualTo(compose.waitsFor("extractor-discogs"));
    assertThat(compose.waitsFor("graphinator"))
        .containsOnly(
            entry("schema-init", COMPLETED), entry("rabbitmq", HEALTHY), entry("neo4j", HEALTHY));
    assertThat(compose.waitsFor("tableinator"))
        .containsOnly(
            entry("schema-init", COMPLETED),
            entry("rabbitmq", HEALTHY),
            entry("postgres", HEALTHY));
    assertThat(compose.waitsFor("brainzgraphinator")).isEqualTo(compose.waitsFor("graphinator"));
    assertThat(compose.waitsFor("brainztableinator")).isEqualTo(compose.waitsFor("tableinator"));
    assertThat(compose.waitsFor("api"))
        .containsOnly(
            entry("schema-init", COMPLETED),
            entry("postgres", HEALTHY),
            entry("redis", HEALTHY),
            entry("neo4j", HEALTHY));
    assertThat(STORES).allSatisfy(store -> assertThat(compose.waitsFor(store)).isEmpty());
  }

  @Test
  void whatIsWaitedForAsHealthyHasAHealthCheck() {
    for (String service : compose.services()) {
      compose
          .waitsFor(service)
          .forEach((name, condition) ->
              assertThat(compose.map(name, "healthcheck").isEmpty())
                  .as("%s waits for %s", service, name)
                  .isEqualTo(condition.equals(COMPLETED)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "extractor-discogs, extractor, 8000, 5, 120s",
    "extractor-musicbrainz, extractor, 8000, 5, 120s",
    "graphinator, graphinator, 8001, 3, 60s",
    "tableinator, tableinator, 8002, 3, 90s",
    "brainzgraphinator, brainzgraphinator, 8011, 3, 60s",
    "brainztableinator, brainztableinator, 8010, 3, 60s",
    "api, api, 8005, 3, 60s"
  })
  void healthCheckAsksThePortThatTheServiceListensOnByDefault(
      String service, String module, String port, int retries, String start) {
    assertThat(compose.map(service, "healthcheck"))
        .containsEntry("test", List.of("CMD", "/app/health", port))
        .containsEntry("interval", "30s")
        .containsEntry("timeout", "10s")
        .containsEntry("retries", retries)
        .containsEntry("start_period", start);
    assertThat(compose.buildArgs(service)).containsEntry("HEALTH_PORT", port);
    assertThat(Project.sources(module))
        .as("a setting of %s defaults to port %s", module, port)
        .containsPattern("\\b" + port.charAt(0) + "_?" + port.substring(1) + "\\b");
  }

  @Test
  void onlyTheApiAndTheStoresArePublished() {
    assertThat(compose.list("rabbitmq", "ports")).containsExactly("5672:5672", "15672:15672");
    assertThat(compose.list("postgres", "ports")).containsExactly("5433:5432");
    assertThat(compose.list("neo4j", "ports")).containsExactly("7474:7474", "7687:7687");
    assertThat(compose.list("redis", "ports")).containsExactly("6379:6379");
    assertThat(compose.list("api", "ports")).containsExactly("8004:8004", "8005:8005");
    assertThat(ours())
        .filteredOn(service -> !service.equals("api"))
        .allSatisfy(service -> assertThat(compose.list(service, "ports")).isEmpty());
  }

  @Test
  void everyServiceOfOursRunsWithoutRights() {
    assertThat(ours())
        .hasSize(8)
        .allSatisfy(service ->
            assertThat(compose.service(service))
                .containsEntry("user", "${UID:-1000}:${GID:-1000}")
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("read_only", true)
                .containsEntry("tmpfs", List.of("/tmp")));
  }

  @Test
  void everyContainerIsBoundedAndNamedAfterItsService() {
    assertThat(compose.services())
        .allSatisfy(service ->
            assertThat(compose.service(service))
                .containsKeys("mem_limit", "pids_limit")
                .containsEntry("hostname", service)
                .containsEntry("container_name", "discogsography-" + service)
                .containsEntry(
                    "logging",
                    Map.of(
                        "driver",
                        "json-file",
                        "options",
                        Map.of("max-size", "10m", "max-file", "3"))));
    assertThat(STORES)
        .allSatisfy(store ->
            assertThat(compose.list(store, "security_opt"))
                .containsExactly("no-new-privileges:true"));
  }

  @ParameterizedTest
  @CsvSource({
    "schema-init, 384m, no",
    "extractor-discogs, 1536m, on-failure",
    "extractor-musicbrainz, 1536m, on-failure",
    "graphinator, 1g, on-failure",
    "tableinator, 1g, on-failure",
    "brainzgraphinator, 1g, on-failure",
    "brainztableinator, 1g, on-failure",
    "api, 1g, unless-stopped"
  })
  void serviceHasItsMemoryAndRestartPolicy(String service, String memory, String restart) {
    assertThat(compose.service(service))
        .containsEntry("mem_limit", memory)
        .containsEntry("restart", restart);
  }

  /** What {@code up} gives them, and the figures of docs/performance.md were measured with. */
  @ParameterizedTest
  @CsvSource({
    "extractor-discogs, 384",
    "extractor-musicbrainz, 320",
    "graphinator, 512",
    "tableinator, 512",
    "brainzgraphinator, 512",
    "brainztableinator, 512"
  })
  void heapOfTheFleetIsNoLargerThanItNeeds(String service, int megabytes) {
    assertThat(compose.map(service, "environment"))
        .containsEntry("JDK_JAVA_OPTIONS", "-Xmx%dm".formatted(megabytes));
  }

  @Test
  void imageOfAStoreIsPinnedToAMinorVersion() {
    assertThat(STORES)
        .allSatisfy(store ->
            assertThat((String) compose.service(store).get("image"))
                .matches("[a-z0-9]+:\\d+\\.\\d+[.\\d]*(-[a-z]+)?"));
  }

  @Test
  void imageOfAServiceIsBuiltFromTheOneDockerfile() {
    assertThat(ours())
        .allSatisfy(service -> {
          String module = service.replaceFirst("-(discogs|musicbrainz)$", "");
          assertThat(compose.service(service))
              .containsEntry("image", "discogsography/" + module + ":latest");
          assertThat(compose.buildArgs(service))
              .containsEntry("SERVICE", module)
              .containsEntry("UID", "${UID:-1000}")
              .containsEntry("GID", "${GID:-1000}");
          assertThat(compose.map(service, "build"))
              .containsEntry("target", service.equals("schema-init") ? "one-shot" : "server");
          assertThat(Project.ROOT.resolve(module).resolve("pom.xml")).exists();
        });
  }

  @Test
  void dataOfAStoreLiesInAVolumeWhereItsImageKeepsIt() {
    assertThat(compose.mounts("postgres")).containsEntry("/var/lib/postgresql", "postgres_data");
    assertThat(compose.mounts("rabbitmq")).containsEntry("/var/lib/rabbitmq", "rabbitmq_data");
    assertThat(compose.mounts("neo4j")).containsEntry("/data", "neo4j_data");
    assertThat(compose.mounts("redis")).containsEntry("/data", "redis_data");
  }

  @Test
  void extractorReadsDumpsFromAFolderThatItCannotWriteAndKeepsItsStateInAVolume() {
    assertThat(compose.list("extractor-discogs", "volumes"))
        .contains(
            "${DISCOGS_DUMPS:-./local-stack/src/main/catalogue/discogs}:/dumps:ro",
            "discogs_data:/discogs-data");
    assertThat(compose.map("extractor-discogs", "environment"))
        .containsEntry("DISCOGS_ROOT", "${DISCOGS_ROOT:-/dumps}")
        .containsEntry("DUMP_OFFLINE", "${DUMP_OFFLINE:-true}")
        .containsEntry("EXTRACTOR_STATE_DIR", "/discogs-data");
    assertThat(Project.ROOT.resolve("local-stack/src/main/catalogue/discogs"))
        .isDirectoryContaining("glob:**.xml*");
  }

  @Test
  void extractorJudgesByRulesThatItCannotWrite() {
    assertThat(compose.list("extractor-discogs", "volumes"))
        .contains("./deploy/extractor/extraction-rules.yaml:/config/extraction-rules.yaml:ro");
    assertThat(compose.map("extractor-discogs", "environment"))
        .containsEntry("DATA_QUALITY_RULES", "/config/extraction-rules.yaml");
  }

  @Test
  void musicBrainzIsReadOnlyIfAskedForFromAFolderThatCannotBeWritten() {
    assertThat(compose.list("extractor-musicbrainz", "profiles")).containsExactly("musicbrainz");
    assertThat(compose.list("extractor-musicbrainz", "volumes"))
        .contains(
            "${MUSICBRAINZ_DUMPS:-./local-stack/src/main/catalogue/musicbrainz}:/dumps:ro",
            "musicbrainz_data:/musicbrainz-data");
    assertThat(compose.map("extractor-musicbrainz", "environment"))
        .containsEntry("EXTRACTOR_SOURCE", "musicbrainz")
        .containsEntry("MUSICBRAINZ_ROOT", "${MUSICBRAINZ_ROOT:-/dumps}")
        .containsEntry("EXTRACTOR_STATE_DIR", "/musicbrainz-data");
    assertThat(Project.ROOT.resolve("local-stack/src/main/catalogue/musicbrainz"))
        .isDirectoryRecursivelyContaining("glob:**.jsonl");
  }

  @Test
  void apiTrustsTheProxiesOfTheNetworkAndNoOthers() {
    String subnet =
        Project.find(Pattern.compile("subnet: (\\S+)"), Project.read("docker-compose.yml"))
            .iterator()
            .next();

    assertThat(Project.sources("api")).contains('"' + subnet + '"');
  }

  @Test
  void serviceWritesItsLogsIntoAVolumeOfItsOwn() {
    assertThat(ours())
        .allSatisfy(service ->
            assertThat(compose.mounts(service))
                .containsEntry("/logs", service.replace('-', '_') + "_logs"));
  }

  @Test
  void everyNamedVolumeIsDeclaredAndUsed() {
    Set<String> used = new TreeSet<>();
    for (String service : compose.services()) {
      compose.mounts(service).values().stream()
          .filter(source -> Pattern.matches("[a-z0-9_]+", source))
          .forEach(used::add);
    }
    assertThat(compose.section("volumes").keySet()).containsExactlyInAnyOrderElementsOf(used);
  }

  @Test
  void everyMountedFileOfTheProjectExists() {
    for (String service : compose.services()) {
      assertThat(compose.mounts(service).values())
          .filteredOn(source -> source.startsWith("./"))
          .allSatisfy(source -> assertThat(Files.exists(Project.ROOT.resolve(source))).isTrue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_message_size = 134217728",
        "default_queue_type = quorum",
        "heartbeat = 600",
        "management_agent.disable_metrics_collector = false",
        "log.connection.level = error",
        "log.default.level = warning"
      })
  void brokerIsSetUpAsTheServicesNeedIt(String setting) {
    assertThat(Project.read("deploy/rabbitmq/discogsography.conf").lines()).contains(setting);
  }

  private Set<String> ours() {
    Set<String> ours = new TreeSet<>(compose.services());
    ours.removeAll(STORES);
    return ours;
  }
}
