package org.discogsography.graphinator.writing;

import it.unimi.dsi.fastutil.longs.Long2LongLinkedOpenHashMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * The numbers that Neo4j has given to nodes, by the key of the node; beyond a limit the least
 * recently used are forgotten. An entry takes 24 to 48 bytes, whatever its key: a key that is no
 * number is kept as the first 87 bits of its SHA-256, so that a false answer is out of the question
 * (a chance below 1 in 10^12 for ten million names of which a million are kept).
 *
 * <p>Safe for use by several threads.
 */
final class NodeNumbers {

  private static final int NUMBER_BITS = 40;
  private static final long NUMBER = (1L << NUMBER_BITS) - 1;
  private static final int MOST_DIGITS = 18;
  private static final long ABSENT = -1;

  /** A key in 88 bits: 64 to look it up by, 24 to compare. */
  private record Key(long hash, long check) {}

  private final Long2LongLinkedOpenHashMap entries = new Long2LongLinkedOpenHashMap();
  private final int most;

  NodeNumbers(int most) {
    this.most = most;
    entries.defaultReturnValue(ABSENT);
  }

  OptionalLong get(String key) {
    Key wanted = key(key);
    long entry = entry(wanted);
    return entry == ABSENT || entry >>> NUMBER_BITS != wanted.check
        ? OptionalLong.empty()
        : OptionalLong.of(entry & NUMBER);
  }

  private synchronized long entry(Key key) {
    return entries.getAndMoveToLast(key.hash);
  }

  /** A number of more than 40 bits, which no store of Neo4j gives, is not remembered. */
  void put(String key, long number) {
    if (number < 0 || number >= NUMBER) {
      return;
    }
    Key known = key(key);
    synchronized (this) {
      entries.putAndMoveToLast(known.hash, known.check << NUMBER_BITS | number);
      if (entries.size() > most) {
        entries.removeFirstLong();
      }
    }
  }

  synchronized void clear() {
    entries.clear();
    entries.trim();
  }

  private static Key key(String key) {
    return isNumber(key) ? new Key(Long.parseLong(key), 0) : hashed(key);
  }

  /** As Discogs writes ids: no sign, no leading zero. */
  private static boolean isNumber(String key) {
    if (key.isEmpty() || key.length() > MOST_DIGITS || key.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) < '0' || key.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Key hashed(String key) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    return new Key(hash.getLong() | Long.MIN_VALUE, hash.getInt() >>> 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
