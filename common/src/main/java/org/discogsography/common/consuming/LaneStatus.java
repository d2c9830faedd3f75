package org.discogsography.common.consuming;

import java.time.Instant;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.jspecify.annotations.Nullable;

/** What is known of one lane, readable from any thread. */
final class LaneStatus {

  /**
   * A copy of the figures at one moment.
   *
   * @param handled records committed or dead-lettered
   * @param lag messages waiting in the queue, as last seen
   * @param problem why the store refuses everything, null when it does not
   */
  record Snapshot(
      DataType type,
      long handled,
      long written,
      long unchanged,
      long deadLettered,
      long batches,
      int pending,
      int inFlight,
      int effectiveSize,
      int transientFailures,
      int deterministicFailures,
      long lag,
      double lastMessageEpochSeconds,
      boolean consuming,
      boolean parked,
      boolean complete,
      boolean storeAway,
      @Nullable String problem,
      @Nullable ExtractionComplete lastExtraction) {}

  private static final double MILLIS = 1000.0;

  private final DataType type;
  private long written;
  private long unchanged;
  private long deadLettered;
  private long deadLetteredSinceExtraction;
  private long batches;
  private int pending;
  private int inFlight;
  private int effectiveSize;
  private int transientFailures;
  private int deterministicFailures;
  private long lag;
  private double lastMessage;
  private boolean consuming;
  private boolean parked;
  private boolean complete;
  private boolean storeAway;
  private @Nullable String problem;
  private @Nullable ExtractionComplete lastExtraction;
  private boolean extractionHandled;

  LaneStatus(DataType type, int batchRecords) {
    this.type = type;
    this.effectiveSize = batchRecords;
  }

  DataType type() {
    return type;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(
        type,
        written + unchanged + deadLettered,
        written,
        unchanged,
        deadLettered,
        batches,
        pending,
        inFlight,
        effectiveSize,
        transientFailures,
        deterministicFailures,
        lag,
        lastMessage,
        consuming,
        parked,
        complete,
        storeAway,
        problem,
        lastExtraction);
  }

  synchronized void received(int records) {
    pending += records;
    lastMessage = Instant.now().toEpochMilli() / MILLIS;
    if (records > 0) {
      complete = false;
      extractionHandled = false;
    }
  }

  synchronized void writing(int records) {
    inFlight = records;
  }

  synchronized void committed(WriteResult result) {
    written += result.written();
    unchanged += result.unchanged();
    batches++;
    inFlight = 0;
    transientFailures = 0;
    deterministicFailures = 0;
    storeAway = false;
    problem = null;
  }

  synchronized void deadLettered(int records) {
    deadLettered += records;
    deadLetteredSinceExtraction += records;
  }

  synchronized long deadLetteredSinceExtraction() {
    return deadLetteredSinceExtraction;
  }

  synchronized void settled(int records) {
    pending -= records;
  }

  /** The session is over: what it held belongs to the broker again. */
  synchronized void sessionEnded() {
    pending = 0;
    inFlight = 0;
    consuming = false;
  }

  synchronized void consuming(boolean active) {
    consuming = active;
    if (active) {
      parked = false;
    }
  }

  synchronized void parked(boolean value) {
    parked = value;
  }

  synchronized int transientFailure(String reason, boolean environment) {
    inFlight = 0;
    if (environment) {
      problem = reason;
    }
    return ++transientFailures;
  }

  synchronized void deterministicFailure() {
    inFlight = 0;
    deterministicFailures++;
  }

  synchronized void storeAway(boolean away) {
    storeAway = away;
  }

  synchronized void effectiveSize(int size) {
    effectiveSize = size;
  }

  synchronized void lag(long messages) {
    lag = messages;
  }

  synchronized void fileCompleted() {
    complete = true;
  }

  synchronized void extractionCompleted(ExtractionComplete signal) {
    complete = true;
    extractionHandled = true;
    lastExtraction = signal;
    deadLetteredSinceExtraction = 0;
  }

  /** True when the current run's last signal has been handled, so nothing more is to come. */
  synchronized boolean extractionHandled() {
    return extractionHandled;
  }
}
