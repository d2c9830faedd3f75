package org.discogsography.common.consuming;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;

/** A store that keeps what was committed, in order, and fails as its test says. */
final class ScriptedStore implements StoreProbe {

  /** A failure of a known class. */
  static final class Refusal extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final FailureClass failure;

    Refusal(FailureClass failure, String text) {
      super(text);
      this.failure = failure;
    }
  }

  /** What happens to a batch before or after its commit. */
  interface Script {
    void run(DataType type, List<DataRecord> batch) throws Exception;
  }

  private final Map<DataType, List<List<DataRecord>>> batches = new ConcurrentHashMap<>();
  private final AtomicInteger prepared = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile Script before = (type, batch) -> {};
  private volatile Script after = (type, batch) -> {};
  private volatile boolean away;
  private volatile int batchesAtOnce = 1;

  void beforeCommit(Script script) {
    before = script;
  }

  void afterCommit(Script script) {
    after = script;
  }

  /** To be told before the consumer starts. */
  void batchesAtOnce(int most) {
    batchesAtOnce = most;
  }

  /** Whether the store answers at all. */
  void away(boolean value) {
    away = value;
  }

  int prepared() {
    return prepared.get();
  }

  int attempts() {
    return attempts.get();
  }

  List<List<DataRecord>> batches(DataType type) {
    return batches.getOrDefault(type, List.of());
  }

  /** Ids in the order of their commits. */
  List<String> ids(DataType type) {
    return batches(type).stream().flatMap(List::stream).map(DataRecord::id).toList();
  }

  static FailureClass classify(Throwable failure) {
    return failure instanceof Refusal refusal ? refusal.failure : FailureClass.DETERMINISTIC;
  }

  @Override
  public void check() throws Refusal {
    if (away) {
      throw new Refusal(FailureClass.TRANSIENT, "no answer");
    }
  }

  RecordWriter<DataRecord> writer(DataType type) {
    return new RecordWriter<>() {

      @Override
      public DataRecord prepare(DataRecord record) {
        prepared.incrementAndGet();
        return record;
      }

      @Override
      public WriteResult write(List<DataRecord> records) throws Exception {
        attempts.incrementAndGet();
        check();
        before.run(type, records);
        batches
            .computeIfAbsent(type, key -> new CopyOnWriteArrayList<>())
            .add(new ArrayList<>(records));
        after.run(type, records);
        return new WriteResult(records.size(), 0);
      }

      @Override
      public int batchesAtOnce() {
        return batchesAtOnce;
      }
    };
  }
}
