package org.discogsography.extractor.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;

/**
 * Compares a dump with the one that was loaded before. A catalogue grows by a few percent a month;
 * one that shrinks or doubles has probably lost something on its way, or is another.
 */
final class Soundness {

  private static final double SMALLEST = 0.9;
  private static final double LARGEST = 1.5;

  private Soundness() {}

  /**
   * What is remarkable.
   *
   * @param what is counted, for example records
   * @param version that was loaded before
   * @return one sentence a type, empty if all is as expected
   */
  static List<String> doubts(
      String what, String version, Map<DataType, Long> before, Map<DataType, Long> now) {
    List<String> doubts = new ArrayList<>();
    before.forEach((type, old) -> {
      long current = now.getOrDefault(type, 0L);
      if (old > 0 && (current < old * SMALLEST || current > old * LARGEST)) {
        doubts.add(
            "%s: %,d %s, version %s had %,d; look at the dump before you trust it"
                .formatted(type, current, what, version, old));
      }
    });
    return doubts;
  }
}
