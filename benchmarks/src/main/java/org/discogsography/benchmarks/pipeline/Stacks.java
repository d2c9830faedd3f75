package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest.Stage;
import org.jspecify.annotations.Nullable;

/** The servers of the stages, one after the other: fresh for each, or emptied for the next. */
final class Stacks implements AutoCloseable {

  private final Path root;
  private final BenchmarkRequest request;
  private final Optional<WarmUp> warmUp;
  private final Consumer<String> news;
  private @Nullable BenchStack current;

  /**
   * @param root the project
   * @param request with an empty folder for the stacks
   * @param warmUp done on fresh servers
   * @param news told what is being done
   */
  Stacks(Path root, BenchmarkRequest request, Optional<WarmUp> warmUp, Consumer<String> news) {
    this.root = root;
    this.request = request;
    this.warmUp = warmUp;
    this.news = news;
  }

  /** Empty stores with the consumers of this stage, all warmed up. */
  Fleet next(Stage stage) throws IOException, InterruptedException, SQLException {
    BenchStack stack = current;
    if (stack != null && request.oneStack()) {
      StoredRecords.deleteAll(stack.stores());
    } else {
      close();
      news.accept("starting a fresh stack");
      Path folder = request.work().resolve("stack-" + stage.text());
      stack = BenchStack.start(root, folder, request.work().resolve("programs"));
      current = stack;
      warmUp(stack, request.oneStack() ? request.consumers() : stage.consumers());
    }
    return Fleet.start(stack, stage.consumers());
  }

  private void warmUp(BenchStack stack, List<String> consumers)
      throws IOException, InterruptedException, SQLException {
    if (warmUp.isPresent()) {
      news.accept("warming up " + String.join(", ", consumers));
      warmUp.get().run(Fleet.start(stack, consumers));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
