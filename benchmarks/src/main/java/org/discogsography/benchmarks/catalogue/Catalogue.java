package org.discogsography.benchmarks.catalogue;

/** One edition of the catalogue with all that its records are drawn from. */
final class Catalogue {

  private static final double PAGELESS_PER_ARTIST = 0.3;

  final Edition edition;
  final Sightings sightings;
  final Popularity mainArtists;
  final Popularity creditedArtists;
  final Popularity labels;
  final Popularity companies;
  final Popularity masters;
  final Pressings pressings;
  final PowerLaw pagelessRanks;

  Catalogue(Edition edition) {
    this.edition = edition;
    int pageless = Math.max(100, (int) (edition.base(RecordType.ARTIST) * PAGELESS_PER_ARTIST));
    this.sightings = new Sightings(edition, pageless);
    this.mainArtists = new Popularity(edition, RecordType.ARTIST, 4, 1);
    this.creditedArtists = new Popularity(edition, RecordType.ARTIST, 4, 2);
    this.labels = new Popularity(edition, RecordType.LABEL, 4, 1);
    this.companies = new Popularity(edition, RecordType.LABEL, 5, 2);
    this.masters = new Popularity(edition, RecordType.MASTER, 2, 1);
    this.pressings = new Pressings(edition);
    this.pagelessRanks = new PowerLaw(pageless, 2);
  }

  /** A writer for a thread of its own. */
  RecordXml writer(RecordType type) {
    return switch (type) {
      case ARTIST -> new ArtistXml(this);
      case LABEL -> new LabelXml(this);
      case MASTER -> new MasterXml(this);
      case RELEASE -> new ReleaseXml(this);
    };
  }
}
