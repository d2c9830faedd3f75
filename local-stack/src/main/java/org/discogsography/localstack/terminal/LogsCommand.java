package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.discogsography.localstack.stack.StackException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the end of the logs. */
@Command(
    name = "logs",
    description = "Prints the end of the logs of one service or server, or of all services.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final int TAIL_BYTES = 16 * 1024;
  private static final Duration POLL = Duration.ofMillis(500);

  @Mixin private final DataFolder folder = new DataFolder();

  @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "For example graphinator.")
  private @Nullable String service;

  @Option(names = "-f", description = "Go on as the logs grow.")
  private boolean follow;

  private final PrintStream out = System.out;
  private final Map<Path, Long> shown = new HashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> logs = logs();
    if (logs.isEmpty()) {
      throw new StackException(
          service == null
              ? "there are no logs yet; start the stack with ./discogsography up"
              : "there is no log of %s; known: %s".formatted(service, String.join(", ", known())));
    }
    do {
      for (Path log : logs) {
        printNew(log, logs.size() > 1);
      }
      out.flush();
      if (follow) {
        Thread.sleep(POLL);
      }
    } while (follow);
    return 0;
  }

  /** Our log files, else what a process has written to its output. */
  private List<Path> logs() throws IOException {
    List<Path> all = all();
    if (service == null) {
      return all.stream().filter(log -> log.toString().endsWith(".log")).toList();
    }
    List<Path> own =
        all.stream()
            .filter(log -> log.getFileName().toString().startsWith(service))
            .filter(log -> Files.isReadable(log))
            .toList();
    List<Path> files = own.stream().filter(log -> log.toString().endsWith(".log")).toList();
    return files.isEmpty() ? own : files;
  }

  private List<String> known() throws IOException {
    return all().stream()
        .map(log -> log.getFileName().toString().replaceFirst("\\.(log|out)$", ""))
        .distinct()
        .sorted()
        .toList();
  }

  private List<Path> all() throws IOException {
    Path data = folder.path();
    List<Path> all = new ArrayList<>();
    for (String place :
        List.of("logs", "run", "neo4j", "postgres", "rabbitmq", "qpid", "redis", ".")) {
      Path directory = data.resolve(place).normalize();
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().endsWith(".log") || file.toString().endsWith(".out"))
              .sorted()
              .forEach(all::add);
        }
      }
    }
    return all;
  }

  private void printNew(Path log, boolean named) throws IOException {
    long length = Files.size(log);
    long from = shown.getOrDefault(log, Math.max(0, length - TAIL_BYTES));
    if (from > length) {
      from = 0;
    }
    if (from == length) {
      return;
    }
    byte[] part = new byte[(int) Math.min(length - from, Integer.MAX_VALUE / 2)];
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(from);
      file.readFully(part);
    }
    if (named) {
      out.println("==> " + log.getFileName() + " <==");
    }
    out.write(part, 0, part.length);
    shown.put(log, from + part.length);
  }
}
