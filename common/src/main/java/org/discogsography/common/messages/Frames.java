package org.discogsography.common.messages;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many records in one AMQP message, in the batch format of Spring AMQP: each record preceded by its
 * length as four big-endian bytes, announced by a message header. A message without that header is
 * one record.
 */
public final class Frames {

  /** Name of the header that announces a frame. */
  public static final String HEADER = "springBatchFormat";

  /** Value of the header for this format. */
  public static final String FORMAT = "lengthHeader4";

  private static final int LENGTH_BYTES = 4;

  private Frames() {}

  /** The body of a frame that holds these records, in their order. */
  public static byte[] pack(List<byte[]> records) {
    int size = 0;
    for (byte[] bytes : records) {
      size = Math.addExact(size, LENGTH_BYTES + bytes.length);
    }
    ByteBuffer frame = ByteBuffer.allocate(size);
    for (byte[] bytes : records) {
      frame.putInt(bytes.length).put(bytes);
    }
    return frame.array();
  }

  /**
   * The records of a message, in their order.
   *
   * @param headers of the AMQP message, null when it has none
   * @throws InvalidMessageException if the lengths do not add up to the body
   */
  public static List<byte[]> unpack(@Nullable Map<String, Object> headers, byte[] body)
      throws InvalidMessageException {
    Object format = headers == null ? null : headers.get(HEADER);
    if (format == null || !FORMAT.contentEquals(format.toString())) {
      return List.of(body);
    }
    List<byte[]> records = new ArrayList<>();
    ByteBuffer frame = ByteBuffer.wrap(body);
    while (frame.hasRemaining()) {
      int length = frame.remaining() < LENGTH_BYTES ? -1 : frame.getInt();
      if (length < 0 || length > frame.remaining()) {
        throw new InvalidMessageException(
            "frame of %d bytes is damaged: record %d does not fit"
                .formatted(body.length, records.size()));
      }
      byte[] bytes = new byte[length];
      frame.get(bytes);
      records.add(bytes);
    }
    return records;
  }
}
