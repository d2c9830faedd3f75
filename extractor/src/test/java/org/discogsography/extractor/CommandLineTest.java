package org.discogsography.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.CommandLine.Action;
import org.discogsography.extractor.CommandLine.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void nothingMeansAnUnforcedRun() throws UsageException {
    assertThat(parse(Map.of())).isEqualTo(new CommandLine(Action.RUN, Source.DISCOGS, false, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f", "--force-reprocess"})
  void forceOptionForces(String option) throws UsageException {
    assertThat(parse(Map.of("FORCE_REPROCESS", "no"), option).force()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "YES", "t", "True", "on", "1"})
  void forceVariableForces(String value) throws UsageException {
    assertThat(parse(Map.of("FORCE_REPROCESS", value)).force()).isTrue();
  }

  @Test
  void sourceIsCaseInsensitiveAndBeatsTheVariable() throws UsageException {
    assertThat(parse(Map.of("EXTRACTOR_SOURCE", "nonsense"), "--source", "Discogs").action())
        .isEqualTo(Action.RUN);
    assertThat(parse(Map.of(), "--source=DISCOGS").action()).isEqualTo(Action.RUN);
  }

  @Test
  void rulesFileOfTheOptionBeatsTheVariable() throws UsageException {
    Map<String, String> environment = Map.of("DATA_QUALITY_RULES", "/config/rules.yaml");
    assertThat(parse(environment).rules()).isEqualTo(Path.of("/config/rules.yaml"));
    assertThat(parse(environment, "--data-quality-rules", "mine.yaml").rules())
        .isEqualTo(Path.of("mine.yaml"));
    assertThat(parse(environment, "--data-quality-rules=mine.yaml").rules())
        .isEqualTo(Path.of("mine.yaml"));
    assertThat(parse(Map.of("DATA_QUALITY_RULES", " ")).rules()).isNull();
  }

  @Test
  void dryRunIsAnActionWithRules() throws UsageException {
    CommandLine options = parse(Map.of(), "--dry-run", "--data-quality-rules", "mine.yml");
    assertThat(options.action()).isEqualTo(Action.DRY_RUN);
    assertThat(options.rules()).isEqualTo(Path.of("mine.yml"));
  }

  @Test
  void helpAndVersionAreActions() throws UsageException {
    assertThat(parse(Map.of(), "--help").action()).isEqualTo(Action.HELP);
    assertThat(parse(Map.of(), "--version").action()).isEqualTo(Action.VERSION);
  }

  @Test
  void musicBrainzIsTheOtherSource() throws UsageException {
    assertThat(parse(Map.of(), "--source", "MusicBrainz").source()).isEqualTo(Source.MUSICBRAINZ);
    assertThat(parse(Map.of("EXTRACTOR_SOURCE", "musicbrainz")).source())
        .isEqualTo(Source.MUSICBRAINZ);
    assertThat(parse(Map.of("EXTRACTOR_SOURCE", "musicbrainz"), "--source", "discogs").source())
        .isEqualTo(Source.DISCOGS);
  }

  @Test
  void mistakesAreUsageErrors() {
    assertThatThrownBy(() -> parse(Map.of(), "--nonsense")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> parse(Map.of(), "--source")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> parse(Map.of(), "--data-quality-rules"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--data-quality-rules needs a value");
    assertThatThrownBy(() -> parse(Map.of("EXTRACTOR_SOURCE", "tapes")))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> parse(Map.of("FORCE_REPROCESS", "perhaps")))
        .isInstanceOf(UsageException.class);
  }

  private static CommandLine parse(Map<String, String> environment, String... args)
      throws UsageException {
    return CommandLine.parse(args, environment::get);
  }
}
