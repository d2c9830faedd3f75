package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes labels with their parent and sublabels. */
final class LabelXml implements RecordXml {

  private static final byte[] START = bytes("<label><id>");
  private static final byte[] NAME = bytes("</id><name>");
  private static final byte[] NAME_END = bytes("</name>");
  private static final byte[] CONTACT = bytes("<contactinfo>");
  private static final byte[] CONTACT_LINE = bytes("&#13;\n");
  private static final byte[] MAIL = bytes("&#13;\ninfo@");
  private static final byte[] CONTACT_END = bytes(".example</contactinfo>");
  private static final byte[] PARENT = bytes("<parentLabel id=\"");
  private static final byte[] PARENT_END = bytes("</parentLabel>");
  private static final byte[] SUBLABELS = bytes("<sublabels>");
  private static final byte[] SUBLABEL = bytes("<label id=\"");
  private static final byte[] SUBLABEL_END = bytes("</label>");
  private static final byte[] SUBLABELS_END = bytes("</sublabels>");
  private static final byte[] END = bytes("</label>\n");

  private final Catalogue catalogue;
  private final Names names = new Names();
  private final ProfileXml profiles = new ProfileXml();
  private final Kinship labels;
  private final Draws draws;
  private final Draws profileDraws;
  private final int[] kin = new int[Kinship.most()];
  private final byte[][] cities = Vocabulary.SHARED.words("city");
  private final byte[][] countries = Vocabulary.SHARED.words("country");
  private final byte[][] onsets = Vocabulary.SHARED.words("onset");

  LabelXml(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.labels = Kinship.ofLabels(catalogue.edition);
    this.draws = new Draws(catalogue.edition.seed());
    this.profileDraws = new Draws(catalogue.edition.seed());
  }

  @Override
  public void write(XmlBuffer xml, int position, Edition.Fate fate, Counts counts) {
    Edition edition = catalogue.edition;
    int id = edition.id(RecordType.LABEL, position);
    int edited = edition.editedPart(RecordType.LABEL, position, KinRecord.PARTS);
    xml.add(START).add(id).add(NAME);
    names.label(xml, id);
    draws.start(Purpose.LABEL, position, edited == KinRecord.NAME ? 1 : 0);
    if (edited == KinRecord.NAME) {
      xml.add(' ').add(onsets[draws.below(onsets.length)]);
    }
    xml.add(NAME_END);
    if (draws.chance(0.13)) {
      contact(xml);
    }
    boolean profileEdited = edited == KinRecord.PROFILE;
    profiles.write(xml, Purpose.LABEL_PROFILE, position, fate, profileEdited, profileDraws);
    labels.open(position);
    sublabels(xml, position, counts);
    parent(xml, position, counts);
    xml.add(END);
  }

  private void contact(XmlBuffer xml) {
    xml.add(CONTACT).add(1 + draws.below(300)).add(' ').add(Texts.one(onsets, draws));
    xml.add(CONTACT_LINE).add(10_000 + draws.below(89_999)).add(' ');
    xml.add(Texts.one(cities, draws)).add(CONTACT_LINE).add(Texts.one(countries, draws));
    xml.add(MAIL).add(Texts.one(onsets, draws)).add(draws.below(1000)).add(CONTACT_END);
  }

  private void sublabels(XmlBuffer xml, int position, Counts counts) {
    int start = xml.size();
    xml.add(SUBLABELS);
    int empty = xml.size();
    int count = labels.below(kin);
    for (int i = 0; i < count; i++) {
      if (labels.upperMentions(position, kin[i])) {
        reference(xml, SUBLABEL, kin[i], SUBLABEL_END);
        counts.sublabelOf++;
      }
    }
    if (xml.size() == empty) {
      xml.cut(start);
    } else {
      xml.add(SUBLABELS_END);
    }
  }

  /** Counts only what the record of the parent does not tell itself. */
  private void parent(XmlBuffer xml, int position, Counts counts) {
    int count = labels.above(kin);
    for (int i = 0; i < count; i++) {
      if (labels.lowerMentions(position, kin[i])) {
        reference(xml, PARENT, kin[i], PARENT_END);
        if (!labels.upperMentions(kin[i], position)) {
          counts.sublabelOf++;
        }
      }
    }
  }

  private void reference(XmlBuffer xml, byte[] startTag, int position, byte[] endTag) {
    int id = catalogue.edition.id(RecordType.LABEL, position);
    catalogue.sightings.mention(RecordType.LABEL, id);
    xml.add(startTag).add(id).add('"').add('>');
    names.label(xml, id);
    xml.add(endTag);
  }
}
