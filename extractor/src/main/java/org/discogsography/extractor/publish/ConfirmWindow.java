package org.discogsography.extractor.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are sent and not yet confirmed, in their order.
 *
 * <p>One thread sends, the client library's threads confirm. A message that was returned because no
 * queue is bound counts as undelivered though the broker acknowledges it.
 */
final class ConfirmWindow {

  /** Why messages must be sent again. */
  enum Trouble {
    /** The channel or its connection is gone. */
    LOST,
    /** The broker refused to take responsibility. */
    REFUSED,
    /** No queue is bound to the exchange. */
    UNROUTABLE
  }

  private final int maxCount;
  private final long maxBytes;
  private final PublishCounters counters;
  private final Map<Long, Delivery> unconfirmed = new LinkedHashMap<>();
  private final TreeMap<Long, Delivery> bySequence = new TreeMap<>();
  private final Set<Long> returned = new HashSet<>();
  private long bytes;
  private @Nullable Trouble trouble;
  private long progressNanos = System.nanoTime();
  private long confirms;
  private long confirmedRecords;
  private int epoch;

  ConfirmWindow(int maxCount, long maxBytes, PublishCounters counters) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
    this.counters = counters;
  }

  synchronized void add(Delivery delivery) {
    if (unconfirmed.isEmpty()) {
      progressNanos = System.nanoTime();
    }
    unconfirmed.put(delivery.number(), delivery);
    bytes += delivery.body().length;
    counters.sentRecords(delivery.records());
  }

  /** Notes under which number of the channel a message was sent. */
  synchronized void sent(long sequence, Delivery delivery) {
    bySequence.put(sequence, delivery);
  }

  /**
   * Notes a confirm.
   *
   * @param of the epoch in which the message was sent; what an older channel says is void
   */
  synchronized void confirmed(int of, long sequence, boolean multiple) {
    if (of != epoch) {
      return;
    }
    for (Delivery delivery : settled(sequence, multiple)) {
      if (returned.remove(delivery.number())) {
        trouble = Trouble.UNROUTABLE;
      } else if (unconfirmed.remove(delivery.number()) != null) {
        bytes -= delivery.body().length;
        confirms++;
        confirmedRecords += delivery.records();
        counters.confirmedRecords(delivery.records());
        progressNanos = System.nanoTime();
      }
    }
    notifyAll();
  }

  synchronized void refused(int of, long sequence, boolean multiple) {
    if (of == epoch) {
      settled(sequence, multiple);
      trouble = trouble == null ? Trouble.REFUSED : trouble;
      notifyAll();
    }
  }

  synchronized void returned(int of, long number) {
    if (of == epoch) {
      returned.add(number);
    }
  }

  synchronized void lost(int of) {
    if (of == epoch) {
      trouble = trouble == null ? Trouble.LOST : trouble;
      notifyAll();
    }
  }

  /** Starts over with a new channel: what an older one still says counts no more. */
  synchronized int newEpoch() {
    bySequence.clear();
    returned.clear();
    trouble = null;
    progressNanos = System.nanoTime();
    return ++epoch;
  }

  /** What must be sent again on a new channel, in order. */
  synchronized List<Delivery> unconfirmed() {
    return new ArrayList<>(unconfirmed.values());
  }

  /** Gives up everything unconfirmed. */
  synchronized void clear() {
    unconfirmed.values().forEach(delivery -> counters.discardedRecords(delivery.records()));
    unconfirmed.clear();
    bytes = 0;
  }

  synchronized @Nullable Trouble trouble() {
    return trouble;
  }

  /** Messages confirmed so far. */
  synchronized long confirms() {
    return confirms;
  }

  /** Records confirmed so far. */
  synchronized long confirmedRecords() {
    return confirmedRecords;
  }

  /**
   * Place in its file of the last record such that it and all before it are confirmed.
   *
   * @param sent place of the last record that was sent
   */
  synchronized long confirmedUpTo(long sent) {
    return unconfirmed.isEmpty() ? sent : unconfirmed.values().iterator().next().before();
  }

  synchronized boolean isEmpty() {
    return unconfirmed.isEmpty();
  }

  synchronized int size() {
    return unconfirmed.size();
  }

  /** True if another message of this size may be sent. */
  synchronized boolean hasRoom(int length) {
    return unconfirmed.isEmpty() || (unconfirmed.size() < maxCount && bytes + length <= maxBytes);
  }

  /** True if a message of this size can only be sent alone. */
  boolean isLarger(int length) {
    return length > maxBytes;
  }

  /** Time since the last confirm, or since something is waiting for one. */
  synchronized Duration sinceProgress() {
    return Duration.ofNanos(System.nanoTime() - progressNanos);
  }

  /** Waits for a change, at most so long. */
  synchronized void await(Duration most) throws InterruptedException {
    if (trouble == null) {
      wait(Math.max(1, most.toMillis()));
    }
  }

  private List<Delivery> settled(long sequence, boolean multiple) {
    List<Delivery> settled = new ArrayList<>();
    if (multiple) {
      Map<Long, Delivery> upTo = bySequence.headMap(sequence, true);
      settled.addAll(upTo.values());
      upTo.clear();
    } else {
      Delivery delivery = bySequence.remove(sequence);
      if (delivery != null) {
        settled.add(delivery);
      }
    }
    return settled;
  }
}
