package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes masters. */
final class MasterXml implements RecordXml {

  private static final byte[] START = bytes("<master id=\"");
  private static final byte[] MAIN = bytes("\"><main_release>");
  private static final byte[] MAIN_END = bytes("</main_release>");
  private static final byte[] YEAR = bytes("<year>");
  private static final byte[] TITLE = bytes("</year><title>");
  private static final byte[] QUALITY = bytes("</title><data_quality>");
  private static final byte[] QUALITY_END = bytes("</data_quality>");
  private static final byte[] NOTES = bytes("<notes>");
  private static final byte[] NOTES_END = bytes("</notes>");
  private static final byte[] END = bytes("</master>\n");

  private static final int TITLE_PART = 0;
  private static final int CLASSIFICATION_PART = 1;
  private static final int ARTISTS_PART = 2;
  private static final int VIDEOS_PART = 3;
  private static final int PARTS = 4;

  private static final Spread VIDEO_COUNT =
      new Spread(19, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8);
  private static final Spread NOTES_LENGTH = new Spread(900, 30, 50, 80, 120, 200, 350);

  private final Catalogue catalogue;
  private final Names names = new Names();
  private final Texts texts = new Texts();
  private final CreditXml credits;
  private final VideoXml videos;
  private final Work work;
  private final Draws draws;
  private final Draws part;
  private final byte[][] qualities = Vocabulary.SHARED.words("quality");

  MasterXml(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.credits = new CreditXml(catalogue, names);
    this.videos = new VideoXml(names, texts);
    this.work = new Work(catalogue, texts);
    this.draws = new Draws(catalogue.edition.seed());
    this.part = new Draws(catalogue.edition.seed());
  }

  @Override
  public void write(XmlBuffer xml, int position, Edition.Fate fate, Counts counts) {
    Edition edition = catalogue.edition;
    int edited = edition.editedPart(RecordType.MASTER, position, PARTS);
    work.openMaster(position);
    draws.start(Purpose.MASTER, position, 0);
    edit(edited, position);
    int main = catalogue.pressings.mainRelease(position);
    xml.add(START).add(edition.id(RecordType.MASTER, position));
    xml.add(MAIN).add(edition.id(RecordType.RELEASE, main)).add(MAIN_END);
    credits.artists(xml, work, draws);
    work.classification.write(xml);
    xml.add(YEAR).add(draws.chance(0.03) ? 0 : work.year);
    xml.add(TITLE).add(work.title).add(QUALITY).add(Texts.one(qualities, draws)).add(QUALITY_END);
    notes(xml, fate == Edition.Fate.CHANGED);
    part.start(Purpose.MASTER_VIDEOS, position, edited == VIDEOS_PART ? 1 : 0);
    videos.write(xml, work, VIDEO_COUNT.draw(part), part);
    xml.add(END);
    count(counts);
  }

  /** An edit changes the master alone; its pressings stay as they were. */
  private void edit(int edited, int position) {
    part.start(Purpose.MASTER, position, 1);
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

  private void notes(XmlBuffer xml, boolean changed) {
    boolean notes = draws.chance(0.05);
    if (notes || changed) {
      xml.add(NOTES);
      if (notes) {
        texts.prose(xml, NOTES_LENGTH.draw(draws), draws);
      }
      if (changed) {
        xml.add(ProfileXml.EDITED);
      }
      xml.add(NOTES_END);
    }
  }

  private void count(Counts counts) {
    work.countArtists(catalogue.sightings, counts);
    counts.is += work.classification.genreCount() + work.classification.styleCount();
    catalogue.sightings.classify(work.classification);
  }
}
