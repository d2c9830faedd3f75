package org.discogsography.common.seen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.discogsography.common.keys.CompactKey;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The ids of the records that were seen, as a compressed set of numbers: about two bytes a record
 * for a batch, 5 MB for all 19 million releases.
 *
 * <p>Consumers store such a set with each batch that they commit, in place of a mark on every
 * unchanged row or node. What no set of an import holds has left the dump.
 *
 * <p>An id is its {@link CompactKey}, without the check: two that collide count as seen when one of
 * them was, which keeps a record too many and never deletes one. Not safe for several threads.
 */
public final class SeenIds {

  private final Roaring64Bitmap numbers = new Roaring64Bitmap();

  /** A set from its stored form. */
  public static SeenIds of(byte[] bytes) {
    SeenIds ids = new SeenIds();
    ids.addAll(bytes);
    return ids;
  }

  public void add(String id) {
    numbers.addLong(CompactKey.of(id).number());
  }

  /** Adds the number of a row or node that stands for its record. */
  public void add(long number) {
    numbers.addLong(number);
  }

  public boolean contains(long number) {
    return numbers.contains(number);
  }

  /** Adds every id of a set in its stored form. */
  public void addAll(byte[] bytes) {
    Roaring64Bitmap more = new Roaring64Bitmap();
    try {
      more.deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("the stored set of seen ids is damaged", e);
    }
    numbers.or(more);
  }

  public boolean contains(String id) {
    return numbers.contains(CompactKey.of(id).number());
  }

  /** Number of distinct ids. */
  public long size() {
    return numbers.getLongCardinality();
  }

  /** The stored form: RoaringBitmap's portable format for 64-bit numbers. */
  public byte[] toBytes() {
    numbers.runOptimize();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      numbers.serialize(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
