package org.discogsography.api.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Writes queries in the language of the full-text indexes. What a user types is cut into words by
 * the tokeniser that the index itself uses: a prefix query is not analysed, so {@code AC/DC} would
 * find nothing if it were only escaped.
 */
final class IndexQuery {

  private static final Pattern OPERATORS = Pattern.compile("[-+&|!(){}\\[\\]^\"~*?:\\\\/]");

  private IndexQuery() {}

  /**
   * Names in which each word of the text begins some word; names that contain the words whole score
   * higher. Empty when the text has no words.
   */
  static Optional<String> forPrefixes(String text) {
    List<String> words = words(text);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words.stream().map(word -> required(word, ".*", "*")).collect(Collectors.joining(" "))
                + words.stream()
                    .map(IndexQuery::escaped)
                    .collect(Collectors.joining(" ", " ", "")));
  }

  /** Names that contain every word of the text. Empty when the text has no words. */
  static Optional<String> forWords(String text) {
    List<String> words = words(text);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            words.stream().map(word -> required(word, "", "")).collect(Collectors.joining(" ")));
  }

  /**
   * The word with any accents; letters that fold to two, as in "Straße", also as they were typed.
   */
  private static String required(String word, String patternEnd, String termEnd) {
    String folded = Folding.fold(word);
    String pattern = "/" + AccentPatterns.matching(folded) + patternEnd + "/";
    return folded.length() == word.length()
        ? "+" + pattern
        : "+(" + pattern + " " + escaped(word) + termEnd + ")";
  }

  private static String escaped(String word) {
    return OPERATORS.matcher(word).replaceAll("\\\\$0");
  }

  /** The words of the text in lower case; punctuation is none. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StandardTokenizer tokenizer = new StandardTokenizer();
    tokenizer.setReader(new StringReader(text));
    try (TokenStream tokens = new LowerCaseFilter(tokenizer)) {
      CharTermAttribute word = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(word.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
    return words;
  }
}
