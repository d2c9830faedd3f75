package org.discogsography.benchmarks.catalogue;

/** What has been written of one type, counted while writing. */
final class Counts {

  long records;
  long changed;
  long removed;
  long added;
  long by;
  long on;
  long derivedFrom;
  long is;
  long creditedOn;
  long memberOf;
  long aliasOf;
  long sublabelOf;

  void clear() {
    records = 0;
    changed = 0;
    removed = 0;
    added = 0;
    by = 0;
    on = 0;
    derivedFrom = 0;
    is = 0;
    creditedOn = 0;
    memberOf = 0;
    aliasOf = 0;
    sublabelOf = 0;
  }

  void add(Counts other) {
    records += other.records;
    changed += other.changed;
    removed += other.removed;
    added += other.added;
    by += other.by;
    on += other.on;
    derivedFrom += other.derivedFrom;
    is += other.is;
    creditedOn += other.creditedOn;
    memberOf += other.memberOf;
    aliasOf += other.aliasOf;
    sublabelOf += other.sublabelOf;
  }

  /** Counts a position of the catalogue; returns whether it has a record. */
  boolean meet(Edition.Fate fate) {
    switch (fate) {
      case REMOVED -> {
        removed++;
        return false;
      }
      case CHANGED -> changed++;
      case ADDED -> added++;
      case SAME -> {
        // nothing beyond the record itself
      }
    }
    records++;
    return true;
  }
}
