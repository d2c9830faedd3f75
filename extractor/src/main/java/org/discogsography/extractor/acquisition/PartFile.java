package org.discogsography.extractor.acquisition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.discogsography.extractor.acquisition.RemoteFile.Format;
import org.discogsography.extractor.canonical.ContentHash;
import org.discogsography.extractor.files.DurableFile;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is here, {@code <name>.part}, and beside it {@code <name>.part.state}
 * which says of which state of the remote file it is a part. To be used by one thread.
 */
final class PartFile {

  private static final int BUFFER = 256 << 10;

  private final Path target;
  private final Path part;
  private final Path state;

  PartFile(Path folder, String name) {
    target = folder.resolve(name);
    part = folder.resolve(name + ".part");
    state = folder.resolve(name + ".part.state");
  }

  /** What tells the state of the remote file, null if unknown. */
  @Nullable String validator() throws IOException {
    if (!Files.exists(state)) {
      return null;
    }
    String text = Files.readString(state, StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? null : text;
  }

  void delete() throws IOException {
    Files.deleteIfExists(state);
    Files.deleteIfExists(part);
  }

  /**
   * Reads what is here, to go on behind it; what is of an unknown state is forgotten.
   *
   * @param stopping ends the reading
   * @throws StoppedException if it was ended
   */
  Writing append(BooleanSupplier stopping) throws IOException {
    if (validator() == null) {
      delete();
    }
    Writing writing = new Writing();
    try {
      writing.readWhatIsHere(stopping);
      return writing;
    } catch (IOException e) {
      writing.close();
      throw e;
    }
  }

  /** Appends to the part, and computes the checksum of all of it. */
  final class Writing implements AutoCloseable {

    private final FileChannel channel;
    private final MessageDigest digest = ContentHash.sha256();
    private final byte[] head = new byte[8];
    private int headLength;
    private long length;

    private Writing() throws IOException {
      channel =
          FileChannel.open(
              part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    private void readWhatIsHere(BooleanSupplier stopping) throws IOException {
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = Files.newInputStream(part)) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          if (stopping.getAsBoolean()) {
            throw new StoppedException();
          }
          digest(buffer, 0, count);
        }
      }
      channel.position(length);
    }

    /** Forgets what is here and begins anew. */
    void restart(@Nullable String validator) throws IOException {
      Files.deleteIfExists(state);
      channel.truncate(0);
      digest.reset();
      headLength = 0;
      length = 0;
      if (validator != null) {
        DurableFile.write(state, validator.getBytes(StandardCharsets.UTF_8));
      }
    }

    private void digest(byte[] bytes, int offset, int count) {
      int missing = Math.min(head.length - headLength, count);
      if (missing > 0) {
        System.arraycopy(bytes, offset, head, headLength, missing);
        headLength += missing;
      }
      digest.update(bytes, offset, count);
      length += count;
    }

    void write(ByteBuffer bytes) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      digest(copy, 0, copy.length);
      ByteBuffer rest = ByteBuffer.wrap(copy);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    long length() {
      return length;
    }

    boolean isOf(Format format) {
      return format.begins(head, headLength)
          && (headLength >= format.magicLength() || headLength == length);
    }

    /** The first characters, to recognise an error page by. */
    String beginning() {
      return new String(Arrays.copyOf(head, headLength), StandardCharsets.UTF_8);
    }

    /** Makes sure that what was written survives a crash. */
    void synchronise() throws IOException {
      channel.force(true);
    }

    /** SHA-256 of everything that is here; ends the writing. */
    String checksum() {
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The whole is here: gives it its name. */
  void complete() throws IOException {
    DurableFile.move(part, target);
    Files.deleteIfExists(state);
  }
}
