package org.discogsography.benchmarks.catalogue;

/** The parts of an artist or label that an edit can change. */
final class KinRecord {

  static final int NAME = 0;
  static final int PROFILE = 1;
  static final int KIN = 2;
  static final int PARTS = 3;

  private KinRecord() {}
}
