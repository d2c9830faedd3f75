package org.discogsography.extractor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.extractor.rules.Rules.tree;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJudgeTest {

  @TempDir private Path folder;

  private Verdict rule(String field, String condition, Fields record) {
    String yaml =
        "rules: {releases: [{name: n, field: '%s', condition: {%s}, severity: warning}]}"
            .formatted(field, condition);
    return Rules.judge(folder, yaml, record);
  }

  private List<String> values(String field, String condition, Fields record) {
    return rule(field, condition, record).violations().stream().map(Violation::value).toList();
  }

  private Fields filtered(String filter, Fields record, int @Nullable ... counts) {
    Verdict verdict =
        Rules.judge(folder, "filters: {releases: [{%s, reason: r}]}".formatted(filter), record);
    assertThat(verdict.filtered()).isEqualTo(counts);
    return record;
  }

  @Test
  void stepsLookUpKeysAndExpandListsOnTheWay() {
    Fields record =
        tree(
            "tracklist",
            tree(
                "track",
                tree("title", "a", "artists", tree("artist", tree("name", "x"))),
                "track",
                tree("title", "b"),
                "track",
                tree("artists", tree("artist", tree("name", "y"), "artist", tree("name", "z"))),
                "track",
                "text alone"));
    assertThat(values("tracklist.track.title", "type: enum, values: [no]", record))
        .containsExactly("a", "b");
    assertThat(values("tracklist.track.artists.artist.name", "type: enum, values: [no]", record))
        .containsExactly("x", "y", "z");
    assertThat(values("tracklist.nothing.title", "type: enum, values: [no]", record)).isEmpty();
  }

  @Test
  void attributesAndTextBesideThemHaveTheirOwnSteps() {
    Fields record =
        tree("@id", "7", "master_id", tree("@is_main_release", "false", "#text", "4711"));
    assertThat(values("@id", "type: enum, values: [no]", record)).containsExactly("7");
    assertThat(values("master_id.#text", "type: enum, values: [no]", record))
        .containsExactly("4711");
    assertThat(values("master_id", "type: enum, values: [no]", record)).isEmpty();
  }

  @Test
  void numbersAreTextAndOtherLeavesAreIgnored() {
    Fields record = tree("a", 12L, "a", 4.5, "a", true, "a", tree("b", "c"), "a", List.of("d"));
    assertThat(values("a", "type: enum, values: [no]", record)).containsExactly("12", "4.5", "d");
  }

  @Test
  void recordWithAnyValueThatContainsTheTextIsSkippedWhateverItsCase() {
    String yaml =
        """
        skip_records:
          releases:
            - {field: note, contains: do NOT use, reason: first}
            - {field: title, contains: 4, reason: second}
        rules: {releases: [{name: n, field: absent, condition: required, severity: error}]}
        """;
    Verdict verdict =
        Rules.judge(folder, yaml, tree("note", "fine", "note", "[b]Do Not Use.[/b]", "title", "4"));
    assertThat(verdict.skipped()).isEqualTo(new Skipped("first", "note", "[b]Do Not Use.[/b]"));
    assertThat(verdict.violations()).as("a skipped record is not judged").isEmpty();
    assertThat(Rules.judge(folder, yaml, tree("title", 1984L)).skipped())
        .isEqualTo(new Skipped("second", "title", "1984"));
    assertThat(Rules.judge(folder, yaml, tree("note", "null", "title", true)).skipped()).isNull();
    assertThat(Rules.judge(folder, yaml, tree("note", "do not u")).skipped()).isNull();
  }

  @Test
  void caseOfOtherScriptsIsIgnoredTooAndCanBeHeeded() {
    String any = "skip_records: {releases: [{field: a, contains: не использовать, reason: r}]}";
    assertThat(Rules.judge(folder, any, tree("a", "НЕ ИСПОЛЬЗОВАТЬ!")).skipped()).isNotNull();
    String exact =
        "skip_records: {releases: [{field: a, contains: DO NOT, reason: r, case_sensitive: true}]}";
    assertThat(Rules.judge(folder, exact, tree("a", "Do not use this for ads")).skipped()).isNull();
    assertThat(Rules.judge(folder, exact, tree("a", "DO NOT USE")).skipped()).isNotNull();
  }

  @Test
  void matchingStringsOfAListAreRemovedAndOtherElementsKept() {
    Fields record =
        tree(
            "genres",
            tree("genre", "Rock", "genre", "1", "genre", tree("#text", "2"), "genre", 3L));
    filtered("field: genres.genre, remove_matching: '^\\d+$'", record, 1);
    assertThat(record.toString()).isEqualTo("{genres={genre=[Rock, {#text=2}, 3]}}");
    Fields all = tree("genres", tree("genre", "1", "genre", "2"));
    filtered("field: genres.genre, remove_matching: '^\\d+$'", all, 2);
    assertThat(all.toString()).isEqualTo("{genres={genre=[]}}");
  }

  @Test
  void singleMatchingStringIsRemovedWithItsKey() {
    Fields record = tree("a", "0", "genres", tree("genre", "1"), "b", "2");
    filtered("field: genres.genre, remove_matching: '^\\d+$'", record, 1);
    assertThat(record.toString()).isEqualTo("{a=0, genres={}, b=2}");
    filtered("field: a, remove_matching: 0", record, 1);
    assertThat(record.toString()).isEqualTo("{genres={}, b=2}");
  }

  @Test
  void filterReachesThroughListsOnItsWay() {
    Fields record =
        tree(
            "track",
            tree("pos", "x1"),
            "track",
            tree("pos", "2"),
            "track",
            "text",
            "track",
            tree("pos", "x3"));
    filtered("field: track.pos, remove_matching: x", record, 2);
    assertThat(record.toString()).isEqualTo("{track=[{}, {pos=2}, text, {}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "1859, null",
    "1860, 1860",
    "2027, 2027",
    "2028, null",
    "0, null",
    "1859.5, null",
    "-5, null",
    "0312-05-00, null",
    "1999-03-00, 1999-03-00",
    "1850/2, null",
    "1850.01.02, null",
    "1850 or so, null",
    "1850T10, null",
    "'  1850  ', null",
    "about 1850, about 1850",
    "1850s, 1850s",
    "'', ''",
    "????-04, ????-04",
    "-, -",
    "0x10, 0x10",
    "1e3, 1e3",
    "99999999999999999999999, null"
  })
  void numbersAndDatesBeyondTheBoundsBecomeNull(String value, String result) {
    Fields record = Rules.tree("released", value.isEmpty() ? "" : value);
    Verdict verdict =
        Rules.judge(
            folder,
            "filters: {releases: [{field: released, reason: r, nullify_when: {type: range, below:"
                + " 1860, above: current_year+1}}]}",
            record);
    assertThat(record.get("released")).isEqualTo(result.equals("null") ? null : value);
    assertThat(record.has("released")).isTrue();
    assertThat(verdict.isClean()).isEqualTo(!result.equals("null"));
  }

  @Test
  void nullifyingLeavesWhatIsNoNumberAndTakesNumbersOfJson() {
    String filter = "field: y, nullify_when: {type: range, below: 1860}";
    assertThat(filtered(filter, tree("y", "1", "y", "2"), (int[]) null).toString())
        .isEqualTo("{y=[1, 2]}");
    assertThat(filtered(filter, tree("y", true), (int[]) null).toString()).isEqualTo("{y=true}");
    assertThat(filtered(filter, tree("y", tree("z", "1")), (int[]) null).toString())
        .isEqualTo("{y={z=1}}");
    assertThat(filtered(filter, tree("x", "1"), (int[]) null).toString()).isEqualTo("{x=1}");
    assertThat(filtered(filter, tree("y", "null"), (int[]) null).has("y")).isTrue();
    assertThat(filtered(filter, tree("y", 312L), 1).toString()).isEqualTo("{y=null}");
    assertThat(filtered(filter, tree("y", 12.5), 1).toString()).isEqualTo("{y=null}");
  }

  @Test
  void filtersRunInTheirOrderAndBeforeTheRules() {
    String yaml =
        """
        filters:
          releases:
            - {field: year, reason: too old, nullify_when: {type: range, below: 1860}}
            - {field: genre, reason: number, remove_matching: ^1$}
        rules:
          releases:
            - {name: year, field: year, condition: {type: range, min: 1860}, severity: warning}
            - {name: genre, field: genre, condition: {type: enum, values: [Rock]}, severity: info}
        """;
    Verdict verdict =
        Rules.judge(folder, yaml, tree("year", "1000", "genre", "1", "genre", "Rokc"));
    assertThat(verdict.filtered()).containsExactly(1, 1);
    assertThat(verdict.violations())
        .containsExactly(new Violation("genre", Severity.INFO, "genre", "Rokc"));
  }

  @Test
  void requiredWantsAValueThatSaysSomething() {
    String required = "type: required";
    assertThat(values("a.b", required, tree("x", "y"))).containsExactly("");
    assertThat(values("a", required, tree("a", ""))).containsExactly("");
    assertThat(values("a", required, tree("a", "null"))).containsExactly("");
    assertThat(values("a", required, tree("a", "x", "a", ""))).containsExactly("");
    assertThat(values("a", required, tree("a", List.of()))).containsExactly("");
    assertThat(values("a", required, tree("a", new Fields()))).containsExactly("");
    assertThat(values("a", required, tree("a", tree("b", "c")))).isEmpty();
    assertThat(values("a", required, tree("a", "x"))).isEmpty();
    assertThat(values("a", required, tree("a", 0L))).isEmpty();
    assertThat(values("a", required, tree("a", false))).isEmpty();
  }

  @Test
  void rangeJudgesNumbersAndLeadingYearsAlone() {
    String range = "type: range, min: 1860, max: current_year";
    Fields record =
        tree(
            "y",
            "1859",
            "y",
            "1860",
            "y",
            "2026",
            "y",
            "2027-01-01",
            "y",
            "unknown",
            "y",
            "null",
            "y",
            "",
            "y",
            3L);
    assertThat(values("y", range, record)).containsExactly("1859", "2027-01-01", "3");
    assertThat(values("y", "type: range, max: 10", tree("y", "-3", "y", "11")))
        .containsExactly("11");
  }

  @Test
  void regexIsFoundAnywhereAndMeansBad() {
    Fields record = tree("a", "xx7yy", "a", "abc", "a", "null", "a", "");
    assertThat(values("a", "type: regex, pattern: '\\d'", record)).containsExactly("xx7yy");
    assertThat(values("a", "type: regex, pattern: '^$'", record)).containsExactly("");
  }

  @Test
  void regexTakesLinearTime() {
    String text = "a".repeat(50_000) + "!";
    Assertions.assertThatCode(
            () -> {
              List<String> found = new ArrayList<>();
              Thread run =
                  Thread.ofPlatform()
                      .daemon()
                      .start(() ->
                          found.addAll(
                              values("a", "type: regex, pattern: '(a*)*b'", tree("a", text))));
              assertThat(run.join(Duration.ofSeconds(20))).as("ended").isTrue();
              assertThat(found).isEmpty();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void lengthCountsCodePoints() {
    Fields record = tree("a", "🤘🤘", "a", "abc", "a", "", "a", "null");
    assertThat(values("a", "type: length, max: 2", record)).containsExactly("abc");
    assertThat(values("a", "type: length, min: 1", record)).containsExactly("");
    assertThat(values("a", "type: length, min: 2, max: 2", record)).containsExactly("abc", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rock", "Rock ", ""})
  void enumIsCaseSensitiveAndExact(String value) {
    assertThat(
            values("a", "type: enum, values: [Rock, 'Folk, World, & Country']", tree("a", value)))
        .containsExactly(value);
  }

  @Test
  void enumKnowsItsValuesAndLeavesNullAlone() {
    Fields record = tree("a", "Folk, World, & Country", "a", "1984", "a", "null");
    assertThat(values("a", "type: enum, values: ['Folk, World, & Country', 1984]", record))
        .isEmpty();
  }

  @Test
  void recordThatSatisfiesEverythingCostsNothing() {
    assertThat(rule("a", "type: length, max: 5", tree("a", "abc"))).isSameAs(Verdict.CLEAN);
  }
}
