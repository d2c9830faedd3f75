package org.discogsography.common.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.batch.SimpleBatchingStrategy;

class FramesTest {

  private static final Map<String, Object> FRAMED = Map.of(Frames.HEADER, Frames.FORMAT);
  private static final List<String> TEXTS = List.of("{\"id\":\"1\"}", "", "Motörhead 🤘");

  @Test
  void recordsComeOutAsTheyWentIn() throws Exception {
    assertThat(texts(Frames.unpack(FRAMED, Frames.pack(bytes(TEXTS))))).isEqualTo(TEXTS);
  }

  @Test
  void springUnpacksOurFrames() {
    MessageProperties properties = new MessageProperties();
    properties.setHeader(Frames.HEADER, Frames.FORMAT);
    SimpleBatchingStrategy spring = new SimpleBatchingStrategy(100, 1_000_000, 1000);
    List<String> unpacked = new ArrayList<>();

    assertThat(spring.canDebatch(properties)).isTrue();
    spring.deBatch(
        new Message(Frames.pack(bytes(TEXTS)), properties),
        part -> unpacked.add(new String(part.getBody(), StandardCharsets.UTF_8)));

    assertThat(unpacked).isEqualTo(TEXTS);
  }

  @Test
  void framesOfSpringAreUnpacked() throws Exception {
    SimpleBatchingStrategy spring = new SimpleBatchingStrategy(100, 1_000_000, 1000);
    for (byte[] body : bytes(TEXTS)) {
      spring.addToBatch("exchange", "", new Message(body, new MessageProperties()));
    }
    Message frame = spring.releaseBatches().iterator().next().message();

    assertThat(texts(Frames.unpack(frame.getMessageProperties().getHeaders(), frame.getBody())))
        .isEqualTo(TEXTS);
  }

  @Test
  void messageWithoutTheHeaderIsOneRecord() throws Exception {
    byte[] body = Frames.pack(bytes(TEXTS));

    assertThat(Frames.unpack(null, body)).containsExactly(body);
    assertThat(Frames.unpack(Map.of("other", "x"), body)).containsExactly(body);
    assertThat(Frames.unpack(Map.of(Frames.HEADER, "other"), body)).containsExactly(body);
  }

  @Test
  void frameOfNothingHoldsNothing() throws Exception {
    assertThat(Frames.unpack(FRAMED, Frames.pack(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 13, 15, 17})
  void frameCutOffIsDamaged(int length) {
    byte[] frame = Frames.pack(bytes(List.of("{\"id\":\"1\"}", "{}")));

    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Frames.unpack(FRAMED, Arrays.copyOf(frame, length)))
        .withMessageContaining("damaged");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 3})
  void lengthThatDoesNotFitIsDamaged(int length) {
    byte[] frame = Frames.pack(bytes(List.of("{}")));
    java.nio.ByteBuffer.wrap(frame).putInt(length);

    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Frames.unpack(FRAMED, frame));
  }

  private static List<byte[]> bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(record -> new String(record, StandardCharsets.UTF_8)).toList();
  }
}
