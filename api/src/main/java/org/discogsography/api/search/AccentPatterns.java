package org.discogsography.api.search;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes regular expressions in Lucene's syntax that match a word with or without accents. The
 * indexes keep accents, so {@code ros} alone would not find {@code Rós}.
 */
final class AccentPatterns {

  private static final int FIRST_ACCENTED = 0x00C0;
  private static final int LAST_ACCENTED = 0x024F;
  private static final int FIRST_ADDITIONAL = 0x1E00;
  private static final int LAST_ADDITIONAL = 0x1EFF;

  /** Longest plain form of one accented letter, as "ss" of "ß". */
  private static final int LONGEST_PLAIN_FORM = 2;

  /** An accent may also stand as a character of its own behind the letter. */
  private static final String SEPARATE_ACCENT = "[\u0300-\u036f]?";

  /** For each plain form, of one or two letters, the letters that fold to it. */
  private static final Map<String, String> ACCENTED = accentedLetters();

  private AccentPatterns() {}

  /** A pattern, without delimiters, for a word in folded form. */
  static String matching(String foldedWord) {
    StringBuilder pattern = new StringBuilder();
    int at = 0;
    while (at < foldedWord.length()) {
      int pairEnd = Math.min(at + LONGEST_PLAIN_FORM, foldedWord.length());
      String pair = foldedWord.substring(at, pairEnd);
      String ligatures = pair.length() == LONGEST_PLAIN_FORM ? ACCENTED.get(pair) : null;
      if (ligatures != null) {
        String first = single(pair.substring(0, 1));
        String second = single(pair.substring(1));
        pattern.append('(').append(first).append(second);
        pattern.append("|[").append(ligatures).append("])");
        at = pairEnd;
      } else {
        String letter = Character.toString(foldedWord.codePointAt(at));
        pattern.append(single(letter));
        at += letter.length();
      }
    }
    return pattern.toString();
  }

  private static String single(String letter) {
    String accented = ACCENTED.get(letter);
    if (accented != null) {
      return "[" + letter + accented + "]" + SEPARATE_ACCENT;
    }
    return Character.isLetterOrDigit(letter.codePointAt(0)) ? letter : "\\" + letter;
  }

  private static Map<String, String> accentedLetters() {
    Map<String, String> letters = new HashMap<>();
    IntStream.concat(
            IntStream.rangeClosed(FIRST_ACCENTED, LAST_ACCENTED),
            IntStream.rangeClosed(FIRST_ADDITIONAL, LAST_ADDITIONAL))
        .mapToObj(Character::toString)
        .filter(letter -> letter.equals(letter.toLowerCase(Locale.ROOT)))
        .forEach(letter -> {
          String plain = Folding.fold(letter);
          if (plain.length() <= LONGEST_PLAIN_FORM
              && plain.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            letters.merge(plain, letter, String::concat);
          }
        });
    letters.remove("");
    return Map.copyOf(letters);
  }
}
