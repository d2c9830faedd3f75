package org.discogsography.api.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Makes names comparable without regard to case and accents. */
final class Folding {

  /** One character folds to at most four, such as a ligature. */
  private static final int LONGEST_FOLDING = 4;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Folding() {}

  static String fold(String text) {
    char[] composed =
        Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).toCharArray();
    char[] folded = new char[composed.length * LONGEST_FOLDING];
    int length = ASCIIFoldingFilter.foldToASCII(composed, 0, folded, 0, composed.length);
    return MARKS.matcher(new String(folded, 0, length)).replaceAll("");
  }
}
