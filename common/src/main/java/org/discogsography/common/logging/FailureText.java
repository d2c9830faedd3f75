package org.discogsography.common.logging;

/** Says what went wrong in one line, also for a failure that has no text of its own. */
public final class FailureText {

  private FailureText() {}

  /** The failure's own text, else that of its cause, else its class. */
  public static String reason(Throwable failure) {
    String text = failure.getMessage();
    if (text != null && !text.isBlank()) {
      return text;
    }
    Throwable cause = failure.getCause();
    return cause == null ? failure.getClass().getSimpleName() : reason(cause);
  }

  /** {@code Class: text}, or the class alone when there is no text. */
  public static String full(Throwable failure) {
    String text = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return text == null || text.isBlank() ? type : type + ": " + text;
  }
}
