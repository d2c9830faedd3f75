package org.discogsography.common.logging;

/** Says what went wrong in one line, also for a failure that has no text of its own. */
public final class FailureText {

  private FailureText() {}

  /** The failure's own text; its class when it has none. */
  public static String reason(Throwable failure) {
    String text = failure.getMessage();
    return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
  }

  /** {@code Class: text}, or the class alone when there is no text. */
  public static String full(Throwable failure) {
    String text = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return text == null || text.isBlank() ? type : type + ": " + text;
  }
}
