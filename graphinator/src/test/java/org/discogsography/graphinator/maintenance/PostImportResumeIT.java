package org.discogsography.graphinator.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.Source;
import org.discogsography.common.neo4j.Neo4jFailures;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.completion.Latches;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Post-import work that ends in the middle and is taken up again. */
@BackingServers(Server.NEO4J)
class PostImportResumeIT extends GraphTest {

  private static final Instant NEXT_START = NOW.plus(Duration.ofDays(30));
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  /** Ends a process without letting it do anything more. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  PostImportResumeIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void processKilledInAnyStepReachesTheSameEndAfterARestart() throws Exception {
    importTwice();
    List<String> stepAtPause = Collections.synchronizedList(new ArrayList<>());
    try (PostImport work = work(stepAtPause, Integer.MAX_VALUE)) {
      work.startDue();
      assertThat(work.awaitIdle(LONG_ENOUGH)).isTrue();
    }
    List<String> uninterrupted = graphAfterwards();
    assertThat(uninterrupted).isNotEmpty();
    Map<String, Integer> firstPauses = new LinkedHashMap<>();
    Map<String, Integer> lastPauses = new LinkedHashMap<>();
    for (int i = 0; i < stepAtPause.size(); i++) {
      firstPauses.putIfAbsent(stepAtPause.get(i), i);
      lastPauses.put(stepAtPause.get(i), i);
    }
    assertThat(firstPauses).hasSize(10);

    for (Map<String, Integer> pauses : List.of(firstPauses, lastPauses)) {
      for (Map.Entry<String, Integer> pause : pauses.entrySet()) {
        graph.clear();
        importTwice();
        killAt(pause.getValue());
        assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.maintenance_step"))
            .isEqualTo(pause.getKey());

        try (PostImport restarted = work(new ArrayList<>(), Integer.MAX_VALUE)) {
          restarted.resume();
          assertThat(restarted.awaitIdle(LONG_ENOUGH)).isTrue();
        }

        assertThat(graphAfterwards()).as("killed in %s", pause).isEqualTo(uninterrupted);
        assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.maintenance_state"))
            .isEqualTo("completed");
      }
    }
  }

  @Test
  void secondTriggerWhileWorkIsUnderWayStartsNothing() throws Exception {
    importTwice();
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch triggeredAgain = new CountDownLatch(1);
    AtomicInteger drains = new AtomicInteger();
    Drain drain =
        limit -> {
          drains.incrementAndGet();
          working.countDown();
          return triggeredAgain.await(60, TimeUnit.SECONDS);
        };
    try (PostImport work = postImport(drain, new PauseLog(new ArrayList<>()))) {
      work.startDue();
      assertThat(working.await(60, TimeUnit.SECONDS)).isTrue();
      work.startDue();
      triggeredAgain.countDown();
      assertThat(work.awaitIdle(LONG_ENOUGH)).isTrue();
    }

    assertThat(drains).hasValue(1);
  }

  /** A first dump of which the second lacks a release, an artist, a label and a credit. */
  private void importTwice() {
    graph.setTime(NOW);
    for (int i = 1; i <= 10; i++) {
      write(DataType.ARTISTS, i, "'name': 'a', 'groups': [{'id': '%d'}]".formatted(i % 10 + 1));
      write(DataType.LABELS, i, "'name': 'l', 'parentLabel': {'id': '%d'}".formatted(90 + i));
      write(DataType.RELEASES, i, release(i, "'extraartists': [%s]".formatted(credit(i))));
    }
    graph.run(
        "MATCH (r:Release {id: '2'}) CREATE (:User {id: 'u'})-[:COLLECTED {instance_id: '1'}]->(r)");
    graph.setTime(NEXT_START.plusSeconds(60));
    for (int i = 3; i <= 10; i++) {
      write(DataType.ARTISTS, i, "'name': 'a', 'groups': [{'id': '%d'}]".formatted(i % 10 + 1));
      write(DataType.LABELS, i, "'name': 'l', 'parentLabel': {'id': '%d'}".formatted(90 + i));
      write(DataType.RELEASES, i, release(i, "'title': 'no credit any more'"));
    }
    Latches latches = new Latches(graph.driver());
    Map<DataType, Long> published =
        Map.of(DataType.ARTISTS, 8L, DataType.LABELS, 8L, DataType.RELEASES, 8L);
    for (DataType type : Source.DISCOGS.types()) {
      latches.signal(
          type, new ExtractionComplete("20260501", NOW, NEXT_START, published, "discogs"), 0);
    }
  }

  private static String release(int i, String more) {
    return """
    'artists': [{'id': '%1$d'}, {'id': '%2$d'}], 'labels': [{'id': '%1$d'}],
    'genres': ['Genre %3$d'], 'styles': ['Style %3$d'], 'released': '2001', %4$s
    """
        .formatted(i, 70 + i, i % 2, more);
  }

  private static String credit(int i) {
    return "{'id': '%1$d', 'name': 'Person %1$d', 'role': 'Drums'}".formatted(50 + i);
  }

  private void write(DataType type, int id, String fields) {
    graph.write(type, Messages.record(String.valueOf(id), fields));
  }

  private void killAt(int pause) throws InterruptedException {
    List<String> pauses = Collections.synchronizedList(new ArrayList<>());
    try (PostImport work = work(pauses, pause)) {
      work.startDue();
      assertThat(work.awaitIdle(LONG_ENOUGH)).isTrue();
    }
    assertThat(pauses).hasSize(pause + 1);
  }

  /** Work that notes the step at each pause, which follows each commit, and may die there. */
  private PostImport work(List<String> stepAtPause, int dieAt) {
    PauseLog pauses = new PauseLog(stepAtPause);
    pauses.dieAt = dieAt;
    PostImport work = postImport(limit -> true, pauses);
    pauses.work = work;
    return work;
  }

  private PostImport postImport(Drain drain, Pauses pauses) {
    return new PostImport(
        graph.driver(),
        new Neo4jFailures(),
        new Latches(graph.driver()),
        drain,
        new PurgeGuard(0.90),
        pauses,
        new SimpleMeterRegistry());
  }

  private List<String> graphAfterwards() {
    return graph.export().stream().filter(line -> !line.contains("ExtractionCompletion")).toList();
  }

  private static final class PauseLog implements Pauses {

    private final List<String> stepAtPause;
    private int dieAt = Integer.MAX_VALUE;
    private volatile @Nullable PostImport work;

    PauseLog(List<String> stepAtPause) {
      this.stepAtPause = stepAtPause;
    }

    @Override
    public void pause(Duration time) {
      PostImport pausing = work;
      stepAtPause.add(pausing == null ? "" : pausing.status().orElseThrow().step());
      if (stepAtPause.size() > dieAt) {
        throw new Killed();
      }
    }
  }
}
