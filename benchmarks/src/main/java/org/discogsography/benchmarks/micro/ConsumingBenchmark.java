package org.discogsography.benchmarks.micro;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.graphinator.records.RecordReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What consumers do to a message before they write: microseconds a release, or a frame of 100. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConsumingBenchmark {

  private static final int FRAME_RECORDS = 100;
  private static final Map<String, Object> HEADERS = Map.of(Frames.HEADER, Frames.FORMAT);

  private final MessageCodec codec = new MessageCodec();
  private final RecordReader reader = new RecordReader(InstantSource.system());
  private List<DataRecord> records = List.of();
  private List<byte[]> hundred = List.of();
  private byte[] frame = {};
  private int next;

  /** Makes the messages. */
  @Setup
  public void readReleases() throws IOException, InterruptedException {
    records = SampleReleases.records();
    hundred = records.stream().limit(FRAME_RECORDS).map(DataRecord::json).toList();
    frame = Frames.pack(hundred);
  }

  private DataRecord next() {
    next = next + 1 < records.size() ? next + 1 : 0;
    return records.get(next);
  }

  /** Packs a frame. */
  @Benchmark
  public byte[] packFrame() {
    return Frames.pack(hundred);
  }

  /** Takes a frame apart. */
  @Benchmark
  public Object unpackFrame() throws InvalidMessageException {
    return Frames.unpack(HEADERS, frame);
  }

  /** Finds type, id and hash of a message. */
  @Benchmark
  public Object decodeEnvelope() throws InvalidMessageException {
    return codec.decode(next().json());
  }

  /** Reads what the graph keeps of a release. */
  @Benchmark
  public Object readForGraph() throws InvalidMessageException {
    return reader.release(next());
  }
}
