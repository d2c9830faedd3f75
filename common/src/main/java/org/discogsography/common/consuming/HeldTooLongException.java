package org.discogsography.common.consuming;

/** The store has been away so long that the deliveries in hand must go back to the broker. */
final class HeldTooLongException extends Exception {

  private final transient StoreProbe trial;

  /**
   * @param trial tries one of the writes that failed
   */
  HeldTooLongException(StoreProbe trial) {
    super("store away for longer than deliveries may be held");
    this.trial = trial;
  }

  StoreProbe trial() {
    return trial;
  }
}
