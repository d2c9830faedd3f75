package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.discogsography.common.messages.Source;
import org.discogsography.localstack.servers.Neo4jServer;
import org.jspecify.annotations.Nullable;

/**
 * How fast one file was read by {@link ExtractorAlone}.
 *
 * @param megabytesPerSecond of XML, or of the dump file of MusicBrainz, in units of 1,000,000 bytes
 */
record ReadSpeed(double recordsPerSecond, double megabytesPerSecond) {

  private static final String HEAP = "-Xmx512m";
  private static final int PASSES = 2;

  /**
   * Measures in a process of its own; the second pass counts.
   *
   * @param rules by which records are judged, null for none
   */
  static ReadSpeed measure(Source source, Path file, String type, int workers, @Nullable Path rules)
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
            source.text(),
            file.toString(),
            type,
            String.valueOf(workers),
            String.valueOf(PASSES)));
    if (rules != null) {
      command.add(rules.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("reading " + file + " failed: " + output);
    }
    String[] figures = output.substring(output.lastIndexOf('\n') + 1).split(" ");
    double seconds = Long.parseLong(figures[2]) / 1e9;
    return new ReadSpeed(
        Long.parseLong(figures[0]) / seconds, Long.parseLong(figures[1]) / 1e6 / seconds);
  }
}
