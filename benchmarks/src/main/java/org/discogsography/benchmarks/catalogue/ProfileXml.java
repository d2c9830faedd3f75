package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes what artists and labels have alike: profile, quality of the data, addresses. */
final class ProfileXml {

  private static final byte[] PROFILE = bytes("<profile>");
  private static final byte[] PROFILE_END = bytes("</profile>");
  private static final byte[] QUALITY = bytes("<data_quality>");
  private static final byte[] QUALITY_END = bytes("</data_quality>");
  private static final byte[] URLS = bytes("<urls>");
  private static final byte[] URL = bytes("<url>");
  private static final byte[] URL_END = bytes("</url>");
  private static final byte[] URLS_END = bytes("</urls>");

  /** Every edit leaves a trace, so that no changed record is the same as before. */
  static final byte[] EDITED = bytes("Edited since the first edition.");

  private static final Spread URL_COUNT =
      new Spread(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2);
  private static final Spread PROFILE_LENGTH =
      new Spread(2600, 20, 24, 30, 36, 45, 55, 65, 80, 100, 120, 150, 190, 240, 320, 450, 700);

  private final Texts texts = new Texts();
  private final byte[][] qualities = Vocabulary.SHARED.words("quality");

  void write(
      XmlBuffer xml,
      Purpose purpose,
      int position,
      Edition.Fate fate,
      boolean edited,
      Draws draws) {
    draws.start(purpose, position, edited ? 1 : 0);
    boolean profile = draws.chance(0.22);
    boolean changed = fate == Edition.Fate.CHANGED;
    if (profile || changed) {
      xml.add(PROFILE);
      if (profile) {
        texts.prose(xml, PROFILE_LENGTH.draw(draws), draws);
      }
      if (changed) {
        xml.add(EDITED);
      }
      xml.add(PROFILE_END);
    }
    xml.add(QUALITY).add(Texts.one(qualities, draws)).add(QUALITY_END);
    int urls = URL_COUNT.draw(draws);
    if (urls > 0) {
      xml.add(URLS);
      for (int i = 0; i < urls; i++) {
        xml.add(URL);
        texts.address(xml, draws);
        xml.add(URL_END);
      }
      xml.add(URLS_END);
    }
  }
}
