package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes tracklists: sides or numbers, headings, index tracks, artists and credits of tracks. */
final class TracklistXml {

  private static final byte[] TRACKLIST = bytes("<tracklist>");
  private static final byte[] TRACKLIST_END = bytes("</tracklist>");
  private static final byte[] TRACK = bytes("<track>");
  private static final byte[] POSITION = bytes("<position>");
  private static final byte[] POSITION_END = bytes("</position>");
  private static final byte[] TITLE = bytes("<title>");
  private static final byte[] TITLE_END = bytes("</title>");
  private static final byte[] DURATION = bytes("<duration>");
  private static final byte[] DURATION_END = bytes("</duration>");
  private static final byte[] SUB_TRACKS = bytes("<sub_tracks>");
  private static final byte[] SUB_TRACKS_END = bytes("</sub_tracks>");
  private static final byte[] TRACK_END = bytes("</track>");

  private static final double OWN_TRACKLIST = 0.1;
  private static final double BOX_SET = 0.002;
  private static final double SMALLEST_BOX = 60;
  private static final double LARGEST_BOX = 12_000;

  private static final Spread CREDITS = new Spread(5, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3);

  private final Texts texts;
  private final CreditXml credits;
  private final Draws tracks;

  TracklistXml(Texts texts, CreditXml credits, long seed) {
    this.texts = texts;
    this.credits = credits;
    this.tracks = new Draws(seed);
  }

  /**
   * @param draws of the release: pressings of a work mostly have the same tracks, but not all
   * @param edited whether an edit gave the release other tracks
   */
  void write(XmlBuffer xml, Work work, boolean sides, Draws draws, boolean edited) {
    boolean boxSet = draws.chance(BOX_SET);
    int count = boxSet ? boxSet(draws) : work.tracks;
    if (edited || draws.chance(OWN_TRACKLIST)) {
      tracks.start(Purpose.TRACK, draws.next(), 1);
    } else {
      tracks.start(Purpose.TRACK, work.number, 0);
    }
    boolean durations = tracks.chance(0.55);
    boolean index = tracks.chance(0.02);
    boolean headings = tracks.chance(0.04);
    int perSide = Math.max(1, (count + 1) / 2);
    xml.add(TRACKLIST);
    for (int i = 0; i < count; i++) {
      if (headings && i % 8 == 0) {
        xml.add(TRACK).add(TITLE);
        texts.title(xml, work.script, tracks);
        xml.add(TITLE_END).add(TRACK_END);
      }
      xml.add(TRACK).add(POSITION);
      position(xml, i, sides, perSide, boxSet);
      xml.add(POSITION_END);
      body(xml, work, durations);
      if (index && i % 5 == 0) {
        subTracks(xml, work);
      }
      xml.add(TRACK_END);
    }
    xml.add(TRACKLIST_END);
  }

  /** The larger the rarer: the share of boxes with more than n tracks falls with 1/n. */
  private static int boxSet(Draws draws) {
    return (int) (SMALLEST_BOX / (1 - draws.fraction() * (1 - SMALLEST_BOX / LARGEST_BOX)));
  }

  private static void position(XmlBuffer xml, int track, boolean sides, int perSide, boolean box) {
    if (box) {
      xml.add(1 + track / 20).add('-').add(1 + track % 20);
    } else if (sides) {
      xml.add((char) ('A' + track / perSide));
      if (perSide > 1) {
        xml.add(1 + track % perSide);
      }
    } else {
      xml.add(track + 1);
    }
  }

  private void body(XmlBuffer xml, Work work, boolean durations) {
    xml.add(TITLE);
    texts.title(xml, work.script, tracks);
    xml.add(TITLE_END);
    if (durations) {
      xml.add(DURATION).add(tracks.between(1, 9)).add(':');
      xml.twoDigits(tracks.below(60)).add(DURATION_END);
    }
    if (work.trackArtists) {
      credits.trackArtists(xml, tracks);
    }
    int count = work.trackCredits ? CREDITS.draw(tracks) : 0;
    if (count > 0) {
      credits.trackCredits(xml, count, tracks);
    }
  }

  private void subTracks(XmlBuffer xml, Work work) {
    xml.add(SUB_TRACKS);
    for (int i = 0; i < 3; i++) {
      xml.add(TRACK).add(POSITION).add((char) ('a' + i)).add(POSITION_END).add(TITLE);
      texts.title(xml, work.script, tracks);
      xml.add(TITLE_END).add(TRACK_END);
    }
    xml.add(SUB_TRACKS_END);
  }
}
