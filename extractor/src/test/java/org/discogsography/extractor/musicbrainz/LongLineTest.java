package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.rules.RecordInspection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads lines that are longer than the memory that they are read in, in a process of their own. */
@Timeout(120)
class LongLineTest {

  private static final int RELATIONS = 160_000;

  /** As many artists of MusicBrainz are at Discogs, of 2.6 million. */
  private static final int ARTISTS = 1_040_000;

  /** What xz needs to unpack dumps that are packed as strongly as it can. */
  private static final int DICTIONARY = 64 << 20;

  @TempDir private Path findings;

  @Test
  void artistsWithMessagesOfFiftyMegabytesAreReadInTheHeapOfTheServiceBesideTheMapOfAll()
      throws Exception {
    String told = run("-Xmx320m", "relations", 2);

    assertThat(told).matches("2 messages up to 5\\d{7} bytes, 0 left out");
  }

  @Test
  void lineOfWhichLittleIsNeededMayBeLargerThanTheMemory() throws Exception {
    String told = run("-Xmx96m", "recordings", 1);

    assertThat(told).matches("1 messages up to \\d{3} bytes, 0 left out");
  }

  @Test
  void messageThatIsTooLargeForTheMemoryFailsTheFileBehindItsGoodLinesAndSaysHowMuchIsNeeded()
      throws Exception {
    String told = run("-Xmx128m", "unmakeable", 1);

    assertThat(told)
        .matches(
            "1 messages, then artist: the line at byte 67 makes a message of more than 5\\d MB,"
                + " for which 12\\d MB of heap are too little; give the program 2\\d\\d MB"
                + " \\(-Xmx\\)");
  }

  @Test
  void messageThatIsTooLargeForTheBrokerIsLeftOutThoughItIsTooLargeForTheMemoryToo()
      throws Exception {
    String told = run("-Xmx96m", "unsendable", 2);

    assertThat(told).isEqualTo("0 messages up to 0 bytes, 2 left out");
    assertThat(findings.resolve("flagged/1/artists/violations.jsonl"))
        .content()
        .contains("message-too-large", "more than 5");
  }

  private String run(String heap, String content, int lines)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Program.class.getName(),
                    content,
                    String.valueOf(lines),
                    findings.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** Reads long lines and tells what came of them. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      boolean relations = !arguments[0].equals("recordings");
      boolean inService = arguments[0].equals("relations");
      byte[] dictionary = new byte[inService ? DICTIONARY : 0];
      DumpFile file = new DumpFile(Path.of("artist"), DataType.ARTISTS, 0);
      JsonDumpReader reader =
          new JsonDumpReader(
              file,
              Lines.LIMITS,
              artists(inService ? ARTISTS : 0),
              inspection(arguments[0].equals("unsendable"), Path.of(arguments[2])));
      List<InputStream> lines = new ArrayList<>();
      if (arguments[0].equals("unmakeable")) {
        String good = Lines.line("'name':'Nina Simone'") + "\n";
        lines.add(new ByteArrayInputStream(good.getBytes(UTF_8)));
      }
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        lines.add(new Line(relations));
      }
      long[] told = {0, 0};
      try {
        reader.read(
            new SequenceInputStream(Collections.enumeration(lines)),
            message -> {
              told[0]++;
              told[1] = Math.max(told[1], message.length);
              return true;
            });
        System.out.printf(
            "%d messages up to %d bytes, %d left out%n", told[0], told[1], reader.leftOut());
      } catch (DumpException e) {
        System.out.println(told[0] + " messages, then " + e.getMessage());
      }
      Reference.reachabilityFence(dictionary);
    }

    private static ArtistMap artists(int count) {
      ArtistMap artists = new ArtistMap();
      Random mbids = new Random(11);
      for (int i = 1; i <= count; i++) {
        artists.put(new UUID(mbids.nextLong(), mbids.nextLong()), i);
      }
      return artists;
    }

    private static RecordInspection inspection(boolean small, Path findings) {
      return small
          ? new DataQuality(
                  QualityRules.load(null), Source.MUSICBRAINZ, findings, 1 << 20, Clock.systemUTC())
              .inspect("1", DataType.ARTISTS, "artist", false)
          : RecordInspection.NONE;
    }
  }

  /** A line that is made while it is read. */
  private static final class Line extends InputStream {

    private final int elements;
    private byte[] piece;
    private int at;
    private int made;

    Line(boolean relations) {
      String start =
          "{'id':'%s','%s':[".formatted(Lines.MBID, relations ? "relations" : "recordings");
      piece = start.replace('\'', '"').getBytes(UTF_8);
      elements = relations ? RELATIONS : 3 * RELATIONS;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("only whole pieces are read");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at == piece.length) {
        if (made > elements) {
          return -1;
        }
        piece = (made == elements ? "]}\n" : element(made)).getBytes(UTF_8);
        made++;
        at = 0;
      }
      int count = Math.min(length, piece.length - at);
      System.arraycopy(piece, at, target, offset, count);
      at += count;
      return count;
    }

    private static String element(int number) {
      return ("%s{'type':'vocal','target-type':'recording','direction':'forward','begin':null,"
              + "'end':null,'ended':false,'attributes':['lead vocals'],'source-credit':'',"
              + "'recording':{'id':'%s','title':'Song %d','length':180000}}")
          .formatted(number == 0 ? "" : ",", new UUID(7, number), number)
          .replace('\'', '"');
    }
  }
}
