package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes the videos of a work. */
final class VideoXml {

  private static final byte[] VIDEOS = bytes("<videos>");
  private static final byte[] VIDEO = bytes("<video src=\"https://www.youtube.com/watch?v=");
  private static final byte[] DURATION = bytes("\" duration=\"");
  private static final byte[] EMBED = bytes("\" embed=\"true\"><title>");
  private static final byte[] NO_EMBED = bytes("\" embed=\"false\"><title>");
  private static final byte[] DASH = bytes(" - ");
  private static final byte[] TITLE_END = bytes("</title>");
  private static final byte[] DESCRIPTION = bytes("<description>");
  private static final byte[] DESCRIPTION_END = bytes("</description>");
  private static final byte[] VIDEO_END = bytes("</video>");
  private static final byte[] VIDEOS_END = bytes("</videos>");
  private static final byte[] KEY_LETTERS =
      bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
  private static final int KEY_LENGTH = 11;

  /** The dumps cut descriptions at 260 characters. */
  private static final Spread DESCRIPTION_LENGTH =
      new Spread(255, 0, 0, 5, 10, 20, 35, 50, 70, 90, 120, 150, 180, 210, 240, 250);

  private final Names names;
  private final Texts texts;

  VideoXml(Names names, Texts texts) {
    this.names = names;
    this.texts = texts;
  }

  void write(XmlBuffer xml, Work work, int count, Draws draws) {
    if (count == 0) {
      return;
    }
    xml.add(VIDEOS);
    for (int i = 0; i < count; i++) {
      video(xml, work, draws);
    }
    xml.add(VIDEOS_END);
  }

  private void video(XmlBuffer xml, Work work, Draws draws) {
    xml.add(VIDEO);
    long key = draws.next();
    for (int i = 0; i < KEY_LENGTH; i++) {
      xml.add((char) KEY_LETTERS[(int) (key >>> (5 * i)) & 63]);
    }
    xml.add(DURATION).add(draws.between(60, 420));
    xml.add(draws.chance(0.02) ? NO_EMBED : EMBED);
    names.artist(xml, work.artists[0]);
    xml.add(DASH);
    if (draws.chance(0.4)) {
      xml.add(work.title);
    } else {
      texts.title(xml, work.script, draws);
    }
    xml.add(TITLE_END);
    int length = DESCRIPTION_LENGTH.draw(draws);
    if (length > 0) {
      xml.add(DESCRIPTION);
      texts.prose(xml, length, draws);
      xml.add(DESCRIPTION_END);
    }
    xml.add(VIDEO_END);
  }
}
