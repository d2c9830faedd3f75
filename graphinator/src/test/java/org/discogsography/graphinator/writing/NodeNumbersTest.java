package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNumbersTest {

  private final NodeNumbers numbers = new NodeNumbers(2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "0",
        "",
        "007",
        "-5",
        "+5",
        "999999999999999999",
        "99999999999999999999",
        "٣",
        "Björk",
        "4 Hero",
        "人間椅子"
      })
  void keysOfAnyFormAreRemembered(String key) {
    numbers.put(key, 42);

    assertThat(numbers.get(key)).hasValue(42);
  }

  @Test
  void keysThatLookAlikeAreNotTakenForEachOther() {
    numbers.put("7", 42);

    assertThat(numbers.get("07")).isEmpty();
    assertThat(numbers.get("7 ")).isEmpty();
    assertThat(numbers.get("٧")).isEmpty();
  }

  @Test
  void laterNumberReplacesTheEarlierOne() {
    numbers.put("Sun Ra", 1);
    numbers.put("Sun Ra", 2);

    assertThat(numbers.get("Sun Ra")).hasValue(2);
  }

  @Test
  void largestNumbersAreKeptAndLargerOnesLeftOut() {
    numbers.put("a", (1L << 40) - 2);
    numbers.put("b", 1L << 40);
    numbers.put("c", -1);

    assertThat(numbers.get("a")).hasValue((1L << 40) - 2);
    assertThat(numbers.get("b")).isEmpty();
    assertThat(numbers.get("c")).isEmpty();
  }

  @Test
  void leastRecentlyUsedIsForgotten() {
    numbers.put("1", 10);
    numbers.put("2", 20);
    numbers.get("1");

    numbers.put("3", 30);

    assertThat(numbers.get("1")).hasValue(10);
    assertThat(numbers.get("2")).isEmpty();
    assertThat(numbers.get("3")).hasValue(30);
  }

  @Test
  void nothingIsLeftAfterClearing() {
    numbers.put("1", 10);

    numbers.clear();

    assertThat(numbers.get("1")).isEmpty();
  }
}
