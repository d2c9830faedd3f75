package org.discogsography.extractor.canonical;

import java.nio.charset.StandardCharsets;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Turns a normalised record into the bytes of its {@code data} message.
 *
 * <p>The record is written once, in canonical form, hashed, and then rearranged so that {@code
 * type}, {@code id} and {@code sha256} come first. Not safe for several threads.
 */
public final class RecordMessage {

  private static final byte[] TYPE = ascii("{\"type\":\"data\",\"id\":");
  private static final byte[] HASH = ascii(",\"sha256\":\"");

  private final CanonicalJson json = new CanonicalJson();
  private final ContentHash hash = new ContentHash();

  /** The list that stands in the record in its written form, and its place in what is written. */
  private @Nullable WrittenList list;

  private int listAt;

  /**
   * The UTF-8 JSON message of a record.
   *
   * @param record a normalised record with {@code id} and without {@code type} or {@code sha256};
   *     sorted in place. One of its values may be a {@link WrittenList}, which is empty afterwards
   */
  public byte[] of(Fields record) {
    json.reset();
    list = null;
    record.sort();
    int idStart = -1;
    int idEnd = -1;
    json.raw('{');
    for (int i = 0; i < record.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.name(record.name(i));
      boolean id = record.name(i).equals("id");
      if (id) {
        idStart = json.length();
      }
      if (record.value(i) instanceof WrittenList written) {
        written(written);
      } else {
        json.value(record.value(i));
      }
      if (id) {
        idEnd = json.length();
      }
    }
    json.raw('}');
    if (idStart < 0) {
      throw new IllegalArgumentException("record without id");
    }
    byte[] message = assemble(idStart, idEnd);
    if (list != null) {
      list.clear();
    }
    json.reset();
    return message;
  }

  private void written(WrittenList written) {
    if (list != null) {
      throw new IllegalArgumentException("record with two written lists");
    }
    list = written;
    json.raw('[');
    listAt = json.length();
    json.raw(']');
  }

  private byte[] assemble(int idStart, int idEnd) {
    byte[] canonical = json.buffer();
    int length = json.length();
    byte[] sha256 = hash(canonical, length);
    // the member is "id":<value>, with the comma on one side when there are other members
    int memberStart = idStart - "\"id\":".length();
    int before = memberStart - 1;
    int after = length - 1 - idEnd;
    boolean others = before + after > 0;
    int fieldsLength = before + after - (others ? 1 : 0);
    long listLength = list == null ? 0 : list.length();
    byte[] message =
        new byte
            [Math.toIntExact(
                TYPE.length
                    + (idEnd - idStart)
                    + HASH.length
                    + sha256.length
                    + 1
                    + (others ? 1 + fieldsLength : 0)
                    + listLength
                    + 1)];
    int at = copy(TYPE, 0, TYPE.length, message, 0);
    at = copy(canonical, idStart, idEnd - idStart, message, at);
    at = copy(HASH, 0, HASH.length, message, at);
    at = copy(sha256, 0, sha256.length, message, at);
    message[at++] = '"';
    if (others) {
      message[at++] = ',';
      if (before > 0) {
        // fields before id end in the comma that belongs to it: keep it only as a separator
        at = copyFields(canonical, 1, after > 0 ? before : before - 1, message, at);
      }
      if (after > 0) {
        at = copyFields(canonical, idEnd + 1, after - 1, message, at);
      }
    }
    message[at] = '}';
    return message;
  }

  private byte[] hash(byte[] canonical, int length) {
    if (list == null) {
      return hash.of(canonical, length);
    }
    hash.add(canonical, 0, listAt);
    list.hash(hash);
    hash.add(canonical, listAt, length - listAt);
    return hash.digits();
  }

  /** Copies some fields, and with them the list if it is one of them. */
  private int copyFields(byte[] from, int start, int length, byte[] to, int at) {
    if (list == null || listAt < start || listAt > start + length) {
      return copy(from, start, length, to, at);
    }
    int next = copy(from, start, listAt - start, to, at);
    next = list.copy(to, next);
    return copy(from, listAt, start + length - listAt, to, next);
  }

  private static int copy(byte[] from, int start, int length, byte[] to, int at) {
    System.arraycopy(from, start, to, at, length);
    return at + length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
