package org.discogsography.extractor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFileTest {

  @TempDir private Path folder;

  /** The file, the line that is named, and what is said; {@code /} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          rulez: {}                                                          | 1 | unknown key 'rulez'; known: skip_records, filters, rules
          rules:/  songs: []                                                 | 2 | unknown type 'songs'; known: artists, labels, masters, release-groups, releases
          rules:/  artists: []/  Artists: []                                 | 3 | type 'artists' stands here twice
          rules:/  artists:/    - {nmae: a, field: b}                        | 3 | unknown key 'nmae'; known: name, description, field, condition, severity
          rules:/  artists:/    - name: a/      condition: required          | 3 | field is missing
          rules:/  artists:/    - {name: a, field: b, condition: {type: rang}, severity: error} | 3 | unknown condition 'rang'; known: range, required, regex, length, enum
          rules:/  artists:/    - {name: a, field: b, condition: {type: range}, severity: error} | 3 | a bound is missing; give min, max or both
          rules:/  artists:/    - {name: a, field: b, condition: {type: length}, severity: error} | 3 | a bound is missing; give min, max or both
          rules:/  artists:/    - {name: a, field: b, condition: {type: range, min: soon}, severity: error} | 3 | min must be a number, current_year or current_year+1, not 'soon'
          rules:/  artists:/    - {name: a, field: b, condition: {type: range, min: 3, max: 2}, severity: error} | 3 | min is greater than max
          rules:/  artists:/    - {name: a, field: b, condition: {type: length, min: -1}, severity: error} | 3 | min of a length must be a whole number of characters
          rules:/  artists:/    - {name: a, field: b, condition: {type: range, mim: 3}, severity: error} | 3 | unknown key 'mim'; known: type, min, max
          rules:/  artists:/    - {name: a, field: b, condition: {type: enum}, severity: error} | 3 | values is missing
          rules:/  artists:/    - {name: a, field: b, condition: {type: enum, values: []}, severity: error} | 3 | values is empty
          rules:/  artists:/    - {name: a, field: b, condition: {type: regex, pattern: '('}, severity: error} | 3 | bad regular expression '('
          rules:/  artists:/    - {name: a, field: b, condition: {type: regex, pattern: '(a)\\1'}, severity: error} | 3 | RE2 syntax is understood
          rules:/  artists:/    - {name: a, field: b, condition: required, severity: bad} | 3 | unknown severity 'bad'; known: error, warning, info
          rules:/  artists:/    - {name: a, field: b..c, condition: required, severity: info} | 3 | field 'b..c' has an empty step
          rules:/  artists:/    - {name: message-too-large, field: b, condition: required, severity: info} | 3 | the name 'message-too-large' is taken
          rules:/  artists:/    - {name: a, field: b, condition: required, severity: info}/    - {name: a, field: c, condition: required, severity: info} | 4 | there is a rule 'a' for this type already
          rules:/  artists: yes                                              | 2 | artists must be a list
          rules:/  artists:/    - a                                          | 3 | an entry of artists must be a mapping
          rules:/  artists:/    - {name: a, name: b}                         | 3 | 'name' stands here twice
          filters:/  masters:/    - {field: year, reason: r}                 | 3 | a filter needs remove_matching or nullify_when
          filters:/  masters:/    - {field: year, reason: r, remove_matching: a, nullify_when: {type: range, below: 1}} | 3 | a filter has either remove_matching or nullify_when
          filters:/  masters:/    - {field: year, reason: r, nullify_when: {type: range}} | 3 | a bound is missing; give below, above or both
          filters:/  masters:/    - {field: year, reason: r, nullify_when: {type: regex}} | 3 | unknown condition 'regex' of nullify_when; known: range
          filters:/  masters:/    - {field: year, nullify_when: {type: range, below: 1}} | 3 | reason is missing
          filters:/  masters:/    - {field: '@id', reason: r, remove_matching: a} | 3 | the id of a record cannot be filtered
          skip_records:/  labels:/    - {field: profile, contains: '', reason: r} | 3 | contains is empty
          skip_records:/  labels:/    - {field: profile, contains: x, reason: r, case_sensitive: perhaps} | 3 | case_sensitive must be true or false
          rules:/  artists:/   - {name: a/  x                                | 4 | no valid YAML
          - a                                                                | 1 | the file must be a mapping
          """)
  void mistakeIsToldWithItsLineAndWhatToDo(String yaml, int line, String reason) {
    assertThatThrownBy(() -> Rules.of(folder, yaml.replace("/", "\n")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(folder.resolve("rules.yaml") + ":" + line + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void pathMustExistAndEndInYaml() throws Exception {
    assertThatThrownBy(() -> QualityRules.load(folder.resolve("rules.yaml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rules.yaml cannot be read")
        .hasMessageContaining("check that it exists");
    Path other = Files.writeString(folder.resolve("rules.json"), "{}");
    assertThatThrownBy(() -> QualityRules.load(other))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("give one that ends in .yaml or .yml");
  }

  @Test
  void fileWithoutTextIsRefused() throws Exception {
    assertThatThrownBy(() -> Rules.of(folder, "# nothing yet\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rules.yaml is empty; write rules into it");
    Path file = folder.resolve("rules.yaml");
    Files.write(file, "rules: {} # \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> QualityRules.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void sectionsAreOptionalAndTypesInAnyCase() {
    QualityRules rules =
        Rules.of(
            folder,
            """
            filters:
            skip_records:
              RELEASES:
                - {field: title, contains: x, reason: r}
              masters:
            """);
    assertThat(rules.isOff()).isFalse();
    Verdict verdict =
        rules.of(DataType.RELEASES, Rules.YEAR).judge().judge(Rules.tree("title", "x"));
    assertThat(verdict.skipped()).isEqualTo(new Skipped("r", "title", "x"));
    assertThat(rules.of(DataType.MASTERS, Rules.YEAR).judge().judge(Rules.tree("title", "x")))
        .isSameAs(Verdict.CLEAN);
  }

  @Test
  void withoutAFileNothingIsJudged() {
    QualityRules rules = QualityRules.load(null);
    assertThat(rules.isOff()).isTrue();
    assertThat(rules.of(DataType.RELEASES, Rules.YEAR).judge().judge(Rules.tree()))
        .isSameAs(Verdict.CLEAN);
  }

  @Test
  void fieldsOfAllEntriesAreTold() {
    QualityRules rules =
        Rules.of(
            folder,
            """
            skip_records: {releases: [{field: title, contains: x, reason: r}]}
            filters: {releases: [{field: media.format, remove_matching: x, reason: r}]}
            rules:
              artists: [{name: n, field: name, condition: required, severity: info}]
              releases:
                - {name: m, field: media.tracks.title, condition: required, severity: info}
                - {name: t, field: title, condition: required, severity: info}
            """);
    assertThat(rules.of(DataType.RELEASES, Rules.YEAR).fields())
        .containsExactlyInAnyOrder(
            List.of("title"), List.of("media", "format"), List.of("media", "tracks", "title"));
    assertThat(RecordInspection.NONE.fields()).isEmpty();
  }

  @Test
  void fingerprintChangesWithFileAndNormaliserAndWithTheYearOnlyWhereABoundFollowsIt() {
    QualityRules none = QualityRules.NONE;
    QualityRules fixed =
        Rules.of(
            folder,
            "filters: {masters: [{field: y, reason: r, nullify_when: {type: range, below: 1}}]}");
    QualityRules calendar =
        Rules.of(
            folder,
            "filters: {masters: [{field: y, reason: r, nullify_when: {type: range, above:"
                + " current_year}}]}");
    assertThat(fixed.fingerprint(1, 2026))
        .matches("[0-9a-f]{64}")
        .isEqualTo(fixed.fingerprint(1, 2027))
        .isNotEqualTo(fixed.fingerprint(2, 2026))
        .isNotEqualTo(none.fingerprint(1, 2026))
        .isNotEqualTo(calendar.fingerprint(1, 2026));
    assertThat(calendar.fingerprint(1, 2026)).isNotEqualTo(calendar.fingerprint(1, 2027));
  }
}
