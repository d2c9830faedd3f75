package org.discogsography.extractor.quality;

/** Texts cut to a length that a line can bear. */
final class Shortened {

  private Shortened() {}

  /** The text, or its first chars and an ellipsis; never half a surrogate pair. */
  static String to(int length, String text) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }
}
