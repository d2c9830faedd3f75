package org.discogsography.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexQueryTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "!!!", "~~~", "([", "+-&|"})
  void textWithoutWordsGivesNoQuery(String text) {
    assertThat(IndexQuery.forPrefixes(text)).isEmpty();
    assertThat(IndexQuery.forWords(text)).isEmpty();
  }

  @Test
  void everyWordIsRequiredAsAPrefixAndPreferredWhole() {
    assertThat(IndexQuery.forPrefixes("1 2")).contains("+/1.*/ +/2.*/ 1 2");
    assertThat(IndexQuery.forWords("1 2")).contains("+/1/ +/2/");
  }

  @Test
  void punctuationSeparatesWordsAndOperatorsWithinWordsAreEscaped() {
    assertThat(IndexQuery.forWords("7/8!9")).contains("+/7/ +/8/ +/9/");
    assertThat(IndexQuery.forWords("1.5")).contains("+/1\\.5/");
  }

  @ParameterizedTest
  @CsvSource({"rós, ros", "ROS, rós", "straße, strasse", "œuvre, OEUVRE", "été, éte"})
  void spellingsThatFoldAlikeGiveAPatternThatMatchesBoth(String one, String other) {
    String pattern = AccentPatterns.matching(Folding.fold(one));
    assertThat(one.toLowerCase(Locale.ROOT)).matches(pattern);
    assertThat(other.toLowerCase(Locale.ROOT)).matches(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "Sigur Rós, sigur ros",
    "BJÖRK, bjork",
    "Straße, strasse",
    "Кино, кино",
    "e\u0301te, ete"
  })
  void foldingDropsCaseAndAccents(String text, String folded) {
    assertThat(Folding.fold(text)).isEqualTo(folded);
  }
}
