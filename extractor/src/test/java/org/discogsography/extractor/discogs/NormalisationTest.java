package org.discogsography.extractor.discogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.io.IOException;
import org.discogsography.common.messages.DataType;
import org.junit.jupiter.api.Test;

class NormalisationTest {

  @Test
  void singleGenreIsAnArray() throws IOException {
    assertThat(release("<genres><genre>Rock</genre></genres>")).isEqualTo("\"genres\":[\"Rock\"]");
  }

  @Test
  void emptyContainersDisappear() throws IOException {
    assertThat(artist("<members/><urls/><profile></profile><urls><url/></urls>")).isEmpty();
  }

  @Test
  void aliasWithoutTextKeepsItsId() throws IOException {
    assertThat(artist("<aliases><name id=\"77\"/></aliases>"))
        .isEqualTo("\"aliases\":[{\"id\":\"77\"}]");
  }

  @Test
  void aliasWithoutIdKeepsItsName() throws IOException {
    assertThat(artist("<aliases><name>Bare</name></aliases>"))
        .isEqualTo("\"aliases\":[{\"name\":\"Bare\"}]");
  }

  @Test
  void memberIdsOfOldDumpsAreNoMembers() throws IOException {
    assertThat(artist("<members><id>77</id><name id=\"77\">X</name></members>"))
        .isEqualTo("\"members\":[{\"id\":\"77\",\"name\":\"X\"}]");
  }

  @Test
  void memberIdsBelongToTheNamesThatHaveNone() throws IOException {
    assertThat(
            artist(
                "<members><id>7</id><name>X</name><id>8</id><name>Y (2)</name><id>9</id>"
                    + "<name id=\"9\">Z</name></members>"))
        .isEqualTo(
            "\"members\":[{\"id\":\"7\",\"name\":\"X\"},{\"id\":\"8\",\"name\":\"Y (2)\"},"
                + "{\"id\":\"9\",\"name\":\"Z\"}]");
  }

  @Test
  void memberIdsThatFitNoNameAreMembersOfTheirOwn() throws IOException {
    assertThat(artist("<members><id>7</id><id>8</id><id>0</id><name>X</name></members>"))
        .isEqualTo("\"members\":[{\"name\":\"X\"},{\"id\":\"7\"},{\"id\":\"8\"}]");
  }

  @Test
  void parentLabelWithoutTextKeepsItsId() throws IOException {
    assertThat(label("<parentLabel id=\"88\"/>")).isEqualTo("\"parentLabel\":{\"id\":\"88\"}");
  }

  @Test
  void parentLabelWithoutIdKeepsItsName() throws IOException {
    assertThat(label("<parentLabel>Big</parentLabel>"))
        .isEqualTo("\"parentLabel\":{\"name\":\"Big\"}");
  }

  @Test
  void sublabelsAreReferences() throws IOException {
    assertThat(label("<sublabels><label id=\"5\">A</label><label id=\"6\"/></sublabels>"))
        .isEqualTo("\"sublabels\":[{\"id\":\"5\",\"name\":\"A\"},{\"id\":\"6\"}]");
  }

  @Test
  void masterZeroIsNoMaster() throws IOException {
    assertThat(release("<master_id is_main_release=\"false\">0</master_id>")).isEmpty();
  }

  @Test
  void masterIdWithoutAttributeIsText() throws IOException {
    assertThat(release("<master_id>4711</master_id>")).isEqualTo("\"master_id\":\"4711\"");
  }

  @Test
  void mainReleaseIsABoolean() throws IOException {
    assertThat(release("<master_id is_main_release=\"true\">4711</master_id>"))
        .isEqualTo("\"is_main_release\":true,\"master_id\":\"4711\"");
  }

  @Test
  void bareAmpersandIsLiteral() throws IOException {
    assertThat(release("<title>Salt & Smoke</title>")).isEqualTo("\"title\":\"Salt & Smoke\"");
  }

  @Test
  void entitiesAreResolvedInTextAndAttributes() throws IOException {
    assertThat(
            release(
                "<title>North &amp; Sons &lt;&gt;&apos;&quot;&#228;&#x1F918;</title><labels><label"
                    + " name=\"North &amp; Sons\" catno=\"none\" id=\"3\"/></labels>"))
        .isEqualTo(
            "\"labels\":[{\"catno\":\"none\",\"id\":\"3\",\"name\":\"North & Sons\"}],"
                + "\"title\":\"North & Sons <>'\\\"ä🤘\"");
  }

  @Test
  void unknownEntityIsLiteralInTextAndAttributes() throws IOException {
    assertThat(
            release("<title>a &foo; &#; &#xZ; b</title><images><image uri=\"?a=1&b=2\"/></images>"))
        .isEqualTo("\"images\":[{\"uri\":\"?a=1&b=2\"}],\"title\":\"a &foo; &#; &#xZ; b\"");
  }

  @Test
  void impossibleReferencesBecomeTheReplacementCharacter() throws IOException {
    assertThat(release("<title>&#xD800;|&#x110000;|&#99999999999;</title>"))
        .isEqualTo("\"title\":\"\ufffd|\ufffd|\ufffd\"");
  }

  @Test
  void controlCharactersAreRemoved() throws IOException {
    assertThat(release("<title>a&#x1F;b\u0007c&#0;d</title>")).isEqualTo("\"title\":\"abcd\"");
  }

  @Test
  void controlCharactersAreRemovedFromCdata() throws IOException {
    assertThat(release("<title><![CDATA[a\u0007 & <b> &amp;]]></title>"))
        .isEqualTo("\"title\":\"a & <b> &amp;\"");
  }

  @Test
  void carriageReturnsByReferenceAreKept() throws IOException {
    assertThat(release("<notes>one&#13;\ntwo</notes>")).isEqualTo("\"notes\":\"one\\r\\ntwo\"");
  }

  @Test
  void emptyAndAbsentElementsHashAlike() throws IOException {
    String old =
        "<release id=\"1\"><title>T</title><artists><artist><id>2</id><name>N</name><anv></anv>"
            + "<join/></artist></artists><companies/><images/></release>";
    String modern =
        "<release id=\"1\"><artists><artist><name>N</name><id>2</id></artist></artists>"
            + "<title>T</title></release>";
    assertThat(Reading.of(RELEASES, old).onlyHash())
        .isEqualTo(Reading.of(RELEASES, modern).onlyHash())
        .isNotEqualTo(Reading.of(RELEASES, modern.replace(">T<", ">U<")).onlyHash());
  }

  @Test
  void attributeOrderDoesNotChangeTheHash() throws IOException {
    String one = "<release id=\"1\"><formats><format name=\"CD\" qty=\"1\"/></formats></release>";
    String other = "<release id=\"1\"><formats><format qty=\"1\" name=\"CD\"/></formats></release>";
    assertThat(Reading.of(RELEASES, one).onlyHash())
        .isEqualTo(Reading.of(RELEASES, other).onlyHash());
  }

  @Test
  void arrayOrderChangesTheHash() throws IOException {
    String one = "<release id=\"1\"><styles><style>A</style><style>B</style></styles></release>";
    String other = "<release id=\"1\"><styles><style>B</style><style>A</style></styles></release>";
    assertThat(Reading.of(RELEASES, one).onlyHash())
        .isNotEqualTo(Reading.of(RELEASES, other).onlyHash());
  }

  @Test
  void creditWithIdZeroKeepsItsName() throws IOException {
    assertThat(
            release(
                "<artists><artist><id>0</id><name>A</name></artist>"
                    + "<artist><name>B</name></artist></artists>"))
        .isEqualTo("\"artists\":[{\"name\":\"A\"},{\"name\":\"B\"}]");
  }

  @Test
  void companyAndLabelWithIdZeroKeepTheirNames() throws IOException {
    assertThat(
            release(
                "<companies><company><id>0</id><name>C</name><entity_type>13</entity_type>"
                    + "</company></companies><labels><label id=\"0\" name=\"L\"/></labels>"))
        .isEqualTo(
            "\"companies\":[{\"entity_type\":\"13\",\"name\":\"C\"}],\"labels\":[{\"name\":\"L\"}]");
  }

  @Test
  void hugeQuantityStaysText() throws IOException {
    assertThat(
            release(
                "<formats><format name=\"CD\" qty=\"9999999999999999999\" text=\"Box\">"
                    + "<descriptions><description>Album</description></descriptions></format></formats>"))
        .isEqualTo(
            "\"formats\":[{\"descriptions\":[\"Album\"],\"name\":\"CD\","
                + "\"qty\":\"9999999999999999999\",\"text\":\"Box\"}]");
  }

  @Test
  void partialDateIsPublishedAsItIs() throws IOException {
    assertThat(release("<released> 1999-03-00 </released>"))
        .isEqualTo("\"released\":\"1999-03-00\"");
  }

  @Test
  void unknownYearIsAbsent() throws IOException {
    assertThat(master("<year>0</year><main_release>12</main_release>"))
        .isEqualTo("\"main_release\":\"12\"");
    assertThat(master("<year> 1999 </year>")).isEqualTo("\"year\":\"1999\"");
  }

  @Test
  void indexTrackKeepsItsSubTracksWithTheirCredits() throws IOException {
    assertThat(
            release(
                "<tracklist><track><title>Suite</title><sub_tracks><track><position>1a</position>"
                    + "<extraartists><artist><id>0</id><name>P</name><role>Piano</role></artist>"
                    + "</extraartists></track></sub_tracks></track><track><title>Heading</title></track>"
                    + "</tracklist>"))
        .isEqualTo(
            "\"tracklist\":[{\"sub_tracks\":[{\"extraartists\":[{\"name\":\"P\",\"role\":\"Piano\"}],"
                + "\"position\":\"1a\"}],\"title\":\"Suite\"},{\"title\":\"Heading\"}]");
  }

  @Test
  void duplicatesAndOrderAreKept() throws IOException {
    assertThat(release("<styles><style>B</style><style>A</style><style>B</style></styles>"))
        .isEqualTo("\"styles\":[\"B\",\"A\",\"B\"]");
  }

  @Test
  void unknownElementsKeepTheirNames() throws IOException {
    assertThat(
            release(
                "<series><series name=\"S\" catno=\"\" id=\"9\"/></series>"
                    + "<rating scale=\"5\">4<empty/></rating><novelty/>"))
        .isEqualTo(
            "\"rating\":{\"#text\":\"4\",\"scale\":\"5\"},"
                + "\"series\":{\"series\":{\"id\":\"9\",\"name\":\"S\"}}");
  }

  @Test
  void namesOfTheMessageAreNotTakenByUnknownElements() throws IOException {
    assertThat(release("<type>x</type><sha256>y</sha256>"))
        .isEqualTo("\"record_sha256\":\"y\",\"record_type\":\"x\"");
  }

  @Test
  void attributesOfTextElementsStandBesideThem() throws IOException {
    assertThat(release("<title lang=\"de\">T</title>"))
        .isEqualTo("\"title\":\"T\",\"title_lang\":\"de\"");
  }

  @Test
  void attributesOfListedTextsStandBesideThem() throws IOException {
    assertThat(
            artist(
                "<urls><url kind=\"shop\">http://a</url><url>http://b</url><url"
                    + " kind=\"x\"/></urls>"))
        .isEqualTo(
            "\"urls\":[\"http://a\",\"http://b\"],"
                + "\"urls_url\":[{\"#text\":\"http://a\",\"kind\":\"shop\"},{\"kind\":\"x\"}]");
  }

  @Test
  void attributesOfTheMasterIdStandBesideIt() throws IOException {
    assertThat(release("<master_id is_main_release=\"true\" since=\"2026\">4711</master_id>"))
        .isEqualTo("\"is_main_release\":true,\"master_id\":\"4711\",\"master_id_since\":\"2026\"");
  }

  @Test
  void attributesOfRepeatedTextsStandBesideThem() throws IOException {
    assertThat(release("<title>T</title><title lang=\"de\">U</title>"))
        .isEqualTo("\"title\":[\"T\",\"U\"],\"title_lang\":\"de\"");
  }

  @Test
  void strangersInAContainerStandBesideIt() throws IOException {
    assertThat(release("<genres count=\"1\"><genre>Rock</genre><other>x</other></genres>"))
        .isEqualTo("\"genres\":[\"Rock\"],\"genres_count\":\"1\",\"genres_other\":\"x\"");
  }

  @Test
  void prettyPrintedRecordEqualsACompactOne() throws IOException {
    String pretty =
        """
        <artist>
          <id>1</id>
          <aliases>
            <name id="2">A</name>
          </aliases>
          <urls>
          </urls>
          <images>
            <image>
            </image>
          </images>
        </artist>
        """;
    String compact = "<artist><id>1</id><aliases><name id=\"2\">A</name></aliases></artist>";
    assertThat(Reading.of(ARTISTS, pretty).messages)
        .isEqualTo(Reading.of(ARTISTS, compact).messages);
  }

  @Test
  void cdataCommentsAndInstructionsAreUnderstood() throws IOException {
    assertThat(release("<title><![CDATA[</release>]]> b<!-- <release> --><?x </title>?></title>"))
        .isEqualTo("\"title\":\"</release> b\"");
  }

  @Test
  void latinOneBytesSpoilOnlyTheirField() throws IOException {
    byte[] xml =
        "<release id=\"1\"><title>B?rk</title><country>Ísland</country></release>"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    xml["<release id=\"1\"><title>B".length()] = (byte) 0xF6;
    assertThat(Reading.of(RELEASES, xml).onlyRecord())
        .isEqualTo("{\"id\":\"1\",\"country\":\"Ísland\",\"title\":\"B\ufffdrk\"}");
  }

  @Test
  void astralCharactersAreKept() throws IOException {
    assertThat(release("<title>🤘 𝄞</title>")).isEqualTo("\"title\":\"🤘 𝄞\"");
  }

  @Test
  void statusComesFromTheAttribute() throws IOException {
    assertThat(Reading.of(RELEASES, "<release status=\"Accepted\" id=\" 7 \"/>").onlyRecord())
        .isEqualTo("{\"id\":\"7\",\"status\":\"Accepted\"}");
  }

  private static String release(String content) throws IOException {
    return fields(RELEASES, "<release id=\"1\">" + content + "</release>");
  }

  private static String master(String content) throws IOException {
    return fields(MASTERS, "<master id=\"1\">" + content + "</master>");
  }

  private static String artist(String content) throws IOException {
    return fields(ARTISTS, "<artist><id>1</id>" + content + "</artist>");
  }

  private static String label(String content) throws IOException {
    return fields(LABELS, "<label><id>1</id>" + content + "</label>");
  }

  private static String fields(DataType type, String xml) throws IOException {
    String record = Reading.of(type, xml).onlyRecord();
    assertThat(record).startsWith("{\"id\":\"1\"").endsWith("}");
    String rest = record.substring("{\"id\":\"1\"".length(), record.length() - 1);
    return rest.startsWith(",") ? rest.substring(1) : rest;
  }
}
