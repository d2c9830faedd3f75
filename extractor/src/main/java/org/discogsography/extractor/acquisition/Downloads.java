package org.discogsography.extractor.acquisition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads files so that a name is given only to what is whole and verified. What an interrupted
 * download has brought is gone on from, also by a later process.
 */
public final class Downloads {

  private static final Logger log = LoggerFactory.getLogger(Downloads.class);
  private static final Duration LOG_PERIOD = Duration.ofSeconds(10);
  private static final int MEGABYTE = 1_000_000;

  private final PoliteClient client;

  public Downloads(PoliteClient client) {
    this.client = client;
  }

  /** Is told how much of a file is here. */
  @FunctionalInterface
  public interface Listener {

    /**
     * More has come.
     *
     * @param bytes that are here
     * @param total bytes of the whole, 0 if unknown
     */
    void received(long bytes, long total);
  }

  /**
   * Downloads a file into a folder.
   *
   * @return its SHA-256 in hex digits
   * @throws RefusedException if the site does not give it
   * @throws StoppedException if the process shall end
   * @throws IOException if it did not come whole in any attempt; the text says why the last failed
   */
  public String fetch(RemoteFile file, Path folder, Listener listener)
      throws IOException, InterruptedException {
    try {
      return client.trying(file.name(), () -> attempt(file, folder, listener));
    } catch (StoppedException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "%s could not be downloaded: %s".formatted(file.name(), e.getMessage()), e);
    }
  }

  private String attempt(RemoteFile file, Path folder, Listener listener)
      throws IOException, InterruptedException {
    PartFile part = new PartFile(folder, file.name());
    try {
      return attempt(file, part, listener);
    } catch (IOException e) {
      if (part.validator() == null) {
        part.delete();
      }
      throw e;
    }
  }

  private String attempt(RemoteFile file, PartFile part, Listener listener)
      throws IOException, InterruptedException {
    String validator = part.validator();
    String checksum;
    // what is here is read before the site is asked: it takes minutes, and no site waits so long
    try (PartFile.Writing writing = part.append(client::stopping);
        Answer answer = client.get(file.address(), rangeFrom(writing.length(), validator))) {
      switch (answer.status()) {
        case Answer.OK -> writing.restart(answer.validator());
        case Answer.PARTIAL -> checkRange(file, answer, part, writing.length(), validator);
        default -> checkNothingIsMissing(file, answer, part, writing.length());
      }
      checksum = receive(file, answer, part, writing, listener);
    }
    part.complete();
    log.atInfo()
        .setMessage("✅ file is downloaded and verified")
        .addKeyValue("file", file.name())
        .addKeyValue("sha256", checksum)
        .addKeyValue("published_checksum", file.sha256() != null)
        .log();
    return checksum;
  }

  private static void checkRange(
      RemoteFile file, Answer answer, PartFile part, long from, @Nullable String validator)
      throws IOException {
    String now = answer.validator();
    boolean same = now == null || now.equals(validator);
    if (answer.rangeStart().orElse(-1) != from || !same) {
      part.delete();
      throw new IOException(
          "the site sent another part of %s, or of another state of it, than asked for"
              .formatted(file.name()));
    }
  }

  /** The site has no byte behind those that are here: they are all, or of another file. */
  private static void checkNothingIsMissing(
      RemoteFile file, Answer answer, PartFile part, long from) throws IOException {
    if (from == 0 || answer.rangeTotal() != from) {
      part.delete();
      throw new IOException("the site does not know byte %d of %s".formatted(from, file.name()));
    }
  }

  private static Map<String, String> rangeFrom(long from, @Nullable String validator) {
    return from == 0 || validator == null
        ? Map.of()
        : Map.of("Range", "bytes=" + from + "-", "If-Range", validator);
  }

  private String receive(
      RemoteFile file, Answer answer, PartFile part, PartFile.Writing writing, Listener listener)
      throws IOException, InterruptedException {
    long from = writing.length();
    long total = total(answer, from);
    log.atInfo()
        .setMessage(from == 0 ? "⬇️ downloading" : "⬇️ going on with a download")
        .addKeyValue("file", file.name())
        .addKeyValue("bytes_here", from)
        .addKeyValue("bytes_total", total < 0 ? null : total)
        .log();
    listener.received(from, Math.max(0, total));
    try {
      if (answer.status() != Answer.RANGE_NOT_SATISFIABLE) {
        receive(file, answer, part, writing, total, listener);
      }
    } finally {
      writing.synchronise();
    }
    verify(file, part, writing.length(), total, writing);
    String checksum = writing.checksum();
    if (file.sha256() != null && !file.sha256().equals(checksum)) {
      part.delete();
      throw new IOException(
          "its SHA-256 is %s and not %s as published".formatted(checksum, file.sha256()));
    }
    return checksum;
  }

  private static long total(Answer answer, long from) {
    return switch (answer.status()) {
      case Answer.OK -> answer.length();
      case Answer.PARTIAL ->
          answer.rangeTotal() >= 0
              ? answer.rangeTotal()
              : answer.length() < 0 ? -1 : from + answer.length();
      default -> from;
    };
  }

  private static void receive(
      RemoteFile file,
      Answer answer,
      PartFile part,
      PartFile.Writing writing,
      long total,
      Listener listener)
      throws IOException, InterruptedException {
    long begun = writing.length();
    long since = System.nanoTime();
    long lastLog = since;
    for (List<ByteBuffer> piece = answer.next(); piece != null; piece = answer.next()) {
      boolean first = writing.length() == 0;
      for (ByteBuffer buffer : piece) {
        writing.write(buffer);
      }
      if (first) {
        checkFormat(file, part, writing);
      }
      listener.received(writing.length(), Math.max(0, total));
      if (System.nanoTime() - lastLog > LOG_PERIOD.toNanos()) {
        lastLog = System.nanoTime();
        logProgress(file, writing.length(), total, writing.length() - begun, lastLog - since);
      }
    }
  }

  private static void logProgress(
      RemoteFile file, long here, long total, long received, long nanos) {
    log.atInfo()
        .setMessage("⬇️ download progress")
        .addKeyValue("file", file.name())
        .addKeyValue("mb_received", here / MEGABYTE)
        .addKeyValue("mb_total", total < 0 ? null : total / MEGABYTE)
        .addKeyValue("mb_per_second", Math.round(received * 1e4 / nanos) / 10.0)
        .log();
  }

  private static void checkFormat(RemoteFile file, PartFile part, PartFile.Writing writing)
      throws IOException {
    if (!writing.isOf(file.format())) {
      part.delete();
      throw new IOException(
          "the site sent no %s file but something that begins with '%s'"
              .formatted(file.format(), writing.beginning().strip()));
    }
  }

  private static void verify(
      RemoteFile file, PartFile part, long length, long total, PartFile.Writing writing)
      throws IOException {
    if (total >= 0 && length != total) {
      if (length > total) {
        part.delete();
      }
      throw new IOException("%d bytes have come and not %d".formatted(length, total));
    }
    if (length < file.format().magicLength()) {
      part.delete();
      throw new IOException("the site sent an empty file");
    }
    checkFormat(file, part, writing);
  }
}
