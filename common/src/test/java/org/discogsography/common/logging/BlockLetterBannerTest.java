package org.discogsography.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.StandardEnvironment;

class BlockLetterBannerTest {

  @ParameterizedTest
  @CsvSource({
    "extractor-discogs, DISCOGS, EXTRACTOR",
    "extractor-musicbrainz, BRAINZ, EXTRACTOR",
    "graphinator, DISCOGS, GRAPHINATOR",
    "tableinator, DISCOGS, TABLEINATOR",
    "brainzgraphinator, BRAINZ, GRAPHINATOR",
    "brainztableinator, BRAINZ, TABLEINATOR",
    "api, DISCOGS, API",
    "dashboard, DISCOGS, DASHBOARD",
    "explore, DISCOGS, EXPLORE",
    "insights, DISCOGS, INSIGHTS",
    "schema-init, DISCOGS, SCHEMA INIT",
    "mcp-server, DISCOGS, MCP SERVER"
  })
  void productAndServiceStandInTwoLinesOfLetters(String service, String first, String second) {
    List<String> blocks = blocks(service);

    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(0)).isEqualTo(BlockLetterBanner.letters(first));
    assertThat(blocks.get(1)).isEqualTo(BlockLetterBanner.letters(second));
  }

  @Test
  void everyLetterHasAShapeOfItsOwn() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    assertThat(alphabet.chars().mapToObj(c -> BlockLetterBanner.letters("" + (char) c)))
        .doesNotHaveDuplicates()
        .allSatisfy(shape -> {
          assertThat(shape).contains("█");
          assertThat(shape.lines()).hasSize(5);
        });
  }

  @Test
  void nothingButInkAndBlanksIsPrinted() {
    assertThat(printed("graphinator")).matches("[█ \\n]+");
  }

  private static List<String> blocks(String service) {
    return Arrays.stream(printed(service).split("\n\n"))
        .map(block -> block.replaceFirst("^\n+", "").stripTrailing())
        .filter(block -> !block.isEmpty())
        .toList();
  }

  private static String printed(String service) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new BlockLetterBanner(service).printBanner(new StandardEnvironment(), null, out);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
