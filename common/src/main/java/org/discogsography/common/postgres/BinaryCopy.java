package org.discogsography.common.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows in PostgreSQL's binary COPY format, in which every character travels as it is.
 *
 * <p>Format: PostgreSQL manual, "COPY", section "Binary Format"; a JSONB value is its text after
 * the version byte 1.
 */
public final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final byte JSONB_VERSION = 1;
  private static final short END = -1;
  private static final int NULL = -1;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private BinaryCopy(CopyIn copy) {
    this.copy = copy;
  }

  /**
   * Writes the fields of one row, in the order of the statement's columns.
   *
   * @param <X> thrown when there is no such row; nothing is copied then
   */
  @FunctionalInterface
  public interface RowForm<T, X extends Exception> {
    void write(T row, BinaryCopy out) throws SQLException, X;
  }

  /**
   * Runs this COPY statement, which names so many columns, with these rows. The server takes them
   * in while they are being made.
   */
  public static <T, X extends Exception> void send(
      Connection connection,
      String statement,
      int columns,
      Collection<T> rows,
      RowForm<? super T, X> form)
      throws SQLException, X {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    try {
      new BinaryCopy(copy).send((short) columns, rows, form);
      copy.endCopy();
    } catch (Exception e) {
      cancel(copy, e);
      throw e;
    }
  }

  private static void cancel(CopyIn copy, Exception reason) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private <T, X extends Exception> void send(
      short columns, Collection<T> rows, RowForm<? super T, X> form) throws SQLException, X {
    bytes(SIGNATURE);
    room(8).putInt(0).putInt(0);
    for (T row : rows) {
      room(2).putShort(columns);
      form.write(row, this);
    }
    room(2).putShort(END);
    flush();
  }

  public BinaryCopy text(@Nullable String value) throws SQLException {
    if (value == null) {
      return none();
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    room(4).putInt(bytes.length);
    bytes(bytes);
    return this;
  }

  /**
   * @param json UTF-8 text of one JSON value, free of what JSONB refuses
   */
  public BinaryCopy jsonb(byte[] json) throws SQLException {
    room(5).putInt(json.length + 1).put(JSONB_VERSION);
    bytes(json);
    return this;
  }

  public BinaryCopy uuid(@Nullable UUID value) throws SQLException {
    if (value == null) {
      return none();
    }
    room(20)
        .putInt(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  public BinaryCopy bigint(@Nullable Long value) throws SQLException {
    if (value == null) {
      return none();
    }
    room(12).putInt(8).putLong(value);
    return this;
  }

  public BinaryCopy integer(@Nullable Integer value) throws SQLException {
    if (value == null) {
      return none();
    }
    room(8).putInt(4).putInt(value);
    return this;
  }

  public BinaryCopy bool(boolean value) throws SQLException {
    room(5).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  private BinaryCopy none() throws SQLException {
    room(4).putInt(NULL);
    return this;
  }

  private void bytes(byte[] value) throws SQLException {
    if (value.length <= buffer.remaining()) {
      buffer.put(value);
      return;
    }
    flush();
    if (value.length <= buffer.remaining()) {
      buffer.put(value);
    } else {
      copy.writeToCopy(value, 0, value.length);
    }
  }

  private ByteBuffer room(int size) throws SQLException {
    if (buffer.remaining() < size) {
      flush();
    }
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
