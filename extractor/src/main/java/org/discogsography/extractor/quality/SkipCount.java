package org.discogsography.extractor.quality;

import java.util.ArrayList;
import java.util.List;

/** How many records were skipped for one reason, with the first ids. */
final class SkipCount {

  static final int IDS = 100;

  long count;

  /** Lines in the list of skipped records. */
  long listed;

  /** Copies of skipped records. */
  long captured;

  final List<String> ids = new ArrayList<>();

  void add(String id) {
    count++;
    if (ids.size() < IDS) {
      ids.add(id);
    }
  }

  void add(SkipCount other) {
    count += other.count;
    listed += other.listed;
    captured += other.captured;
    other.ids.stream().limit(IDS - ids.size()).forEach(ids::add);
  }
}
