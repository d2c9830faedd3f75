package org.discogsography.benchmarks.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesTest {

  private final Names names = new Names();
  private final XmlBuffer xml = new XmlBuffer(100);

  private String artist(int id) {
    xml.clear();
    names.artist(xml, id);
    return new String(xml.array(), 0, xml.size(), UTF_8);
  }

  private String pageless(int number) {
    xml.clear();
    names.pageless(xml, number);
    return new String(xml.array(), 0, xml.size(), UTF_8);
  }

  private static void addNew(Set<String> seen, String name) {
    if (!seen.add(name)) {
      throw new AssertionError("twice: " + name);
    }
  }

  @Test
  void noTwoPersonsShareAName() {
    Set<String> seen = new HashSet<>();
    for (int id = 1; id <= 400_000; id++) {
      addNew(seen, artist(id));
    }
    for (int number = 0; number < 100_000; number++) {
      addNew(seen, pageless(number));
    }
  }

  @Test
  void namesGoOnToBeDifferentWhenAllCombinationsAreUsedUp() {
    Set<String> seen = new HashSet<>();
    for (int id = 9_000_000; id < 9_200_000; id++) {
      addNew(seen, artist(id));
    }
    assertThat(seen).anyMatch(name -> name.matches(".* \\([0-9]+\\)"));
  }

  @Test
  void specialArtistsHaveTheirNames() {
    assertThat(artist(194)).isEqualTo("Various");
    assertThat(artist(355)).isEqualTo("Unknown Artist");
    assertThat(artist(118760)).isEqualTo("No Artist");
  }
}
