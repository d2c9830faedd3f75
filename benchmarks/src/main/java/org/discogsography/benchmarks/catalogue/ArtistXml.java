package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes artists: who they are, how else they are called, and whom they belong to. */
final class ArtistXml implements RecordXml {

  private static final byte[] START = bytes("<artist><id>");
  private static final byte[] NAME = bytes("</id><name>");
  private static final byte[] NAME_END = bytes("</name>");
  private static final byte[] REALNAME = bytes("<realname>");
  private static final byte[] REALNAME_END = bytes("</realname>");
  private static final byte[] VARIATIONS = bytes("<namevariations>");
  private static final byte[] VARIATION = bytes("<name>");
  private static final byte[] VARIATIONS_END = bytes("</namevariations>");
  private static final byte[] ALIASES = bytes("<aliases>");
  private static final byte[] ALIASES_END = bytes("</aliases>");
  private static final byte[] MEMBERS = bytes("<members>");
  private static final byte[] MEMBERS_END = bytes("</members>");
  private static final byte[] GROUPS = bytes("<groups>");
  private static final byte[] GROUPS_END = bytes("</groups>");
  private static final byte[] REFERENCE = bytes("<name id=\"");
  private static final byte[] END = bytes("</artist>\n");

  private static final double DANGLING = 0.002;

  private static final Spread NAME_VARIATIONS =
      new Spread(14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3);

  private final Catalogue catalogue;
  private final Names names = new Names();
  private final ProfileXml profiles = new ProfileXml();
  private final Kinship groups;
  private final Aliases aliases;
  private final Draws draws;
  private final Draws profileDraws;
  private final int[] kin = new int[Kinship.most()];
  private final byte[][] onsets = Vocabulary.SHARED.words("onset");
  private final byte[][] endings = Vocabulary.SHARED.words("ending");

  ArtistXml(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.groups = Kinship.ofGroups(catalogue.edition);
    this.aliases = new Aliases(catalogue.edition);
    this.draws = new Draws(catalogue.edition.seed());
    this.profileDraws = new Draws(catalogue.edition.seed());
  }

  @Override
  public void write(XmlBuffer xml, int position, Edition.Fate fate, Counts counts) {
    Edition edition = catalogue.edition;
    int id = edition.id(RecordType.ARTIST, position);
    int edited = edition.editedPart(RecordType.ARTIST, position, KinRecord.PARTS);
    xml.add(START).add(id).add(NAME);
    names.artist(xml, id);
    draws.start(Purpose.ARTIST, position, edited == KinRecord.NAME ? 1 : 0);
    if (edited == KinRecord.NAME) {
      xml.add(' ').add(onsets[draws.below(onsets.length)]);
    }
    xml.add(NAME_END);
    if (draws.chance(0.15)) {
      xml.add(REALNAME);
      names.real(xml, draws);
      xml.add(REALNAME_END);
    }
    profiles.write(
        xml, Purpose.ARTIST_PROFILE, position, fate, edited == KinRecord.PROFILE, profileDraws);
    variations(xml);
    aliases(xml, position, counts);
    groups.open(position);
    members(xml, position, counts);
    memberships(xml, position, counts);
    xml.add(END);
  }

  private void variations(XmlBuffer xml) {
    int count = NAME_VARIATIONS.draw(draws);
    if (count == 0) {
      return;
    }
    xml.add(VARIATIONS);
    for (int i = 0; i < count; i++) {
      char initial = (char) ('A' + draws.below(26));
      xml.add(VARIATION).add(initial).add('.').add(' ').add(Texts.one(onsets, draws));
      xml.add(Texts.one(endings, draws)).add(NAME_END);
    }
    xml.add(VARIATIONS_END);
  }

  private void aliases(XmlBuffer xml, int position, Counts counts) {
    int count = aliases.of(position, kin);
    boolean dangling = draws.chance(DANGLING);
    if (count == 0 && !dangling) {
      return;
    }
    xml.add(ALIASES);
    for (int i = 0; i < count; i++) {
      reference(xml, catalogue.edition.id(RecordType.ARTIST, kin[i]));
      counts.aliasOf++;
    }
    if (dangling) {
      reference(xml, catalogue.edition.numbering(RecordType.ARTIST).gapNear(position));
      counts.aliasOf++;
    }
    xml.add(ALIASES_END);
  }

  private void members(XmlBuffer xml, int position, Counts counts) {
    int start = xml.size();
    xml.add(MEMBERS);
    int empty = xml.size();
    int count = groups.below(kin);
    for (int i = 0; i < count; i++) {
      if (groups.upperMentions(position, kin[i])) {
        reference(xml, catalogue.edition.id(RecordType.ARTIST, kin[i]));
        counts.memberOf++;
      }
    }
    end(xml, start, empty, MEMBERS_END);
  }

  /** Counts only memberships that the record of the group does not tell itself. */
  private void memberships(XmlBuffer xml, int position, Counts counts) {
    int start = xml.size();
    xml.add(GROUPS);
    int empty = xml.size();
    int count = groups.above(kin);
    for (int i = 0; i < count; i++) {
      if (groups.lowerMentions(position, kin[i])) {
        reference(xml, catalogue.edition.id(RecordType.ARTIST, kin[i]));
        if (!groups.upperMentions(kin[i], position)) {
          counts.memberOf++;
        }
      }
    }
    end(xml, start, empty, GROUPS_END);
  }

  private static void end(XmlBuffer xml, int start, int empty, byte[] endTag) {
    if (xml.size() == empty) {
      xml.cut(start);
    } else {
      xml.add(endTag);
    }
  }

  private void reference(XmlBuffer xml, int id) {
    catalogue.sightings.mention(RecordType.ARTIST, id);
    xml.add(REFERENCE).add(id).add('"').add('>');
    names.artist(xml, id);
    xml.add(NAME_END);
  }
}
