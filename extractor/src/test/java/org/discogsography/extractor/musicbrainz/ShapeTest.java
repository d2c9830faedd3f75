package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.discogsography.extractor.tree.Fields;
import org.junit.jupiter.api.Test;

/** Which parts of a line are kept, and which more if rules look at them. */
class ShapeTest {

  private static Fields kept(Entity entity, String members, String... paths)
      throws MalformedLineException {
    List<List<String>> needed =
        Arrays.stream(paths).map(path -> List.of(path.split("\\."))).toList();
    byte[] line = members.replace('\'', '"').getBytes(UTF_8);
    return new LineParser(Shape.of(entity, needed)).parse(line, 0, line.length);
  }

  @Test
  void partThatARuleLooksAtIsKeptBesideWhatMessagesNeed() throws Exception {
    String line =
        "{'media':[{'format':'CD','format-id':'x','tracks':[{'title':'A','length':7}]}],"
            + "'annotation':{'text':'long'},'title':'T'}";
    assertThat(kept(Entity.RELEASE, line)).hasToString("{media=[{format=CD}], title=T}");
    assertThat(kept(Entity.RELEASE, line, "media.tracks.title"))
        .hasToString("{media=[{format=CD, tracks=[{title=A}]}], title=T}");
    assertThat(kept(Entity.RELEASE, line, "annotation", "media.tracks.length", "nothing.there"))
        .hasToString("{media=[{format=CD, tracks=[{length=7}]}], annotation={text=long}, title=T}");
  }

  @Test
  void partThatIsKeptAnywayIsKeptNoWider() throws Exception {
    String line =
        "{'relations':[{'type':'vocal','ordering-key':1,'recording':{'id':'r','length':7}}]}";
    String narrow = "{relations=[{type=vocal, recording={id=r}}]}";
    assertThat(kept(Entity.ARTIST, line)).hasToString(narrow);
    assertThat(kept(Entity.ARTIST, line, "relations", "relations.type", "relations.recording.id"))
        .hasToString(narrow);
    assertThat(kept(Entity.ARTIST, line, "relations.recording.length", "relations.ordering-key"))
        .hasToString("{relations=[{type=vocal, ordering-key=1, recording={id=r, length=7}}]}");
  }
}
