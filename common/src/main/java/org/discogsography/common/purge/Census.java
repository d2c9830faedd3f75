package org.discogsography.common.purge;

/**
 * What a store holds of one type after an import.
 *
 * @param total records stored
 * @param stale of these, records that the import has not brought
 * @param arrived records that the import has brought, stored or not
 */
public record Census(long total, long stale, long arrived) {

  /** A store that keeps every record that arrives. */
  public static Census ofAll(long total, long stale) {
    return new Census(total, stale, total - stale);
  }

  double staleFraction() {
    return total == 0 ? 0 : (double) stale / total;
  }
}
