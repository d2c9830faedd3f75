package org.discogsography.common.consuming;

/** Shutdown was requested; what is held stays unsettled. */
final class StoppedException extends Exception {

  StoppedException() {
    super("shutdown requested");
  }
}
