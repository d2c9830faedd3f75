package org.discogsography.common.consuming;

/** The store has been away so long that the deliveries in hand must go back to the broker. */
final class HeldTooLongException extends Exception {

  HeldTooLongException() {
    super("store away for longer than deliveries may be held");
  }
}
