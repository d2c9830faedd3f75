package org.discogsography.benchmarks.catalogue;

/** Writes the records of one type. Not for several threads at once. */
interface RecordXml {

  /** Appends the record at this position on a line of its own and counts what it says. */
  void write(XmlBuffer xml, int position, Edition.Fate fate, Counts counts);
}
