package org.discogsography.extractor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.extractor.rules.Rules.tree;

import java.nio.file.Path;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.tree.Fields;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules file that compose and {@code up} use. */
class DefaultRulesTest {

  private final QualityRules rules =
      QualityRules.load(
          RealExcerpts.checkout().resolve(Path.of("deploy/extractor/extraction-rules.yaml")));

  private Verdict judge(DataType type, Fields record) {
    return rules.of(type, Rules.YEAR).judge().judge(record);
  }

  @ParameterizedTest
  @EnumSource(names = {"ARTISTS", "LABELS"})
  void entriesMarkedAsJunkAreSkipped(DataType type) {
    assertThat(
            judge(type, tree("name", "X", "profile", "[b]DO NOT USE.[/b] Please split")).skipped())
        .isNotNull();
    Fields advice = tree("name", "X", "profile", "Do not use this artist for advertisements.");
    assertThat(judge(type, advice)).isSameAs(Verdict.CLEAN);
  }

  @ParameterizedTest
  @EnumSource(names = {"MASTERS", "RELEASES"})
  void numericGenresAreRemovedSingleOrAmongOthers(DataType type) {
    Fields single = tree("title", "T", "genres", tree("genre", "1"));
    assertThat(judge(type, single).violations()).isEmpty();
    assertThat(single.toString()).isEqualTo("{title=T, genres={}}");
    Fields several = tree("title", "T", "genres", tree("genre", "1", "genre", "Rock"));
    assertThat(judge(type, several).violations()).isEmpty();
    assertThat(several.toString()).isEqualTo("{title=T, genres={genre=[Rock]}}");
  }

  @Test
  void impossibleYearsAreNullifiedBeforeTheyAreJudged() {
    Fields master = tree("year", "0");
    assertThat(judge(DataType.MASTERS, master).violations()).isEmpty();
    assertThat(master.get("year")).isNull();
    Fields release = tree("title", "T", "released", "0312-05-00", "year", "2028");
    assertThat(judge(DataType.RELEASES, release).violations()).isEmpty();
    assertThat(release.toString()).isEqualTo("{title=T, released=null, year=null}");
    Fields next = tree("title", "T", "released", "2027-00-00");
    assertThat(judge(DataType.RELEASES, next)).isSameAs(Verdict.CLEAN);
  }

  @Test
  void missingNamesAndTitlesAreErrors() {
    assertThat(judge(DataType.ARTISTS, tree("id", "1")).violations())
        .containsExactly(new Violation("empty-artist-name", Severity.ERROR, "name", ""));
    assertThat(judge(DataType.LABELS, tree("name", "null")).violations())
        .containsExactly(new Violation("empty-label-name", Severity.ERROR, "name", ""));
    assertThat(judge(DataType.RELEASES, tree("title", "")).violations())
        .containsExactly(new Violation("missing-title", Severity.ERROR, "title", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Blues",
        "Brass & Military",
        "Children's",
        "Classical",
        "Electronic",
        "Folk, World, & Country",
        "Funk / Soul",
        "Hip Hop",
        "Jazz",
        "Latin",
        "Non-Music",
        "Pop",
        "Reggae",
        "Rock",
        "Stage & Screen"
      })
  void everyGenreOfDiscogsIsKnown(String genre) {
    assertThat(judge(DataType.RELEASES, tree("title", "T", "genres", tree("genre", genre))))
        .isSameAs(Verdict.CLEAN);
  }

  @Test
  void otherGenresAreWarnings() {
    assertThat(
            judge(DataType.RELEASES, tree("title", "T", "genres", tree("genre", "Polka")))
                .violations())
        .containsExactly(
            new Violation("genre-not-recognized", Severity.WARNING, "genres.genre", "Polka"));
  }
}
