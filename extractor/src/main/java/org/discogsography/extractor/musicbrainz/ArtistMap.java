package org.discogsography.extractor.musicbrainz;

import org.jspecify.annotations.Nullable;

/**
 * The Discogs ids of the artists that have one, by MBID.
 *
 * <p>An open-addressed table of primitives: 2 million artists take 100 MB, and 150 MB for the
 * moment in which it grows. To be filled by one thread; then safe for several.
 */
public final class ArtistMap {

  private static final int SMALLEST = 1 << 10;

  private long[] high = new long[SMALLEST];
  private long[] low = new long[SMALLEST];

  /** Discogs ids; 0, which is none, marks a free place. */
  private long[] discogsIds = new long[SMALLEST];

  private int size;

  /** Notes an artist; one that is listed again replaces the earlier one. */
  void put(Mbid mbid, long discogsId) {
    if (size + 1 > discogsIds.length / 4 * 3) {
      grow();
    }
    int at = place(mbid.high(), mbid.low());
    if (discogsIds[at] == 0) {
      size++;
    }
    high[at] = mbid.high();
    low[at] = mbid.low();
    discogsIds[at] = discogsId;
  }

  /** The Discogs id of an artist, null if unknown. */
  @Nullable Long discogsId(Mbid mbid) {
    long id = discogsIds[place(mbid.high(), mbid.low())];
    return id == 0 ? null : (Long) id;
  }

  /** Artists in the map. */
  public int size() {
    return size;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldIds = discogsIds;
    high = new long[oldIds.length * 2];
    low = new long[oldIds.length * 2];
    discogsIds = new long[oldIds.length * 2];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != 0) {
        int at = place(oldHigh[i], oldLow[i]);
        high[at] = oldHigh[i];
        low[at] = oldLow[i];
        discogsIds[at] = oldIds[i];
      }
    }
  }

  /** Where this artist stands, or the free place for it. */
  private int place(long wantedHigh, long wantedLow) {
    int mask = discogsIds.length - 1;
    long mixed = (wantedHigh ^ wantedLow) * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & mask;
    while (discogsIds[at] != 0 && (high[at] != wantedHigh || low[at] != wantedLow)) {
      at = at + 1 & mask;
    }
    return at;
  }
}
