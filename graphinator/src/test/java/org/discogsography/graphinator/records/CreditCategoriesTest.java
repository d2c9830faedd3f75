package org.discogsography.graphinator.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditCategoriesTest {

  private final CreditCategories categories = new CreditCategories();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Executive Producer, production",
        "\"Recorded By, Mixed By\", engineering",
        "\"Lacquer Cut By, Mastering Engineer\", mastering",
        "\"Remastered By, Mastering Engineer\", mastering",
        "Assistant Engineer, engineering",
        "Engineer, engineering",
        "Sound Designer, engineering",
        "Design, design",
        "Drums [Talking Drum], session",
        "Backing Vocals, session",
        "A&R, management",
        "Artwork By, design",
        "Written-By, other",
        "\"\", other",
        "  PRODUCER  , production"
      })
  void roleBelongsToTheCategoryOfItsLongestFragment(String role, String category) {
    assertThat(categories.categoryOf(role)).isEqualTo(category);
  }

  @Test
  void firstFragmentInTheAlphabetDecidesBetweenEquallyLongOnes() {
    // "mixed at" and "trombone" have eight letters each
    assertThat(categories.categoryOf("Trombone Mixed At")).isEqualTo("engineering");
    // "lead vocals" and "sound engineer" differ: the longer wins wherever it stands
    assertThat(categories.categoryOf("Lead Vocals, Sound Engineer")).isEqualTo("engineering");
  }

  @Test
  void rememberedRoleKeepsItsCategory() {
    assertThat(categories.categoryOf("Mixed By")).isEqualTo("engineering");
    assertThat(categories.categoryOf("Mixed By")).isEqualTo("engineering");
  }
}
