package org.discogsography.extractor.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.discogsography.extractor.tree.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @Test
  void singleIdHasTheKnownHash() {
    assertHash(
        new Fields().put("id", "1"),
        "{\"id\":\"1\"}",
        "5811967f540d300d249ab30ae681359a7815fdb5d3dc71a94be1d491006a6b27");
  }

  @Test
  void quotesAndAmpersandsHaveTheKnownHash() {
    assertHash(
        new Fields()
            .put("urls", List.of("http://a/b"))
            .put("name", "Salt & \"Smoke\"")
            .put("id", "10"),
        "{\"id\":\"10\",\"name\":\"Salt & \\\"Smoke\\\"\",\"urls\":[\"http://a/b\"]}",
        "488c1401223a5e01c80c3263b20d3235426dfa768590f1073972984a3ec2bbd7");
  }

  @Test
  void nestedValuesOfAllKindsHaveTheKnownHash() {
    assertHash(
        new Fields()
            .put("t", List.of(new Fields().put("name", "Motörhead 🤘\r\n").put("count", 3L)))
            .put("r", 4.5)
            .put("n", null)
            .put("id", "x")
            .put("ended", false),
        "{\"ended\":false,\"id\":\"x\",\"n\":null,\"r\":4.5,"
            + "\"t\":[{\"count\":3,\"name\":\"Motörhead 🤘\\r\\n\"}]}",
        "c2e0c9e0dde1ce7c40530652c95880ea0092fab6025eaa415f4053ebf60c980c");
  }

  @Test
  void namesAreOrderedByUtf16CodeUnits() {
    Fields fields = new Fields();
    // U+1F600 is the pair D83D DE00, which sorts before U+FB33 though its code point is larger
    for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
      fields.put(name, "");
    }
    assertThat(text(fields))
        .isEqualTo(
            "{\"\\r\":\"\",\"1\":\"\",\"\u0080\":\"\",\"\u00f6\":\"\",\"\u20ac\":\"\","
                + "\"\ud83d\ude00\":\"\",\"\ufb33\":\"\"}");
  }

  @Test
  void onlyMandatoryEscapesAreWritten() {
    assertThat(text(new Fields().put("a", "/\u0001\b\t\n\f\r\u001f\"\\\u007fé")))
        .isEqualTo("{\"a\":\"/\\u0001\\b\\t\\n\\f\\r\\u001f\\\"\\\\\u007fé\"}");
  }

  @Test
  void loneSurrogateBecomesTheReplacementCharacter() {
    assertThat(text(new Fields().put("a", "x\ud83dy"))).isEqualTo("{\"a\":\"x\ufffdy\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0,0",
    "-0.0,0",
    "1.0,1",
    "-4.5,-4.5",
    "1e21,1e+21",
    "1e20,100000000000000000000",
    "1.5e-7,1.5e-7",
    "0.000001,0.000001",
    "333333333.33333329,333333333.3333333",
    "5e-324,5e-324"
  })
  void doublesAreWrittenInShortestForm(double number, String expected) {
    assertThat(CanonicalJson.number(number)).isEqualTo(expected);
  }

  @Test
  void messageStartsWithTypeIdAndHash() {
    RecordMessage message = new RecordMessage();
    String hash = "5811967f540d300d249ab30ae681359a7815fdb5d3dc71a94be1d491006a6b27";
    assertThat(new String(message.of(new Fields().put("id", "1")), UTF_8))
        .isEqualTo("{\"type\":\"data\",\"id\":\"1\",\"sha256\":\"" + hash + "\"}");
  }

  @Test
  void messageKeepsFieldsOnBothSidesOfTheId() {
    assertThat(fieldsOf(new Fields().put("id", "1").put("a", "x"))).isEqualTo(",\"a\":\"x\"}");
    assertThat(fieldsOf(new Fields().put("id", "1").put("z", "x"))).isEqualTo(",\"z\":\"x\"}");
    assertThat(fieldsOf(new Fields().put("z", "y").put("id", "1").put("a", "x")))
        .isEqualTo(",\"a\":\"x\",\"z\":\"y\"}");
  }

  private static String fieldsOf(Fields record) {
    String message = new String(new RecordMessage().of(record), UTF_8);
    return message.replaceFirst(
        "^\\{\"type\":\"data\",\"id\":\"1\",\"sha256\":\"[0-9a-f]{64}\"", "");
  }

  private static void assertHash(Fields fields, String canonical, String sha256) {
    CanonicalJson json = new CanonicalJson();
    json.object(fields);
    assertThat(new String(json.toBytes(), UTF_8)).isEqualTo(canonical);
    assertThat(new String(new ContentHash().of(json.buffer(), json.length()), UTF_8))
        .isEqualTo(sha256);
  }

  private static String text(Fields fields) {
    CanonicalJson json = new CanonicalJson();
    json.object(fields);
    return new String(json.toBytes(), UTF_8);
  }
}
