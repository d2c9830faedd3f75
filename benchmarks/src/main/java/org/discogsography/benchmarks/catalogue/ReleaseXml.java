package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes releases. */
final class ReleaseXml implements RecordXml {

  private static final byte[] START = bytes("<release id=\"");
  private static final byte[] START_END = bytes("\">");
  private static final byte[] TITLE = bytes("<title>");
  private static final byte[] TITLE_END = bytes("</title>");
  private static final byte[] COUNTRY = bytes("<country>");
  private static final byte[] COUNTRY_END = bytes("</country>");
  private static final byte[] RELEASED = bytes("<released>");
  private static final byte[] RELEASED_END = bytes("</released>");
  private static final byte[] NOTES = bytes("<notes>");
  private static final byte[] NOTES_END = bytes("</notes>");
  private static final byte[] QUALITY = bytes("<data_quality>");
  private static final byte[] QUALITY_END = bytes("</data_quality>");
  private static final byte[] MAIN_MASTER = bytes("<master_id is_main_release=\"true\">");
  private static final byte[] MASTER = bytes("<master_id is_main_release=\"false\">");
  private static final byte[] MASTER_END = bytes("</master_id>");
  private static final byte[] END = bytes("</release>\n");

  private static final int TITLE_PART = 0;
  private static final int LABELS_PART = 1;
  private static final int CREDITS_PART = 2;
  private static final int CLASSIFICATION_PART = 3;
  private static final int ARTISTS_PART = 4;
  private static final int FORMAT_PART = 5;
  private static final int TRACKS_PART = 6;
  private static final int PARTS = 7;

  private static final int LAST_YEAR = 2026;
  private static final double DANGLING_MASTER = 0.001;

  private static final Spread CREDITS =
      new Spread(45, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 6, 8, 11, 14);
  private static final Spread VIDEOS =
      new Spread(26, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 7);
  private static final Spread NOTES_LENGTH =
      new Spread(
          1500, 8, 12, 16, 20, 25, 30, 36, 45, 55, 65, 80, 100, 130, 160, 200, 260, 330, 450);

  private final Catalogue catalogue;
  private final Names names = new Names();
  private final Texts texts = new Texts();
  private final CreditXml credits;
  private final VideoXml videos;
  private final TracklistXml tracklists;
  private final PressingXml pressings;
  private final Work work;
  private final Draws draws;
  private final Draws part;
  private final byte[][] countries = Vocabulary.SHARED.words("country");
  private final byte[][] qualities = Vocabulary.SHARED.words("quality");
  private final PowerLaw countryRanks = new PowerLaw(countries.length, 10);

  ReleaseXml(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.credits = new CreditXml(catalogue, names);
    this.videos = new VideoXml(names, texts);
    this.tracklists = new TracklistXml(texts, credits, catalogue.edition.seed());
    this.pressings = new PressingXml(catalogue, names);
    this.work = new Work(catalogue, texts);
    this.draws = new Draws(catalogue.edition.seed());
    this.part = new Draws(catalogue.edition.seed());
  }

  @Override
  public void write(XmlBuffer xml, int position, Edition.Fate fate, Counts counts) {
    int edited = catalogue.edition.editedPart(RecordType.RELEASE, position, PARTS);
    boolean added = fate == Edition.Fate.ADDED;
    draws.start(Purpose.RELEASE, position, 0);
    int master = catalogue.pressings.masterOf(position, catalogue.masters, draws);
    if (master == Pressings.NO_MASTER) {
      work.openRelease(position, added);
    } else {
      work.openMaster(master);
    }
    edit(edited, position);
    xml.add(START).add(catalogue.edition.id(RecordType.RELEASE, position)).add(START_END);
    credits.artists(xml, work, draws);
    xml.add(TITLE).add(work.title).add(TITLE_END);
    start(Purpose.RELEASE_LABELS, position, edited == LABELS_PART);
    pressings.labels(xml, added, part, counts);
    start(Purpose.RELEASE_CREDITS, position, edited == CREDITS_PART);
    int creditCount = CREDITS.draw(part);
    if (creditCount > 0) {
      credits.releaseCredits(xml, creditCount, added, part, counts);
    }
    start(Purpose.RELEASE_FORMAT, position, edited == FORMAT_PART);
    boolean sides = pressings.formats(xml, part);
    work.classification.write(xml);
    published(xml, master);
    start(Purpose.RELEASE_TEXTS, position, false);
    notes(xml, fate == Edition.Fate.CHANGED);
    master(xml, position, master, counts);
    start(Purpose.RELEASE_TRACKS, position, edited == TRACKS_PART);
    tracklists.write(xml, work, sides, part, edited == TRACKS_PART);
    start(Purpose.RELEASE_OBJECTS, position, false);
    pressings.identifiers(xml, part);
    start(Purpose.RELEASE_VIDEOS, position, false);
    videos.write(xml, work, VIDEOS.draw(part), part);
    start(Purpose.RELEASE_COMPANIES, position, false);
    pressings.companies(xml, part);
    xml.add(END);
    count(counts);
  }

  private void start(Purpose purpose, int position, boolean edited) {
    part.start(purpose, position, edited ? 1 : 0);
  }

  private void edit(int edited, int position) {
    part.start(Purpose.RELEASE, position, 1);
    switch (edited) {
      case TITLE_PART -> {
        work.title.clear();
        texts.title(work.title, work.script, part);
      }
      case CLASSIFICATION_PART -> work.classification.draw(part);
      case ARTISTS_PART -> work.drawArtists(part, false);
      default -> {
        // the part is edited where it is written, or none is
      }
    }
  }

  /** Country and date: 3 releases of 100 have no country, 11 no date. */
  private void published(XmlBuffer xml, int master) {
    if (!part.chance(0.03)) {
      xml.add(COUNTRY).add(countries[countryRanks.rank(part)]).add(COUNTRY_END);
    }
    if (part.chance(0.11)) {
      return;
    }
    boolean reissue = master != Pressings.NO_MASTER && part.chance(0.5);
    int year = reissue ? part.between(work.year, LAST_YEAR) : work.year;
    xml.add(RELEASED).add(year);
    int precision = part.below(10);
    if (precision < 4) {
      xml.add('-').twoDigits(part.between(1, 12)).add('-');
      xml.twoDigits(precision == 0 ? 0 : part.between(1, 28));
    } else if (precision == 4) {
      xml.add('-').twoDigits(0).add('-').twoDigits(0);
    }
    xml.add(RELEASED_END);
  }

  private void notes(XmlBuffer xml, boolean changed) {
    boolean notes = part.chance(0.63);
    if (notes || changed) {
      xml.add(NOTES);
      if (notes) {
        texts.prose(xml, NOTES_LENGTH.draw(part), part);
      }
      if (changed) {
        xml.add(ProfileXml.EDITED);
      }
      xml.add(NOTES_END);
    }
    xml.add(QUALITY).add(Texts.one(qualities, part)).add(QUALITY_END);
  }

  private void master(XmlBuffer xml, int position, int master, Counts counts) {
    boolean main = catalogue.pressings.isMainRelease(position);
    xml.add(main ? MAIN_MASTER : MASTER);
    if (master == Pressings.NO_MASTER) {
      xml.add('0');
    } else {
      Edition edition = catalogue.edition;
      boolean dangling = !main && part.chance(DANGLING_MASTER);
      int id =
          dangling
              ? edition.numbering(RecordType.MASTER).gapNear(master)
              : edition.id(RecordType.MASTER, master);
      xml.add(id);
      catalogue.sightings.mention(RecordType.MASTER, id);
      counts.derivedFrom++;
    }
    xml.add(MASTER_END);
  }

  private void count(Counts counts) {
    work.countArtists(catalogue.sightings, counts);
    counts.is += work.classification.genreCount() + work.classification.styleCount();
    catalogue.sightings.classify(work.classification);
  }
}
