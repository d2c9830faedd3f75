package org.discogsography.extractor.acquisition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer of a site, its body still to be read. */
final class Answer implements AutoCloseable {

  static final int OK = 200;
  static final int PARTIAL = 206;
  static final int RANGE_NOT_SATISFIABLE = 416;

  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

  private final URI address;
  private final int status;
  private final HttpHeaders headers;
  private final Body body;

  Answer(URI address, int status, HttpHeaders headers, Body body) {
    this.address = address;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** Bytes of the body, -1 if the site does not tell. */
  long length() {
    return headers.firstValueAsLong("Content-Length").orElse(-1);
  }

  /** Where a partial body begins; empty if the answer does not tell. */
  OptionalLong rangeStart() {
    Matcher range = range();
    return range == null || range.group(1) == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(range.group(1)));
  }

  /** Bytes of the whole file that a partial answer tells of; -1 if it does not tell. */
  long rangeTotal() {
    Matcher range = range();
    return range == null || range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
  }

  private @Nullable Matcher range() {
    String header = header("Content-Range");
    Matcher matcher = RANGE.matcher(header == null ? "" : header.strip());
    return matcher.matches() ? matcher : null;
  }

  /** What tells this state of the file from others (RFC 9110, 13.1.5); null if nothing does. */
  @Nullable String validator() {
    String tag = header("ETag");
    return tag != null && tag.startsWith("\"") ? tag : header("Last-Modified");
  }

  /** The next bytes, null at the end. */
  @Nullable List<ByteBuffer> next() throws IOException, InterruptedException {
    return body.next();
  }

  /**
   * The whole body as UTF-8 text.
   *
   * @param most bytes that it may have
   */
  String text(int most) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WritableByteChannel into = Channels.newChannel(bytes);
    for (List<ByteBuffer> piece = next(); piece != null; piece = next()) {
      for (ByteBuffer buffer : piece) {
        into.write(buffer);
      }
      if (bytes.size() > most) {
        throw new IOException(address + " answered with more than " + most + " bytes");
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Gives up what was not read. */
  @Override
  public void close() {
    body.close();
  }
}
