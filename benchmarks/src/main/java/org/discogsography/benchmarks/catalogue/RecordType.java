package org.discogsography.benchmarks.catalogue;

/** The four kinds of records, each in a file of its own. */
public enum RecordType {
  ARTIST("artists"),
  LABEL("labels"),
  MASTER("masters"),
  RELEASE("releases");

  private final String plural;

  RecordType(String plural) {
    this.plural = plural;
  }

  /** Name of the root element, in file names and in the manifest. */
  public String plural() {
    return plural;
  }
}
