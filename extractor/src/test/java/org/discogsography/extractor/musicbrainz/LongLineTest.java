package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads lines that are longer than the memory that they are read in, in a process of their own. */
@Timeout(120)
class LongLineTest {

  private static final int RELATIONS = 160_000;

  @Test
  void artistWithAMessageOfFiftyMegabytesIsReadInHalfAGigabyte() throws Exception {
    String told = run("-Xmx512m", "relations");

    assertThat(told).matches("1 message of 5\\d{7} bytes");
  }

  @Test
  void lineOfWhichLittleIsNeededMayBeLargerThanTheMemory() throws Exception {
    String told = run("-Xmx96m", "recordings");

    assertThat(told).matches("1 message of \\d{3} bytes");
  }

  private static String run(String heap, String content) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Program.class.getName(),
                    content))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  /** Reads one long line and tells what came of it. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      boolean relations = arguments[0].equals("relations");
      DumpFile file = new DumpFile(Path.of("artist"), DataType.ARTISTS, 0);
      JsonDumpReader reader = new JsonDumpReader(file, Lines.LIMITS, new ArtistMap());
      long[] told = {0, 0};
      reader.read(
          new Line(
              "{\"id\":\""
                  + Lines.MBID
                  + "\",\""
                  + (relations ? "relations" : "recordings")
                  + "\":[",
              relations ? RELATIONS : 3 * RELATIONS),
          message -> {
            told[0]++;
            told[1] = message.length;
            return true;
          });
      System.out.println(told[0] + " message of " + told[1] + " bytes");
    }
  }

  /** A line that is made while it is read. */
  private static final class Line extends InputStream {

    private final int elements;
    private byte[] piece;
    private int at;
    private int made;

    Line(String start, int elements) {
      this.elements = elements;
      this.piece = start.getBytes(UTF_8);
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
