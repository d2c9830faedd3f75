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

  /**
   * Stores a load as the figures {@code TYPE_per_s} and {@code TYPE_per_s_overall}, the rates of
   * its consumers if there are several, and that of matches if there were any.
   */
  void load(String stage, Load load) {
    String type = load.name();
    put(stage, type + "_per_s", load.steadyPerSecond());
    put(stage, type + "_per_s_overall", load.overallPerSecond());
    StringBuilder more = new StringBuilder();
    if (load.steadyByConsumer().size() > 1) {
      Map<String, Object> rates = new LinkedHashMap<>();
      load.steadyByConsumer()
          .forEach((consumer, rate) -> {
            rates.put(consumer, rounded(rate));
            more.append(", %s %,.0f/s".formatted(consumer, rate));
          });
      stage(stage).put(type + "_per_s_by_consumer", rates);
    }
    load.matchedPerSecond()
        .ifPresent(rate -> {
          put(stage, "matched_" + type + "_per_s", rate);
          more.append(", matched %,.0f/s".formatted(rate));
        });
    line(
        "%-20s %-14s %,9.0f/s  overall %,9.0f/s%s  CPU %4.0f us a record: %s"
            .formatted(
                stage,
                type,
                load.steadyPerSecond(),
                load.overallPerSecond(),
                more,
                load.cpuPerRecord(),
                processorTime(stage, load)));
  }

  /** Stores the processor time by process; returns the shares that count as text. */
  private String processorTime(String stage, Load load) {
    Map<String, Object> cpu = new LinkedHashMap<>();
    StringBuilder shares = new StringBuilder();
    for (String process : load.cpuMicros().keySet()) {
      double micros = load.cpuPerRecord(process);
      cpu.put(process, rounded(micros));
      if (micros >= 0.5) {
        shares.append(shares.isEmpty() ? "" : ", ");
        shares.append("%s %.0f".formatted(process, micros));
      }
    }
    stage(stage).put(load.name() + "_cpu_micros", cpu);
    return shares.toString();
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
