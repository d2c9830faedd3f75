package org.discogsography.tableinator.rows;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFormTest {

  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void artistLosesOnlyTheEnvelopeType() throws Exception {
    assertThat(
            document(
                DataType.ARTISTS,
                """
                {"type":"data","id":"1","sha256":"ab","name":"A","year":"196?","released":1969}\
                """))
        .isEqualTo(
            """
            {"id":"1","sha256":"ab","name":"A","year":"196?","released":1969}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"data","a":1}      | {"a":1}
          {"a":1,"type":"data"}      | {"a":1}
          {"a":1,"type":"data","b":2}| {"a":1,"b":2}
          {"type":"data"}            | {}
          {}                         | {}
          {"type":"x","type":"y"}    | {}
          {"type":{"type":[1]},"a":1}| {"a":1}
          {"\\u0074ype":"data","a":1}| {"a":1}
          {"a":{"type":"kept"}}      | {"a":{"type":"kept"}}
          {"a":[{"type":"kept"}]}    | {"a":[{"type":"kept"}]}
          {"a":"type","type":"data"} | {"a":"type"}
          """)
  void typeIsDroppedWhereverItStandsAtTheTop(String message, String document) throws Exception {
    assertThat(document(DataType.LABELS, message)).isEqualTo(document);
  }

  @Test
  void whiteSpaceBetweenMembersDoesNotSurviveBesideADroppedOne() throws Exception {
    String message = " \n{ \"a\" : 1 ,\r\n\t\"type\" : \"data\" , \"b\" : [ 1 , 2 ] \t} \n";

    assertThat(document(DataType.LABELS, message)).isEqualTo("{\"a\" : 1,\"b\" : [ 1 , 2 ]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"1","released":"1969-07-20"}            | {"id":"1","released":"1969-07-20","year":1969}
          {"id":"1","released":"1969","year":"1970"}    | {"id":"1","released":"1969","year":1969}
          {"year":1970,"released":"196?"}               | {"released":"196?","year":null}
          {"year":1970}                                 | {"year":null}
          {"year":1970,"released":null}                 | {"released":null,"year":null}
          {"released":1969}                             | {"released":1969,"year":1969}
          {"released":99999999999}                      | {"released":99999999999,"year":null}
          {"released":1969.0}                           | {"released":1969.0,"year":null}
          {"released":["1969"]}                         | {"released":["1969"],"year":null}
          {"a":{"released":"1969","year":1}}            | {"a":{"released":"1969","year":1},"year":null}
          """)
  void releaseGetsItsYearFromReleasedOnly(String message, String document) throws Exception {
    assertThat(document(DataType.RELEASES, message)).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"data","year":"1969","id":"1"} | {"id":"1","year":1969}
          {"year":1969}                          | {"year":1969}
          {"year":0}                             | {"year":null}
          {"year":""}                            | {"year":null}
          {"released":"1969"}                    | {"released":"1969","year":null}
          {"year":1,"year":"1969"}               | {"year":1969}
          """)
  void masterGetsAnIntegerYearOrNull(String message, String document) throws Exception {
    assertThat(document(DataType.MASTERS, message)).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"x\\u0000y"}           | {"a":"xy"}
          {"a":"\\u0000"}             | {"a":""}
          {"a":"\\u0000\\u0000x"}     | {"a":"x"}
          {"a\\u0000":1}              | {"a":1}
          {"a":"\\\\u0000"}           | {"a":"\\\\u0000"}
          {"a":"\\\\\\u0000"}         | {"a":"\\\\"}
          {"a":"\\u00001"}            | {"a":"1"}
          {"a":"\\uD83D\\uDE00"}      | {"a":"\\uD83D\\uDE00"}
          {"a":"\\ud83dx"}            | {"a":"\\ufffdx"}
          {"a":"\\ude00\\ud83d"}      | {"a":"\\ufffd\\ufffd"}
          {"a":"\\ud83d\\u0000\\ude00"}| {"a":"\\ufffd\\ufffd"}
          {"a":"\\n\\"\\/é"}          | {"a":"\\n\\"\\/é"}
          """)
  void escapesThatJsonbRefusesAreTakenOut(String message, String document) throws Exception {
    assertThat(document(DataType.ARTISTS, message)).isEqualTo(document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "not json",
        "[]",
        "\"text\"",
        "null",
        "{\"id\":\"1\"",
        "{\"id\":\"1\",}",
        "{\"id\":1}}",
        "{\"id\":1} {\"id\":2}",
        "{\"a\":tru}",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":[1,2}",
        "{'a':1}",
        "{\"a\":NaN}"
      })
  void messageThatIsNotOneJsonObjectIsInvalid(String message) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> document(DataType.RELEASES, message))
        .withMessageContaining("record");
  }

  @Test
  void messageInUtf16IsInvalid() {
    byte[] message = "{\"id\":\"1\"}".getBytes(UTF_16LE);

    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> new DocumentForm(DataType.RELEASES, CLOCK).of(message))
        .withMessageContaining("UTF-8");
  }

  @Test
  void bytesThatAreNoUtf8AreInvalid() {
    byte[] message = "{\"id\":\"?\"}".getBytes(UTF_8);
    message[7] = (byte) 0xc3;

    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> new DocumentForm(DataType.RELEASES, CLOCK).of(message));
  }

  private static String document(DataType type, String message) throws InvalidMessageException {
    return new String(new DocumentForm(type, CLOCK).of(message.getBytes(UTF_8)), UTF_8);
  }
}
