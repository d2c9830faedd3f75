package org.discogsography.benchmarks.catalogue;

import java.util.EnumMap;
import java.util.Map;

/**
 * The distinct things that the records of a catalogue mention. What can be mentioned is numbered,
 * so one bit each is enough to count them exactly.
 */
final class Sightings {

  private final Edition edition;
  private final Taxonomy taxonomy = Taxonomy.SHARED;
  private final Map<RecordType, NumberSet> absent = new EnumMap<>(RecordType.class);
  private final NumberSet persons;
  private final NumberSet pageless;
  private final NumberSet genres = new NumberSet(taxonomy.genres());
  private final NumberSet styles = new NumberSet(taxonomy.styles());
  private final NumberSet styleGenres = new NumberSet(taxonomy.genres() * taxonomy.styles());

  Sightings(Edition edition, int pagelessPersons) {
    this.edition = edition;
    for (RecordType type : RecordType.values()) {
      absent.put(type, new NumberSet(edition.idLimit(type)));
    }
    this.persons = new NumberSet(edition.idLimit(RecordType.ARTIST));
    this.pageless = new NumberSet(pagelessPersons);
  }

  /** A record refers to another one. */
  void mention(RecordType type, int id) {
    if (!edition.hasId(type, id)) {
      absent(type).add(id);
    }
  }

  private NumberSet absent(RecordType type) {
    NumberSet ids = absent.get(type);
    if (ids == null) {
      throw new IllegalStateException("no set for " + type);
    }
    return ids;
  }

  /** A release credits an artist. */
  void credit(int artistId) {
    mention(RecordType.ARTIST, artistId);
    persons.add(artistId);
  }

  /** A release credits somebody without a page. */
  void creditPageless(int number) {
    pageless.add(number);
  }

  /** A release or master is of these genres and styles. */
  void classify(Classification classification) {
    for (int i = 0; i < classification.genreCount(); i++) {
      genres.add(classification.genre(i));
    }
    for (int i = 0; i < classification.styleCount(); i++) {
      int style = classification.style(i);
      styles.add(style);
      if (classification.genreCount() == 1) {
        styleGenres.add(style * taxonomy.genres() + classification.genre(0));
      }
    }
  }

  /** Records that are mentioned and have no record in this catalogue. */
  long absentRecords(RecordType type) {
    return absent(type).count();
  }

  long persons() {
    return persons.count() + pageless.count();
  }

  /** Persons that are an artist with a page; the name of an artist belongs to no other. */
  long identities() {
    return persons.count();
  }

  long genres() {
    return genres.count();
  }

  long styles() {
    return styles.count();
  }

  long styleGenres() {
    return styleGenres.count();
  }
}
