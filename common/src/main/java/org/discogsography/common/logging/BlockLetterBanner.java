package org.discogsography.common.logging;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.core.env.Environment;

/** Prints the product and the service in block letters of five lines each. */
final class BlockLetterBanner implements Banner {

  private static final int HEIGHT = 5;

  /** Five rows of up to five columns a letter, rows parted by a slash; {@code #} is ink. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('A', " ## /#  #/####/#  #/#  #"),
          Map.entry('B', "### /#  #/### /#  #/### "),
          Map.entry('C', " ###/#   /#   /#   / ###"),
          Map.entry('D', "### /#  #/#  #/#  #/### "),
          Map.entry('E', "####/#   /### /#   /####"),
          Map.entry('F', "####/#   /### /#   /#   "),
          Map.entry('G', " ###/#   /# ##/#  #/ ###"),
          Map.entry('H', "#  #/#  #/####/#  #/#  #"),
          Map.entry('I', "###/ # / # / # /###"),
          Map.entry('J', "   #/   #/   #/#  #/ ## "),
          Map.entry('K', "#  #/# # /##  /# # /#  #"),
          Map.entry('L', "#   /#   /#   /#   /####"),
          Map.entry('M', "#   #/## ##/# # #/#   #/#   #"),
          Map.entry('N', "#  #/## #/# ##/#  #/#  #"),
          Map.entry('O', " ## /#  #/#  #/#  #/ ## "),
          Map.entry('P', "### /#  #/### /#   /#   "),
          Map.entry('Q', " ## /#  #/#  #/# # / # #"),
          Map.entry('R', "### /#  #/### /# # /#  #"),
          Map.entry('S', " ###/#   / ## /   #/### "),
          Map.entry('T', "#####/  #  /  #  /  #  /  #  "),
          Map.entry('U', "#  #/#  #/#  #/#  #/ ## "),
          Map.entry('V', "#   #/#   #/ # # / # # /  #  "),
          Map.entry('W', "#   #/#   #/# # #/## ##/#   #"),
          Map.entry('X', "#  #/#  #/ ## /#  #/#  #"),
          Map.entry('Y', "#   #/ # # /  #  /  #  /  #  "),
          Map.entry('Z', "####/  # / #  /#   /####"),
          Map.entry(' ', "  /  /  /  /  "));

  private final String service;

  BlockLetterBanner(String service) {
    this.service = service;
  }

  @Override
  public void printBanner(
      Environment environment, @Nullable Class<?> sourceClass, PrintStream out) {
    String words = service.replace('-', ' ').toUpperCase(Locale.ROOT);
    boolean musicBrainz = words.startsWith("BRAINZ") || words.endsWith("MUSICBRAINZ");
    out.println();
    print(musicBrainz ? "BRAINZ" : "DISCOGS", out);
    print(words.replaceFirst("^BRAINZ| DISCOGS$| MUSICBRAINZ$", ""), out);
  }

  private static void print(String text, PrintStream out) {
    out.println(letters(text));
    out.println();
  }

  /** Five lines that show this text; what is no letter is left out. */
  static String letters(String text) {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    for (int row = 0; row < HEIGHT; row++) {
      StringBuilder line = new StringBuilder("  ");
      for (char letter : text.toCharArray()) {
        String shape = LETTERS.get(letter);
        if (shape != null) {
          line.append(shape.split("/", -1)[row].replace('#', '█')).append("  ");
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines.toString();
  }
}
