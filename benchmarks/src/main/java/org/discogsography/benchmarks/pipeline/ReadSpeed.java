package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.localstack.servers.Neo4jServer;
import org.jspecify.annotations.Nullable;

/**
 * How fast one file was read by {@link ExtractorAlone}.
 *
 * @param workers threads that parse
 * @param megabytesPerSecond of XML, or of the dump file of MusicBrainz, in units of 1,000,000 bytes
 */
record ReadSpeed(DataType type, int workers, double recordsPerSecond, double megabytesPerSecond) {

  private static final String HEAP = "-Xmx512m";

  /**
   * Measures in a process of its own, which reads the files one after the other as the extractor
   * does.
   *
   * @param rules by which records are judged, null for none
   */
  static List<ReadSpeed> measure(Branch branch, Map<DataType, Path> files, @Nullable Path rules)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Neo4jServer.java(),
            HEAP,
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            System.getProperty("java.class.path"),
            ExtractorAlone.class.getName(),
            branch.source().text(),
            rules == null ? "" : rules.toString()));
    files.forEach((type, file) -> command.addAll(List.of(type.text(), file.toString())));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("reading " + files.values() + " failed: " + output);
    }
    return output.lines().map(ReadSpeed::of).toList();
  }

  /** From a line that {@link ExtractorAlone} prints. */
  private static ReadSpeed of(String line) {
    String[] figures = line.split(" ");
    double seconds = Long.parseLong(figures[4]) / 1e9;
    return new ReadSpeed(
        DataType.of(figures[0]),
        Integer.parseInt(figures[1]),
        Long.parseLong(figures[2]) / seconds,
        Long.parseLong(figures[3]) / 1e6 / seconds);
  }
}
