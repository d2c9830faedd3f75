package org.discogsography.benchmarks.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.discogsography.common.messages.DataType;

/**
 * One measured load of one type.
 *
 * @param records that were sent
 * @param whole from the start of the extraction until the last record is in every store
 * @param steadyPerSecond records a second after the first quarter, until the last is in every store
 * @param steadyByConsumer the same of each consumer, until the last is in its store
 * @param matchedPerSecond nodes a second that got an MBID, after the first quarter of them; empty
 *     where none had to get one
 * @param cpuMicros processor time by process during the load, in microseconds
 */
record Load(
    DataType type,
    long records,
    Duration whole,
    double steadyPerSecond,
    Map<String, Double> steadyByConsumer,
    OptionalDouble matchedPerSecond,
    Map<String, Long> cpuMicros) {

  /** Name of the type in figures. */
  String name() {
    return type.text().replace('-', '_');
  }

  double overallPerSecond() {
    return records / (whole.toNanos() / 1e9);
  }

  /** Processor time of one process for a record, in microseconds. */
  double cpuPerRecord(String process) {
    return records == 0 ? 0 : (double) cpuMicros.getOrDefault(process, 0L) / records;
  }

  double cpuPerRecord() {
    return cpuMicros.keySet().stream().mapToDouble(this::cpuPerRecord).sum();
  }
}
