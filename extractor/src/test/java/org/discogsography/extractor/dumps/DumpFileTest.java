package org.discogsography.extractor.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.discogsography.common.messages.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFileTest {

  @TempDir Path folder;

  @Test
  void allMembersOfAGzipFileAreRead() throws IOException {
    assertThat(text(join(gzip("one "), gzip(""), gzip("two")))).isEqualTo("one two");
  }

  @Test
  void zeroPaddingAfterTheLastMemberIsAccepted() throws IOException {
    assertThat(text(join(gzip("one"), new byte[700]))).isEqualTo("one");
  }

  @Test
  void everyPackedByteIsCounted() throws IOException {
    byte[] packed = gzip("some text ".repeat(200_000));
    AtomicLong read = new AtomicLong();
    try (InputStream in = file(packed).open(read)) {
      assertThat(in.readAllBytes()).hasSize(2_000_000);
    }
    assertThat(read).hasValue(packed.length);
  }

  @Test
  void contentBeforeTheCutIsStillRead() throws IOException {
    byte[] random = new byte[1_000_000];
    new Random(3).nextBytes(random);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(random);
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 5_000);
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
    try (InputStream in = file(cut).open(new AtomicLong())) {
      assertThatThrownBy(() -> in.transferTo(unpacked))
          .isInstanceOf(DumpException.class)
          .hasMessage("dump.xml.gz: gzip data is cut off at byte " + cut.length);
    }
    assertThat(unpacked.size()).isGreaterThan(990_000);
  }

  @Test
  void cutInsideALaterHeaderIsNoticed() {
    assertThatThrownBy(() -> text(join(gzip("one"), Arrays.copyOf(gzip("two"), 5))))
        .hasMessageContaining("gzip data is cut off");
  }

  @Test
  void changedByteIsNoticedByTheChecksum() throws IOException {
    byte[] packed = gzip("one");
    packed[packed.length - 6] ^= 1;
    assertThatThrownBy(() -> text(packed)).hasMessageContaining("gzip checksum does not match");
  }

  @Test
  void damagedDataIsNoticed() {
    byte[] packed =
        join(Arrays.copyOf(gzip("one two three"), 10), "garbage garbage".getBytes(UTF_8));
    assertThatThrownBy(() -> text(packed))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("corrupt gzip data at byte");
  }

  @Test
  void garbageAfterTheDataIsNoticed() {
    assertThatThrownBy(() -> text(join(gzip("one"), "xx".getBytes(UTF_8))))
        .hasMessageContaining("garbage after the gzip data at byte");
  }

  @Test
  void emptyGzipFileIsCutOff() {
    assertThatThrownBy(() -> text(new byte[0])).hasMessageContaining("cut off at byte 0");
  }

  @Test
  void htmlPageIsNoGzipFile() {
    assertThatThrownBy(() -> text("<html>".getBytes(UTF_8)))
        .hasMessage("dump.xml.gz: not a gzip file (no gzip magic at byte 0)");
  }

  private String text(byte[] packed) throws IOException {
    try (InputStream in = file(packed).open(new AtomicLong())) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private DumpFile file(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("dump.xml.gz"), bytes);
    return new DumpFile(path, DataType.ARTISTS, bytes.length);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
