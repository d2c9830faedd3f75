package org.discogsography.tableinator.rows;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.discogsography.benchmarks.micro.SampleReleases;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the tableinator's encoder costs: microseconds a release. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DocumentFormBenchmark {

  private final DocumentForm form = new DocumentForm(DataType.RELEASES, InstantSource.system());
  private List<byte[]> messages = List.of();
  private int next;

  /** Makes the messages. */
  @Setup
  public void readReleases() throws IOException, InterruptedException {
    messages = SampleReleases.messages();
  }

  /** From the message to the document of its row. */
  @Benchmark
  public byte[] document() throws InvalidMessageException {
    next = next + 1 < messages.size() ? next + 1 : 0;
    return form.of(messages.get(next));
  }
}
