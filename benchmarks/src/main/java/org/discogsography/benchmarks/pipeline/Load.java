package org.discogsography.benchmarks.pipeline;

import java.time.Duration;
import java.util.Map;

/**
 * One measured load of one type.
 *
 * @param records that were sent
 * @param whole from the start of the extraction until the last record is in every store
 * @param steadyPerSecond records a second after the first quarter, until the last is in every store
 * @param cpuMicros processor time by process during the load, in microseconds
 */
record Load(
    String type,
    long records,
    Duration whole,
    double steadyPerSecond,
    Map<String, Long> cpuMicros) {

  /** Processor time of one process for a record, in microseconds. */
  double cpuPerRecord(String process) {
    return records == 0 ? 0 : (double) cpuMicros.getOrDefault(process, 0L) / records;
  }

  double cpuPerRecord() {
    return cpuMicros.keySet().stream().mapToDouble(this::cpuPerRecord).sum();
  }
}
