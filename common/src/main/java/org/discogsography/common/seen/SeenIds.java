package org.discogsography.common.seen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The ids of the records that were seen, as a compressed set of numbers: about two bytes a record
 * for a batch, 5 MB for all 19 million releases.
 *
 * <p>Consumers store such a set with each batch that they commit, in place of a mark on every
 * unchanged row or node. What no set of an import holds has left the dump.
 *
 * <p>A Discogs id stands for itself. Any other text is hashed into a range that ids do not use: two
 * that collide count as seen when one of them was, which keeps a record too many and never deletes
 * one. Not safe for several threads.
 */
public final class SeenIds {

  /** More digits might not fit a positive long. */
  private static final int MOST_DIGITS = 18;

  private final Roaring64Bitmap numbers = new Roaring64Bitmap();

  /** A set from its stored form. */
  public static SeenIds of(byte[] bytes) {
    SeenIds ids = new SeenIds();
    ids.addAll(bytes);
    return ids;
  }

  public void add(String id) {
    numbers.addLong(number(id));
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
    return numbers.contains(number(id));
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

  private static long number(String id) {
    return isNumber(id) ? Long.parseLong(id) : Long.MIN_VALUE | hash(id);
  }

  /** True for the one way to write a positive number that surely fits. */
  private static boolean isNumber(String id) {
    if (id.isEmpty() || id.length() > MOST_DIGITS || id.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static long hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
