package org.discogsography.extractor.discogs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.discogsography.common.messages.DataType;

/** Reads XML given in a test through the real reader. */
final class Reading {

  static final ReadLimits LIMITS = new ReadLimits(2, 100, 5_000, 64L << 20);

  final List<String> messages = new ArrayList<>();
  final DumpReader reader;

  Reading(DataType type) {
    reader = new DumpReader("test.xml", type, LIMITS);
  }

  static Reading of(DataType type, String xml) throws IOException {
    return of(type, xml.getBytes(UTF_8));
  }

  static Reading of(DataType type, byte[] xml) throws IOException {
    Reading reading = new Reading(type);
    reading.read(new ByteArrayInputStream(xml));
    return reading;
  }

  void read(InputStream in) throws IOException {
    try {
      reader.read(in, message -> messages.add(new String(message, UTF_8)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The records without {@code type} and {@code sha256}, canonical but for the id in front. */
  List<String> records() {
    return messages.stream()
        .map(message ->
            message
                .replaceFirst("^\\{\"type\":\"data\",", "{")
                .replaceFirst(",\"sha256\":\"[0-9a-f]{64}\"", ""))
        .toList();
  }

  List<String> ids() {
    return messages.stream().map(message -> message.split("\"", -1)[7]).toList();
  }

  String onlyRecord() {
    if (messages.size() != 1) {
      throw new AssertionError("expected one record: " + messages);
    }
    return records().get(0);
  }

  String onlyHash() {
    return messages.get(0).split("\"", -1)[11];
  }
}
