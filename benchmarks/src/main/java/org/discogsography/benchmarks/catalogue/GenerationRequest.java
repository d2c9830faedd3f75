package org.discogsography.benchmarks.catalogue;

/**
 * Which catalogue to write.
 *
 * @param releases of the first edition; the numbers of the other records follow from it
 * @param seed another seed gives another catalogue
 * @param mutatedPercent 0 for the first edition; else the percentage of its records that are
 *     changed in the next one, while a tenth of that percentage is removed and another tenth added
 * @param date of the dump, {@code YYYYMMDD}
 */
public record GenerationRequest(int releases, long seed, double mutatedPercent, String date) {

  /** More would take ids beyond those that the counting can hold. */
  public static final int MOST_RELEASES = 1_000_000_000;

  /**
   * @throws IllegalArgumentException if there is no such catalogue; the message says why
   */
  public GenerationRequest {
    if (releases < 1 || releases > MOST_RELEASES) {
      throw new IllegalArgumentException(
          "releases must be from 1 to %d, not %d".formatted(MOST_RELEASES, releases));
    }
    if (!(mutatedPercent >= 0 && mutatedPercent <= 90)) {
      throw new IllegalArgumentException(
          "mutated percent must be from 0 to 90, not " + mutatedPercent);
    }
    if (!date.matches("[0-9]{8}")) {
      throw new IllegalArgumentException("date must be YYYYMMDD, not '%s'".formatted(date));
    }
  }

  /** Name of a dump file as Discogs would give it. */
  public String fileName(RecordType type) {
    return "discogs_%s_%s.xml.gz".formatted(date, type.plural());
  }

  /** Name of the file with the checksums of the dumps. */
  public String checksumFileName() {
    return "discogs_%s_CHECKSUM.txt".formatted(date);
  }
}
