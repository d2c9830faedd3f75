package org.discogsography.extractor.musicbrainz;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Discogs ids of the artists that have one, by MBID.
 *
 * <p>Many short sorted tables of primitives, each of which grows by itself and by little: 27 bytes
 * an artist at most once there are many, and no moment in which all of them are held twice. To be
 * filled by one thread; then safe for several.
 */
public final class ArtistMap {

  /** Tables, in bits; with a million artists each holds 256. */
  private static final int TABLE_BITS = 12;

  /** An entry: the two halves of the MBID, the Discogs id. */
  private static final int WIDTH = 3;

  private static final int FIRST_ENTRIES = 8;

  private final long[][] tables = new long[1 << TABLE_BITS][];
  private final int[] sizes = new int[1 << TABLE_BITS];
  private int size;

  /** Notes an artist; one that is listed again replaces the earlier one. */
  void put(UUID mbid, long discogsId) {
    int number = table(mbid);
    long[] table = tables[number];
    if (table == null) {
      table = new long[FIRST_ENTRIES * WIDTH];
      tables[number] = table;
    }
    int entries = sizes[number];
    int place = place(table, entries, mbid);
    if (place < 0) {
      place = -place - 1;
      if (entries * WIDTH == table.length) {
        table = Arrays.copyOf(table, (entries + Math.max(FIRST_ENTRIES, entries / 8)) * WIDTH);
        tables[number] = table;
      }
      int at = place * WIDTH;
      System.arraycopy(table, at, table, at + WIDTH, entries * WIDTH - at);
      table[at] = mbid.getMostSignificantBits();
      table[at + 1] = mbid.getLeastSignificantBits();
      sizes[number]++;
      size++;
    }
    table[place * WIDTH + 2] = discogsId;
  }

  /** The Discogs id of an artist, null if unknown. */
  @Nullable Long discogsId(UUID mbid) {
    int number = table(mbid);
    long[] table = tables[number];
    int place = table == null ? -1 : place(table, sizes[number], mbid);
    return table == null || place < 0 ? null : (Long) table[place * WIDTH + 2];
  }

  /** Artists in the map. */
  public int size() {
    return size;
  }

  private static int table(UUID mbid) {
    long mixed =
        (mbid.getMostSignificantBits() ^ mbid.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> Long.SIZE - TABLE_BITS);
  }

  /** Where an artist stands in its table, -1 - its place if it is not there. */
  private static int place(long[] table, int entries, UUID mbid) {
    int from = 0;
    int to = entries - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int order = Long.compare(table[middle * WIDTH], mbid.getMostSignificantBits());
      order =
          order == 0
              ? Long.compare(table[middle * WIDTH + 1], mbid.getLeastSignificantBits())
              : order;
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -1 - from;
  }
}
