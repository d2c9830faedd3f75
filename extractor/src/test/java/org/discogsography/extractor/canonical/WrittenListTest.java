package org.discogsography.extractor.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list that is written while it grows makes the same message as one that is held as a tree. */
class WrittenListTest {

  private static final long PLENTY = 64L << 20;

  @ParameterizedTest
  @CsvSource({"0, m", "1, m", "3, m", "100000, m", "3, a", "3, z", "0, a", "0, z"})
  void messageIsTheSameAsThatOfATree(int elements, String name) {
    WrittenList written = new WrittenList(PLENTY);
    List<@Nullable Object> tree = new ArrayList<>();
    for (int i = 0; i < elements; i++) {
      written.add(element(i));
      tree.add(element(i));
    }

    assertThat(messageWith(name, written)).isEqualTo(messageWith(name, tree));
  }

  @Test
  void listThatIsAllARecordHasIsWritten() {
    WrittenList written = new WrittenList(PLENTY);
    written.add(element(7));

    byte[] message = new RecordMessage().of(new Fields().put("id", "1").put("z", written));

    assertThat(new String(message, UTF_8)).endsWith("\",\"z\":[{\"a\":\"7\",\"b\":7}]}");
  }

  @Test
  void nextMessageHasNothingOfTheListBefore() {
    WrittenList written = new WrittenList(PLENTY);
    RecordMessage messages = new RecordMessage();
    written.add(element(1));
    messages.of(new Fields().put("id", "1").put("z", written));
    assertThat(written.length()).isZero();

    written.add(element(2));
    String message = new String(messages.of(new Fields().put("id", "2").put("z", written)), UTF_8);

    assertThat(message).endsWith("[{\"a\":\"2\",\"b\":2}]}");
  }

  @Test
  void ofAListThatIsTooLongOnlyTheLengthIsKept() {
    WrittenList all = new WrittenList(PLENTY);
    WrittenList part = new WrittenList(2 << 20);
    for (int i = 0; i < 200_000; i++) {
      all.add(element(i));
      part.add(element(i));
    }

    assertThat(part.length()).isEqualTo(all.length()).isGreaterThan(2 << 20);
    Fields record = new Fields().put("id", "1").put("z", part);
    assertThatThrownBy(() -> new RecordMessage().of(record))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Fields element(int number) {
    return new Fields().put("b", (long) number).put("a", String.valueOf(number));
  }

  private static String messageWith(String name, Object list) {
    Fields record = new Fields().put("y", "Y").put("id", "1").put("b", "B").put(name, list);
    return new String(new RecordMessage().of(record), UTF_8);
  }
}
