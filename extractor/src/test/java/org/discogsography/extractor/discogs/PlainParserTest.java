package org.discogsography.extractor.discogs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.discogs.XmlRepair.Finding;
import org.discogsography.extractor.tree.Fields;
import org.discogsography.extractor.tree.PrettyJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plain parser takes on must come out as the tolerant one has it. */
class PlainParserTest {

  /** What dumps and those who write them get wrong, and what XML knows beside elements and text. */
  private static final List<String> PIECES =
      List.of(
          "&",
          "&amp;",
          "&lt;",
          "&apos;",
          "&#13;",
          "&#10;",
          "&#x1F600;",
          "&#31;",
          "&#xFFFF;",
          "&#0038;",
          "&nbsp;",
          "&amp",
          "&#93;",
          "]]>",
          "]]",
          "]",
          "<![CDATA[x]]>",
          "<!-- c -->",
          "<?pi x?>",
          "\r\n",
          "\r",
          "\n",
          "\t",
          " ",
          "\u00A0",
          "\u2003",
          "é",
          "漢",
          "😀",
          "\uFFFE",
          "\u0001",
          "\u007F",
          "\u0085",
          "\"",
          "'",
          "<",
          ">",
          "/",
          "/>",
          "</",
          "=",
          " a=\"1\"",
          " a='1'",
          " xmlns=\"x\"",
          " id=\"1\"",
          " a:b=\"1\"",
          "<a>",
          "</a>",
          "<a/>",
          "<a></a>",
          "<a b=\"\"/>",
          "<_x-1.y>",
          "<a:b/>",
          "<é/>",
          "text",
          "0");

  private final PlainParser plain = new PlainParser();
  private final RecordParser tolerant = new RecordParser();
  private int parsed;
  private int left;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<release/>",
        "<release></release>",
        "<release id=\"1\" status='it''s'/>",
        "<release id=\"1\">\n  <title>x</title>\n</release>",
        "<release><title></title><title> </title><title>a]b &gt; c</title></release>",
        "<release><notes>a&#13;\n\tb &amp; &#x1F600; ü 漢 😀</notes></release>",
        "<release><a><b><c d=\"&quot;\">&lt;</c></b></a><a> </a><a d=\"1\"> </a></release>"
      })
  void plainXmlIsParsedAsByTheTolerantParser(String xml) throws MalformedRecordException {
    check(xml.replace("''", "&apos;").getBytes(UTF_8));

    assertThat(parsed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<>",
        "<release",
        "<release>",
        "<release>text",
        "<release></releas>",
        "<release></release >",
        "<release></release><release/>",
        "<release a=1/>",
        "<release a=\"1\"b=\"2\"/>",
        "<release a=\"1\" a=\"2\"/>",
        "<release a=\"<\"/>",
        "<release a=\"a\nb\"/>",
        "<release>&nbsp;</release>",
        "<release>a & b</release>",
        "<release>&#1;</release>",
        "<release>]]></release>",
        "<release>a\r\nb</release>",
        "<release>\u0001</release>",
        "<release>\uFFFF</release>",
        "<release>a<title/></release>",
        "<release><title/>a</release>",
        "<release><!-- c --></release>",
        "<release><![CDATA[a]]></release>",
        "<release><a:b/></release>",
        "<release><é/></release>"
      })
  void everythingElseIsLeftToTheTolerantParser(String xml) {
    assertThat(plain.parse(xml.getBytes(UTF_8))).isNull();
  }

  @Test
  void invalidUtf8IsLeftToTheTolerantParser() {
    byte[] xml = "<release>e</release>".getBytes(UTF_8);
    xml[9] = (byte) 0xE9;

    assertThat(plain.parse(xml)).isNull();
  }

  @Test
  void deepNestingAndManyAttributesAreLeftToTheTolerantParser() {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      attributes.append(" a").append(i).append("=\"1\"");
    }
    String deep = "<a>".repeat(900) + "</a>".repeat(900);

    assertThat(plain.parse(deep.getBytes(UTF_8))).isNull();
    assertThat(plain.parse("<release%s/>".formatted(attributes).getBytes(UTF_8))).isNull();
  }

  @Test
  void moreNamesThanAreRememberedAndLongTextsAreParsed() throws MalformedRecordException {
    StringBuilder xml = new StringBuilder("<release>");
    for (int i = 0; i < 5_000; i++) {
      xml.append("<n%d>%d</n%d>".formatted(i, i, i));
    }
    xml.append("<notes>").append("&amp;ü".repeat(300_000)).append("</notes></release>");

    check(xml.toString().getBytes(UTF_8));
    check(xml.toString().getBytes(UTF_8));

    assertThat(parsed).isEqualTo(2);
  }

  @Test
  void changedRecordsAreParsedAsByTheTolerantParserOrLeftToIt()
      throws IOException, MalformedRecordException {
    Random random = new Random(7);
    List<byte[]> records = records();
    for (int i = 0; i < 30_000; i++) {
      byte[] xml = records.get(random.nextInt(records.size()));
      for (int change = random.nextInt(2); change >= 0; change--) {
        xml = changed(xml, random);
      }
      check(xml);
    }

    assertThat(parsed).isGreaterThan(4_000);
    assertThat(left).isGreaterThan(10_000);
  }

  private void check(byte[] xml) throws MalformedRecordException {
    Fields tree = plain.parse(xml);
    if (tree == null) {
      left++;
      return;
    }
    parsed++;
    String text = new String(xml, UTF_8);
    assertThat(XmlRepair.inspect(xml)).as(text).isEqualTo(Finding.CLEAN);
    String expected = new String(PrettyJson.of(tolerant.parse(xml, Finding.CLEAN)), UTF_8);
    assertThat(new String(PrettyJson.of(tree), UTF_8)).as(text).isEqualTo(expected);
  }

  /** The records of the old and the new format, those that are not too long to be read by eye. */
  private static List<byte[]> records() throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (DataType type : DataType.values()) {
      for (String dump :
          List.of("format-2017/discogs_20170401_", "format-2026/discogs_20260401_")) {
        String name = "/dumps/" + dump + type.text() + ".xml";
        InputStream in = PlainParserTest.class.getResourceAsStream(name);
        if (in != null) {
          byte[] all = in.readAllBytes();
          RecordCutter cutter = new RecordCutter(new ByteArrayInputStream(all), name, type);
          for (CutRecord cut = cutter.next(); cut != null; cut = cutter.next()) {
            records.add(cut.xml());
          }
        }
      }
    }
    return records;
  }

  /** The bytes with a piece put in, taken out, doubled or replaced at random. */
  private static byte[] changed(byte[] xml, Random random) {
    int from = random.nextInt(xml.length + 1);
    int to = Math.min(xml.length, from + random.nextInt(6));
    return switch (random.nextInt(5)) {
      case 0 -> joined(xml, from, piece(random), from);
      case 1 -> joined(xml, from, piece(random), to);
      case 2 -> joined(xml, from, new byte[0], to);
      case 3 -> joined(xml, to, new byte[0], from);
      default -> joined(xml, from, new byte[] {(byte) random.nextInt(256)}, from);
    };
  }

  private static byte[] piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
  }

  private static byte[] joined(byte[] xml, int to, byte[] piece, int from) {
    byte[] joined = Arrays.copyOf(xml, to + piece.length + xml.length - from);
    System.arraycopy(piece, 0, joined, to, piece.length);
    System.arraycopy(xml, from, joined, to + piece.length, xml.length - from);
    return joined;
  }
}
