package org.discogsography.common.consuming;

import java.time.Duration;
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
   * @param awaited what is waited for before the first message is read, null when nothing is
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
      @Nullable String awaited,
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
  private @Nullable String awaited;
  private @Nullable String problem;
  private @Nullable ExtractionComplete lastExtraction;
  private boolean extractionHandled;
  private boolean wokenEmpty;
  private double consumingSince;
  private int session;

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
        awaited,
        problem,
        lastExtraction);
  }

  /** A new session begins; returns its number, which its deliveries carry. */
  synchronized int sessionStarted() {
    return ++session;
  }

  /** Records have arrived; those of a session that is over belong to the broker again. */
  synchronized void received(int ofSession, int records) {
    if (ofSession == session) {
      pending += records;
      lastMessage = Instant.now().toEpochMilli() / MILLIS;
    }
  }

  /** Records have come into a batch, behind every signal that was sent before them. */
  synchronized void recordsTaken() {
    complete = false;
    extractionHandled = false;
    wokenEmpty = false;
  }

  synchronized void writing(int records) {
    inFlight += records;
  }

  synchronized void writingEnded(int records) {
    inFlight -= records;
  }

  synchronized void committed(WriteResult result) {
    written += result.written();
    unchanged += result.unchanged();
    batches++;
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
    session++;
    pending = 0;
    consuming = false;
  }

  /**
   * @param what what is waited for before the first message is read; null = nothing any more
   */
  synchronized void awaiting(@Nullable String what) {
    awaited = what;
  }

  synchronized void consuming(boolean active) {
    consuming = active;
    if (active) {
      parked = false;
      consumingSince = Instant.now().toEpochMilli() / MILLIS;
    }
  }

  synchronized void parked(boolean value) {
    parked = value;
  }

  synchronized int transientFailure(String reason, boolean environment) {
    if (environment) {
      problem = reason;
    }
    return ++transientFailures;
  }

  synchronized void deterministicFailure() {
    deterministicFailures++;
  }

  synchronized void storeAway(boolean away) {
    storeAway = away;
  }

  /** The store answers and takes writes, as far as is known. */
  synchronized void storeUsable() {
    storeAway = false;
    problem = null;
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
    wokenEmpty = false;
    lastExtraction = signal;
    deadLetteredSinceExtraction = 0;
  }

  /** The lane is woken though nothing may wait for it. */
  synchronized void woken() {
    wokenEmpty = true;
  }

  /** True since the lane was woken until its first record or its run's last signal. */
  synchronized boolean wokenEmpty() {
    return wokenEmpty;
  }

  /** True when the run's last signal has been handled and nothing has come for this long since. */
  synchronized boolean done(Duration quiet) {
    double since = Instant.now().toEpochMilli() / MILLIS - quiet.toMillis() / MILLIS;
    return consuming
        && complete
        && extractionHandled
        && pending == 0
        && lastMessage < since
        && consumingSince < since;
  }
}
