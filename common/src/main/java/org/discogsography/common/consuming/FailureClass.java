package org.discogsography.common.consuming;

/** What a failed write means for the records. */
public enum FailureClass {
  /** The store cannot be used just now; the same write succeeds later. */
  TRANSIENT,
  /** The records themselves are refused; the same write fails for ever. */
  DETERMINISTIC,
  /** Wrong credentials or a missing schema: an operator must act; no record is to blame. */
  ENVIRONMENT
}
