package org.discogsography.tableinator.purge;

/**
 * Rows of one table.
 *
 * @param total all rows
 * @param stale rows not seen since the run began
 */
record TableCount(long total, long stale) {

  long fresh() {
    return total - stale;
  }

  double staleFraction() {
    return total == 0 ? 0 : (double) stale / total;
  }
}
