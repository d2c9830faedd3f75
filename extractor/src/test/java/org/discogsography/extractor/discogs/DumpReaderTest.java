package org.discogsography.extractor.discogs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.discogsography.extractor.dumps.DumpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class DumpReaderTest {

  private static final String GOOD_ONE = "<artist><id>1</id><name>One</name></artist>";
  private static final String GOOD_TWO = "<artist><id>2</id><name>Two</name></artist>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<artist><id>9</id><name>x</nam></artist>",
        "<artist><id>9</id><name>x</artist>",
        "<artist><id>9</id></name></artist>",
        "<artist><id>9</id><name>x</name>",
        "<artist><id>9</id><name>x",
        "<artist><id>9</id><name>a <3</name></artist>",
        "<artist><id>9</id><name>a <b c</name></artist>",
        "<artist><id>9</id><urls><url x=\"1></url></urls></artist>",
        "<artist><id>9</id><name a=1>x</name></artist>",
        "<artist><id>9</id><name a=\"1\" a=\"2\">x</name></artist>",
        "<artist><id>9</id><!-- x</artist>",
        "<artist><id>9</id><name><![CDATA[x</name></artist>",
        "<artist><name>no id</name></artist>",
        "<artist><id> </id></artist>",
        "<artist/>"
      })
  void brokenRecordCostsOnlyItself(String broken) throws IOException {
    String xml = "<artists>\n" + GOOD_ONE + "\n" + broken + "\n" + GOOD_TWO + "\n</artists>";
    Reading reading = Reading.of(ARTISTS, xml);
    assertThat(reading.ids()).containsExactly("1", "2");
    assertThat(reading.reader.malformed()).isEqualTo(1);
  }

  @Test
  void sublabelsAfterABreakAreNotRecords() throws IOException {
    String xml =
        "<labels><label><id>1</id><name>A</name></label>"
            + "<label><id>2</id><name>B</nam><sublabels><label id=\"5\">S</label>"
            + "<label id=\"6\">T</label></sublabels></label>"
            + "<label><id>3</id></label></labels>";
    Reading reading = Reading.of(LABELS, xml);
    assertThat(reading.ids()).containsExactly("1", "3");
    assertThat(reading.reader.malformed()).isEqualTo(1);
  }

  @Test
  void brokenReleaseBeforeAnotherWithIdAttributeCostsOnlyItself() throws IOException {
    String xml =
        "<releases><release id=\"1\"/><release id=\"2\"><title>x<release id=\"3\"><title>y</title>"
            + "</release></releases>";
    Reading reading = Reading.of(RELEASES, xml);
    assertThat(reading.ids()).containsExactly("1", "3");
    assertThat(reading.reader.malformed()).isEqualTo(1);
  }

  @Test
  void nestedElementsOfTheSameNameAreNotRecords() throws IOException {
    String xml =
        "<releases><release id=\"1\"><related><release"
            + " id=\"8\"><title>R</title></release></related></release><release"
            + " id=\"2\"/></releases>";
    assertThat(Reading.of(RELEASES, xml).ids()).containsExactly("1", "2");
  }

  @Test
  void hundredMalformedRecordsAreTolerated() throws IOException {
    Reading reading =
        Reading.of(ARTISTS, "<artists>" + "<artist/>".repeat(100) + GOOD_ONE + "</artists>");
    assertThat(reading.ids()).containsExactly("1");
    assertThat(reading.reader.malformed()).isEqualTo(100);
  }

  @Test
  void oneMoreMalformedRecordFailsTheFile() {
    assertThatThrownBy(() ->
            Reading.of(ARTISTS, "<artists>" + "<artist/>".repeat(101) + GOOD_ONE + "</artists>"))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("test.xml: more than 100 malformed records, the last at byte 909");
  }

  @Test
  void fileCutInsideARecordFailsAfterItsGoodRecords() {
    Reading reading = new Reading(ARTISTS);
    String xml = "<artists>" + GOOD_ONE + GOOD_TWO.substring(0, 30);
    assertThatThrownBy(() -> reading.read(stream(xml)))
        .isInstanceOf(DumpException.class)
        .hasMessage(
            "test.xml: the file ends inside the element that starts at byte "
                + (9 + GOOD_ONE.length()));
    assertThat(reading.ids()).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<", "<art", "<artist", "<artist>", "<artist><id>2</id></artist", "</art"})
  void fileCutInsideATagFails(String rest) {
    assertThatThrownBy(() -> Reading.of(ARTISTS, "<artists>" + GOOD_ONE + rest))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("the file ends inside the element that starts at byte");
  }

  @Test
  void missingRootIsTolerated() throws IOException {
    assertThat(Reading.of(ARTISTS, GOOD_ONE + "\n" + GOOD_TWO).ids()).containsExactly("1", "2");
  }

  @Test
  void unclosedRootIsTolerated() throws IOException {
    String xml = "<?xml version=\"1.0\"?>\n<artists>" + GOOD_ONE + GOOD_TWO;
    assertThat(Reading.of(ARTISTS, xml).ids()).containsExactly("1", "2");
  }

  @Test
  void singleRecordAsRootIsRead() throws IOException {
    assertThat(Reading.of(MASTERS, "<master id=\"5\"><title>T</title></master>").ids())
        .containsExactly("5");
  }

  @Test
  void htmlPageIsRejectedWithItsPosition() {
    assertThatThrownBy(
            () -> Reading.of(RELEASES, "<!DOCTYPE html>\n<html><body>Not found</body></html>"))
        .isInstanceOf(DumpException.class)
        .hasMessage("test.xml: root element <html> at byte 16, expected <releases>");
  }

  @Test
  void dumpOfAnotherTypeIsRejected() {
    assertThatThrownBy(() -> Reading.of(RELEASES, "<artists>" + GOOD_ONE + "</artists>"))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("root element <artists>");
  }

  @Test
  void textWithoutElementsIsRejected() {
    assertThatThrownBy(() -> Reading.of(RELEASES, "404"))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("no XML element");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<artists/>",
        "<artists></artists>",
        "<?xml version=\"1.0\"?><artists>\n</artists>\n"
      })
  void emptyDumpHasNoRecords(String xml) throws IOException {
    Reading reading = Reading.of(ARTISTS, xml);
    assertThat(reading.messages).isEmpty();
    assertThat(reading.reader.malformed()).isZero();
  }

  @Test
  void externalEntityIsNotResolved() throws IOException {
    String xml =
        "<!DOCTYPE artists [<!ENTITY secret SYSTEM \"file:///etc/hostname\"> <!ENTITY a \"b\">]>"
            + "<artists><artist><id>1</id><name>&secret;&a;</name></artist></artists>";
    assertThat(Reading.of(ARTISTS, xml).onlyRecord())
        .isEqualTo("{\"id\":\"1\",\"name\":\"&secret;&a;\"}");
  }

  @Test
  void recordLargerThanTheBudgetPasses() throws Exception {
    StringBuilder xml = new StringBuilder("<releases>");
    for (int id = 1; id <= 3; id++) {
      xml.append("<release id=\"").append(id).append("\"><tracklist>");
      for (int track = 0; track < 20_000; track++) {
        xml.append("<track><position>")
            .append(track)
            .append("</position><title>Long title number ");
        xml.append(track).append("</title></track>");
      }
      xml.append("</tracklist></release>");
    }
    Reading reading = new Reading(RELEASES);
    DumpReader tight = new DumpReader("big.xml", RELEASES, new ReadLimits(2, 100, 100, 1_000));
    tight.read(
        stream(xml.append("</releases>").toString()),
        message -> reading.messages.add(new String(message, UTF_8)));
    assertThat(reading.ids()).containsExactly("1", "2", "3");
    assertThat(reading.messages.get(2)).contains("Long title number 19999");
  }

  @Test
  void threeMegabytesOfTextAndReferencesAreOneRecord() throws IOException {
    String notes = "Gr&#228;ve &amp; Söhne ".repeat(130_000);
    Reading reading =
        Reading.of(
            RELEASES,
            "<releases><release id=\"1\"><notes>" + notes + "</notes></release></releases>");
    assertThat(reading.onlyRecord())
        .isEqualTo("{\"id\":\"1\",\"notes\":\"" + "Gräve & Söhne ".repeat(130_000) + "\"}");
  }

  @Test
  void deepNestingIsReadAndTooDeepNestingCostsOnlyItsRecord() throws IOException {
    String xml = "<artists>" + nested(1, 900) + nested(2, 1_200) + nested(3, 1) + "</artists>";
    Reading reading = Reading.of(ARTISTS, xml);
    assertThat(reading.ids()).containsExactly("1", "3");
    assertThat(reading.messages.get(0)).contains("\"deep\":\"x\"");
    assertThat(reading.reader.malformed()).isEqualTo(1);
  }

  private static String nested(int id, int depth) {
    return "<artist><id>"
        + id
        + "</id>"
        + "<deep>".repeat(depth)
        + "x"
        + "</deep>".repeat(depth)
        + "</artist>";
  }

  @Test
  void sameIdTwiceIsPublishedTwice() throws IOException {
    assertThat(Reading.of(ARTISTS, "<artists>" + GOOD_ONE + GOOD_ONE + "</artists>").ids())
        .containsExactly("1", "1");
  }

  @Test
  void lackOfMemoryFailsTheFileAtTheRecordWhereItHappens() {
    Reading reading = new Reading(ARTISTS);
    InputStream in =
        new SequenceInputStream(
            stream("<artists>" + GOOD_ONE + "<artist><id>2"),
            new InputStream() {
              @Override
              public int read() {
                throw new OutOfMemoryError("Java heap space");
              }
            });
    assertThatThrownBy(() -> reading.read(in))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("test.xml: the record at byte " + (9 + GOOD_ONE.length()))
        .hasMessageContaining("more memory");
    assertThat(reading.ids()).containsExactly("1");
  }

  @Test
  void warningsAreBoundedAndSummarised() throws IOException {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger logger = (Logger) LoggerFactory.getLogger(DumpReader.class);
    Level before = logger.getLevel();
    logger.setLevel(Level.WARN);
    logger.addAppender(lines);
    try {
      byte[] xml =
          ("<artists>" + "<artist/>".repeat(12) + GOOD_ONE.repeat(12) + "</artists>")
              .getBytes(UTF_8);
      for (int i = 0; i < xml.length; i++) {
        xml[i] = xml[i] == 'O' ? (byte) 0xF6 : xml[i];
      }
      Reading.of(ARTISTS, xml);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(before);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getMessage)
        .filteredOn(line -> line.contains("malformed record"))
        .hasSize(10);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getMessage)
        .filteredOn(line -> line.contains("invalid UTF-8"))
        .hasSize(10);
    assertThat(lines.list.get(lines.list.size() - 1).getKeyValuePairs())
        .extracting(pair -> pair.key + "=" + pair.value)
        .containsExactly("file=test.xml", "malformed=12", "invalid_utf8=12");
  }

  @Test
  void sinkEndsTheReadingAtARecord() throws Exception {
    Reading reading = new Reading(ARTISTS);
    boolean finished =
        new DumpReader("test.xml", ARTISTS, Reading.LIMITS)
            .read(
                stream("<artists>" + GOOD_ONE + GOOD_TWO + "</artists>"),
                message -> {
                  reading.messages.add(new String(message, UTF_8));
                  return false;
                });
    assertThat(finished).isFalse();
    assertThat(reading.ids()).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1_000})
  void sizeOfChunksChangesNothing(int most) throws IOException {
    byte[] xml = mixedReleases().getBytes(UTF_8);
    Reading whole = Reading.of(RELEASES, xml);
    Reading chunked = new Reading(RELEASES);
    chunked.read(new Crumbs(xml, most));
    assertThat(whole.messages).hasSizeGreaterThan(300);
    assertThat(whole.reader.malformed()).isPositive();
    assertThat(chunked.messages).isEqualTo(whole.messages);
    assertThat(chunked.reader.malformed()).isEqualTo(whole.reader.malformed());
  }

  private static String mixedReleases() {
    Random random = new Random(4711);
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<releases>\n");
    for (int id = 1; id <= 400; id++) {
      xml.append("<release id='").append(id).append("' note=\"a > b\">");
      for (int part = random.nextInt(6); part > 0; part--) {
        xml.append(
            switch (random.nextInt(8)) {
              case 0 -> "<title>Ü & <![CDATA[</release> ]] > ]]>x</title>";
              case 1 -> "<!-- <release id='x'> -- -->".replace(" -- -->", " -->");
              case 2 -> "<?pi <release> ?>";
              case 3 -> "<related><release id=\"n\"/></related>";
              case 4 -> "<notes>line\r\n<b/>&#13;\n&bogus;</notes>\n";
              case 5 -> "<genres><genre>R&amp;B</genre><genre/></genres>";
              default -> "<styles>\n <style>" + random.nextInt() + "</style>\n</styles>";
            });
      }
      xml.append(random.nextInt(50) == 0 ? "</oops>" : "").append("</release>\n");
    }
    return xml.append("</releases>").toString();
  }

  private static InputStream stream(String xml) {
    return new ByteArrayInputStream(xml.getBytes(UTF_8));
  }

  /** Gives its bytes in pieces of random size. */
  private static final class Crumbs extends ByteArrayInputStream {

    private final Random random = new Random(1);
    private final int most;

    Crumbs(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
