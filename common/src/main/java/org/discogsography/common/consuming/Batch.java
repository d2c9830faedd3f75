package org.discogsography.common.consuming;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deliveries collected for one flush, in the order of their arrival. */
final class Batch<R> {

  private final List<Delivery<R>> deliveries = new ArrayList<>();
  private int records;
  private int largest;
  private long bytes;

  void add(Delivery<R> delivery) {
    deliveries.add(delivery);
    int more = delivery.entries().size() + delivery.invalid().size();
    records += more;
    largest = Math.max(largest, more);
    bytes += delivery.bytes();
  }

  /** Whether one more delivery like the largest would be more than this many records. */
  boolean isFull(int most) {
    return records + largest > most;
  }

  boolean isEmpty() {
    return deliveries.isEmpty();
  }

  int deliveries() {
    return deliveries.size();
  }

  int records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  /** When the oldest delivery arrived, by {@link System#nanoTime()}; the batch is not empty. */
  long heldSinceNanos() {
    return deliveries.getFirst().arrivedNanos();
  }

  /** The last one settles all, as one channel delivers in order. */
  long lastTag() {
    return deliveries.getLast().tag();
  }

  List<DeadLetter> invalid() {
    return deliveries.stream().flatMap(delivery -> delivery.invalid().stream()).toList();
  }

  /** The ids of what is to be written. */
  Set<String> ids() {
    return deliveries.stream()
        .flatMap(delivery -> delivery.entries().stream())
        .map(entry -> entry.record().id())
        .collect(toSet());
  }

  /**
   * What to write: of several records with one id the last, ordered by id so that transactions that
   * meet on a row or node lock in the same order.
   */
  List<Entry<R>> entries() {
    Map<String, Entry<R>> last = new LinkedHashMap<>();
    for (Delivery<R> delivery : deliveries) {
      for (Entry<R> entry : delivery.entries()) {
        last.put(entry.record().id(), entry);
      }
    }
    return last.values().stream()
        .sorted(Comparator.comparing((Entry<R> entry) -> entry.record().id()))
        .toList();
  }
}
