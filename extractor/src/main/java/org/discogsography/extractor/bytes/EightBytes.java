package org.discogsography.extractor.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes as one number, the first in its lowest bits, to be compared all at once.
 *
 * <p>Comparisons answer in the highest bit of each byte; the other bits mean nothing. A bit is
 * right up to the first that is set: those behind it may be set by a borrow.
 */
public final class EightBytes {

  /** The bits in which comparisons answer. */
  public static final long ANSWERS = 0x8080808080808080L;

  private static final long ALL_ONES = 0x0101010101010101L;

  private static final VarHandle VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  /** Those from this place on, of which the array has eight. */
  public static long at(byte[] bytes, int from) {
    return (long) VIEW.get(bytes, from);
  }

  /** This ASCII character eight times. */
  public static long of(int character) {
    return character * ALL_ONES;
  }

  /** Which bytes are the same in both. */
  public static long same(long bytes, long others) {
    long difference = bytes ^ others;
    return difference - ALL_ONES & ~difference;
  }

  /** Number of the first byte of which a comparison says yes; its other bits are masked out. */
  public static int first(long answers) {
    return Long.numberOfTrailingZeros(answers) >> 3;
  }
}
