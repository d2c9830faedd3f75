package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.discogsography.common.broker.Backoff;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class BatchWritingTest {

  private static final Backoff NO_PAUSE = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

  private final List<String> written = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<FailureClass> failures = new ArrayList<>();
  private final Map<String, Integer> refusalsOf = new HashMap<>();
  private final List<String> outages = new ArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final LaneStatus status = new LaneStatus(DataType.ARTISTS, 100);
  private int storeAwayFor;

  @Test
  void tenTransientFailuresRefuseNothingAndKeepTheOrder() throws Exception {
    failNext(10, FailureClass.TRANSIENT);

    List<DeadLetter> refused = write(settings(Map.of()), ids(40));

    assertThat(refused).isEmpty();
    assertThat(written).containsExactlyElementsOf(ids(40));
    assertThat(status.snapshot().deterministicFailures()).isZero();
  }

  @Test
  void storeThatIsAwayForTenProbesRefusesNothing() throws Exception {
    failNext(1, FailureClass.TRANSIENT);
    storeAwayFor = 10;

    List<DeadLetter> refused = write(settings(Map.of()), ids(20));

    assertThat(refused).isEmpty();
    assertThat(written).containsExactlyElementsOf(ids(20));
    assertThat(outages).containsExactly("away", "back");
    assertThat(status.snapshot().storeAway()).isFalse();
  }

  @Test
  void deterministicFailureAfterFourTransientOnesIsTheFirst() throws Exception {
    failNext(4, FailureClass.TRANSIENT);
    failNext(4, FailureClass.DETERMINISTIC);

    assertThat(write(settings(Map.of()), ids(1))).isEmpty();
    assertThat(written).containsExactly("100");
  }

  @Test
  void outageTakesNoAttemptFromARecordThatIsRefused() throws Exception {
    failNext(4, FailureClass.DETERMINISTIC);
    failNext(6, FailureClass.TRANSIENT);

    assertThat(write(settings(Map.of()), ids(1))).isEmpty();
    assertThat(written).containsExactly("100");
  }

  @Test
  void recordIsRefusedAfterItsFifthFailure() throws Exception {
    refusalsOf.put("100", Integer.MAX_VALUE);

    List<DeadLetter> refused = write(settings(Map.of()), ids(1));

    assertThat(refused)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.id()).isEqualTo("100");
          assertThat(letter.attempts()).isEqualTo(5);
          assertThat(letter.reason()).isEqualTo("refused");
        });
    assertThat(refusalsOf.get("100")).isEqualTo(Integer.MAX_VALUE - 5);
  }

  @Test
  void onlyTheRecordsToBlameAreRefused() throws Exception {
    Set<String> poison = Set.of("100", "107", "108", "131");
    poison.forEach(id -> refusalsOf.put(id, Integer.MAX_VALUE));

    List<DeadLetter> refused = write(settings(Map.of()), ids(32));

    assertThat(refused).extracting(DeadLetter::id).containsExactlyInAnyOrderElementsOf(poison);
    assertThat(written)
        .containsExactlyElementsOf(ids(32).stream().filter(id -> !poison.contains(id)).toList());
  }

  @Test
  void missingSchemaIsToldAndWaitedFor() throws Exception {
    failNext(3, FailureClass.ENVIRONMENT);

    assertThat(write(settings(Map.of()), ids(3))).isEmpty();

    assertThat(written).containsExactlyElementsOf(ids(3));
    assertThat(status.snapshot().problem()).isNull();
  }

  @Test
  void transientFailuresHalveTheBatchDownToTenAndSuccessRaisesIt() throws Exception {
    failNext(5, FailureClass.TRANSIENT);

    write(settings(Map.of("TEST_BATCH_SIZE", "100")), ids(100));

    assertThat(sizes.subList(5, sizes.size()))
        .first()
        .satisfies(size -> assertThat(size).isLessThanOrEqualTo(12));
    assertThat(written).hasSize(100);
    assertThat(status.snapshot().effectiveSize()).isEqualTo(10 + 5 * 10);
  }

  @Test
  void stopWhileTheStoreIsAwayEndsTheWriting() {
    failNext(1, FailureClass.TRANSIENT);
    storeAwayFor = Integer.MAX_VALUE;
    BatchWriting<String> writing = writing(settings(Map.of()));
    stopping.set(true);

    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> writing.write(entries(ids(3)), System.nanoTime()));
    assertThat(written).isEmpty();
  }

  @Test
  void deliveriesThatAreHeldTooLongGoBackWithATrialOfTheirWrite() {
    failNext(2, FailureClass.TRANSIENT);
    BatchWriting<String> writing = writing(settings(Map.of("CONSUMER_HOLD_LIMIT", "0")));

    assertThatExceptionOfType(HeldTooLongException.class)
        .isThrownBy(() -> writing.write(entries(ids(3)), System.nanoTime()))
        .satisfies(held -> {
          assertThatExceptionOfType(Refusal.class).isThrownBy(held.trial()::check);
          held.trial().check();
        });
    assertThat(new TreeSet<>(written)).containsExactly("100");
  }

  private static final class Refusal extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final FailureClass failure;

    Refusal(FailureClass failure) {
      super("refused");
      this.failure = failure;
    }
  }

  private void failNext(int times, FailureClass failure) {
    for (int time = 0; time < times; time++) {
      failures.add(failure);
    }
  }

  private List<DeadLetter> write(ConsumerSettings settings, List<String> ids) throws Exception {
    return writing(settings).write(entries(ids), System.nanoTime());
  }

  private BatchWriting<String> writing(ConsumerSettings settings) {
    RecordWriter<String> writer =
        new RecordWriter<>() {

          @Override
          public String prepare(DataRecord record) {
            return record.id();
          }

          @Override
          public WriteResult write(List<String> records) throws Refusal {
            sizes.add(records.size());
            if (!failures.isEmpty()) {
              throw new Refusal(failures.removeFirst());
            }
            for (String id : records) {
              if (refusalsOf.computeIfPresent(id, (key, left) -> left - 1) != null) {
                throw new Refusal(FailureClass.DETERMINISTIC);
              }
            }
            written.addAll(records);
            return new WriteResult(records.size(), 0);
          }
        };
    StoreWatch store =
        new StoreWatch(
            "Scripted store",
            () -> {
              if (storeAwayFor-- > 0) {
                throw new Refusal(FailureClass.TRANSIENT);
              }
            },
            stopping::get,
            NO_PAUSE,
            NO_PAUSE);
    return new BatchWriting<>(
        writer,
        failure ->
            failure instanceof Refusal refusal ? refusal.failure : FailureClass.DETERMINISTIC,
        store,
        new Semaphore(1),
        status,
        new ConsumerMetrics(new SimpleMeterRegistry(), "test"),
        settings,
        new BatchWriting.OutageListener() {
          @Override
          public void storeAway() {
            outages.add("away");
          }

          @Override
          public void storeBack() {
            outages.add("back");
          }
        });
  }

  private static ConsumerSettings settings(Map<String, String> environment) {
    return ConsumerSettings.from(Settings.from(environment::get), Source.DISCOGS, "TEST", 0);
  }

  private static List<String> ids(int number) {
    return IntStream.range(100, 100 + number).mapToObj(Integer::toString).toList();
  }

  private static List<Entry<String>> entries(List<String> ids) {
    return ids.stream()
        .map(id -> new Entry<>(new DataRecord(id, "", id.getBytes(StandardCharsets.UTF_8)), id))
        .toList();
  }
}
