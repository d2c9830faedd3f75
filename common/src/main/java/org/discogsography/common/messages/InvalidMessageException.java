package org.discogsography.common.messages;

/**
 * A message or record that can never be stored; its text is the reason given in the dead letter.
 */
public class InvalidMessageException extends Exception {

  public InvalidMessageException(String reason) {
    super(reason);
  }

  public InvalidMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
