package org.discogsography.tableinator.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Sends rows in PostgreSQL's binary COPY format, in which every character travels as it is.
 *
 * <p>Format: PostgreSQL manual, "COPY", section "Binary Format"; a JSONB value is its text after
 * the version byte 1.
 */
final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final short COLUMNS = 3;
  private static final byte JSONB_VERSION = 1;
  private static final short END = -1;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private BinaryCopy(CopyIn copy) {
    this.copy = copy;
  }

  /** Runs this COPY statement, whose columns are id, hash and document, with these rows. */
  static void send(CopyManager copies, String statement, List<Row> rows) throws SQLException {
    CopyIn copy = copies.copyIn(statement);
    try {
      new BinaryCopy(copy).send(rows);
      copy.endCopy();
    } catch (SQLException | RuntimeException e) {
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

  private void send(List<Row> rows) throws SQLException {
    bytes(SIGNATURE);
    room(8).putInt(0).putInt(0);
    for (Row row : rows) {
      room(2).putShort(COLUMNS);
      field(row.id().getBytes(StandardCharsets.UTF_8));
      field(row.hash().getBytes(StandardCharsets.UTF_8));
      room(5).putInt(row.document().length + 1).put(JSONB_VERSION);
      bytes(row.document());
    }
    room(2).putShort(END);
    flush();
  }

  private void field(byte[] value) throws SQLException {
    room(4).putInt(value.length);
    bytes(value);
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
