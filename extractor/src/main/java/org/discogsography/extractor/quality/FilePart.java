package org.discogsography.extractor.quality;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one dump file has contributed to the report of its type.
 *
 * @param file name of the dump file
 * @param bytes that its lines take in each list; they stand behind those of the parts before
 */
record FilePart(String file, Tally tally, Map<Listing, Long> bytes, boolean whole) {

  /** The lists that are kept beside a report. */
  enum Listing {
    VIOLATIONS("violations.jsonl"),
    SKIPPED("skipped.jsonl"),
    PARSE_ERRORS("parse_errors.jsonl");

    private final String fileName;

    Listing(String fileName) {
      this.fileName = fileName;
    }

    String fileName() {
      return fileName;
    }
  }

  /** A file of which nothing is known yet. */
  static FilePart of(String file) {
    return new FilePart(file, new Tally(), new EnumMap<>(Listing.class), false);
  }

  long bytes(Listing listing) {
    return bytes.getOrDefault(listing, 0L);
  }
}
