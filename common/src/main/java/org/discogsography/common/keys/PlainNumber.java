package org.discogsography.common.keys;

/** Numbers that are written in the one usual way: digits without a sign or a leading zero. */
public final class PlainNumber {

  /** What {@link #parse} returns for any other text. */
  public static final long NONE = -1;

  /** More digits might not fit a positive long. */
  private static final int MOST_DIGITS = 18;

  private PlainNumber() {}

  /** The number that a text is from this place to its end; {@link #NONE} if it is none. */
  public static long parse(String text, int from) {
    int length = text.length() - from;
    if (length == 0 || length > MOST_DIGITS || (text.charAt(from) == '0' && length > 1)) {
      return NONE;
    }
    long number = 0;
    for (int i = from; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return NONE;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
