package org.discogsography.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a benchmark: as JSON for programs, one object a stage, and as lines of text for
 * people.
 */
final class Results {

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  void put(String key, Object value) {
    figures.put(key, value);
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(figures.get(key));
  }

  /** Stores a figure of a stage, rounded to four significant digits. */
  void put(String stage, String key, double value) {
    stage(stage).put(key, rounded(value));
  }

  void line(String text) {
    lines.add(text);
  }

  /** Stores a load as the figures {@code TYPE_per_s} and {@code TYPE_per_s_overall}. */
  void load(String stage, Load load) {
    put(stage, load.type() + "_per_s", load.steadyPerSecond());
    double overall = load.records() / (load.whole().toNanos() / 1e9);
    put(stage, load.type() + "_per_s_overall", overall);
    Map<String, Object> cpu = new LinkedHashMap<>();
    StringBuilder shares = new StringBuilder();
    load.cpuMicros()
        .keySet()
        .forEach(process -> {
          double micros = load.cpuPerRecord(process);
          cpu.put(process, rounded(micros));
          if (micros >= 0.5) {
            shares.append(shares.isEmpty() ? "" : ", ");
            shares.append("%s %.0f".formatted(process, micros));
          }
        });
    stage(stage).put(load.type() + "_cpu_micros", cpu);
    line(
        "%-12s %-9s %,9.0f/s  overall %,9.0f/s  CPU %4.0f us a record: %s"
            .formatted(
                stage, load.type(), load.steadyPerSecond(), overall, load.cpuPerRecord(), shares));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> stage(String stage) {
    return (Map<String, Object>) figures.computeIfAbsent(stage, any -> new LinkedHashMap<>());
  }

  private static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return 0;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 3);
    return Math.round(Math.round(value / unit) * unit * 1e6) / 1e6;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  String json() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(figures);
  }
}
