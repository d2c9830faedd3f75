package org.discogsography.benchmarks.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

import java.util.Set;

/** Writes what tells one pressing from another: labels, formats, identifiers and companies. */
final class PressingXml {

  private static final byte[] LABELS = bytes("<labels>");
  private static final byte[] LABEL = bytes("<label name=\"");
  private static final byte[] CATNO = bytes("\" catno=\"");
  private static final byte[] NONE = bytes("none");
  private static final byte[] ID = bytes("\" id=\"");
  private static final byte[] EMPTY_END = bytes("\"/>");
  private static final byte[] LABELS_END = bytes("</labels>");
  private static final byte[] SERIES = bytes("<series><series name=\"");
  private static final byte[] SERIES_END = bytes("\"/></series>");
  private static final byte[] FORMATS = bytes("<formats>");
  private static final byte[] FORMAT = bytes("<format name=\"");
  private static final byte[] QTY = bytes("\" qty=\"");
  private static final byte[] TEXT = bytes("\" text=\"");
  private static final byte[] DESCRIPTIONS = bytes("\"><descriptions>");
  private static final byte[] DESCRIPTION = bytes("<description>");
  private static final byte[] DESCRIPTION_END = bytes("</description>");
  private static final byte[] FORMAT_END = bytes("</descriptions></format>");
  private static final byte[] FORMATS_END = bytes("</formats>");
  private static final byte[] IDENTIFIERS = bytes("<identifiers>");
  private static final byte[] IDENTIFIER = bytes("<identifier type=\"");
  private static final byte[] DESCRIBED = bytes("\" description=\"");
  private static final byte[] VALUE = bytes("\" value=\"");
  private static final byte[] IDENTIFIERS_END = bytes("</identifiers>");
  private static final byte[] COMPANIES = bytes("<companies>");
  private static final byte[] COMPANY = bytes("<company><id>");
  private static final byte[] NAME = bytes("</id><name>");
  private static final byte[] CATALOGUE_NUMBER = bytes("</name><catno>");
  private static final byte[] CATALOGUE_NUMBER_END = bytes("</catno><entity_type>");
  private static final byte[] ENTITY = bytes("</name><entity_type>");
  private static final byte[] ENTITY_NAME = bytes("</entity_type><entity_type_name>");
  private static final byte[] COMPANY_END = bytes("</entity_type_name></company>");
  private static final byte[] COMPANIES_END = bytes("</companies>");

  private static final Set<String> SIDED = Set.of("Vinyl", "Shellac", "Cassette");

  private static final Spread LABEL_COUNT =
      new Spread(6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2);
  private static final Spread DESCRIPTION_COUNT = new Spread(6, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4);
  private static final Spread IDENTIFIER_COUNT =
      new Spread(18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 5, 7);
  private static final Spread COMPANY_COUNT =
      new Spread(18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7);

  private final Catalogue catalogue;
  private final Names names;
  private final byte[][] formats = Vocabulary.SHARED.words("format");
  private final byte[][] formatDetails = Vocabulary.SHARED.words("formatDetail");
  private final byte[][] formatTexts = Vocabulary.SHARED.words("formatText");
  private final byte[][] identifierTypes = Vocabulary.SHARED.words("identifierType");
  private final byte[][] identifierNotes = Vocabulary.SHARED.words("identifierNote");
  private final byte[][] societies = Vocabulary.SHARED.words("society");
  private final byte[][] entities = Vocabulary.SHARED.words("entity");
  private final PowerLaw detailRanks = new PowerLaw(formatDetails.length, 3);
  private final PowerLaw entityRanks = new PowerLaw(entities.length, 3);
  private final int[] labelIds = new int[LABEL_COUNT.most()];

  PressingXml(Catalogue catalogue, Names names) {
    this.catalogue = catalogue;
    this.names = names;
  }

  /** Labels; one may stand there twice with different numbers and counts once. */
  void labels(XmlBuffer xml, boolean added, Draws draws, Counts counts) {
    int count = LABEL_COUNT.draw(draws);
    xml.add(LABELS);
    for (int i = 0; i < count; i++) {
      if (i > 0 && draws.chance(0.4)) {
        labelIds[i] = labelIds[i - 1];
      } else {
        labelIds[i] = added ? catalogue.labels.idForAdded(draws) : catalogue.labels.id(draws);
      }
      label(xml, labelIds[i], draws);
      if (!isRepeated(i)) {
        catalogue.sightings.mention(RecordType.LABEL, labelIds[i]);
        counts.on++;
      }
    }
    xml.add(LABELS_END);
    if (draws.chance(0.04)) {
      xml.add(SERIES);
      named(xml, catalogue.companies.id(draws), draws);
      xml.add(SERIES_END);
    }
  }

  private boolean isRepeated(int number) {
    for (int i = 0; i < number; i++) {
      if (labelIds[i] == labelIds[number]) {
        return true;
      }
    }
    return false;
  }

  private void label(XmlBuffer xml, int id, Draws draws) {
    xml.add(LABEL);
    named(xml, id, draws);
    xml.add(EMPTY_END);
  }

  private void named(XmlBuffer xml, int id, Draws draws) {
    names.label(xml, id);
    xml.add(CATNO);
    if (draws.chance(0.08)) {
      xml.add(NONE);
    } else {
      catalogueNumber(xml, draws);
    }
    xml.add(ID).add(id);
  }

  private static void catalogueNumber(XmlBuffer xml, Draws draws) {
    for (int letters = draws.between(1, 4); letters > 0; letters--) {
      xml.add((char) ('A' + draws.below(26)));
    }
    xml.add(draws.chance(0.5) ? ' ' : '-').add(draws.between(1, 99_999));
  }

  /** Formats; returns whether the first one has sides. */
  boolean formats(XmlBuffer xml, Draws draws) {
    boolean sides = false;
    int count = draws.chance(0.025) ? draws.between(2, 4) : 1;
    xml.add(FORMATS);
    for (int i = 0; i < count; i++) {
      int format = draws.below(formats.length);
      if (i == 0) {
        sides = SIDED.contains(new String(formats[format], UTF_8));
      }
      xml.add(FORMAT).add(formats[format]).add(QTY);
      xml.add(draws.chance(0.85) ? 1 : draws.between(2, 6)).add(TEXT);
      if (draws.chance(0.15)) {
        xml.add(Texts.one(formatTexts, draws));
      }
      descriptions(xml, draws);
    }
    xml.add(FORMATS_END);
    return sides;
  }

  private void descriptions(XmlBuffer xml, Draws draws) {
    int count = DESCRIPTION_COUNT.draw(draws);
    if (count == 0) {
      xml.add('"').add('/').add('>');
      return;
    }
    xml.add(DESCRIPTIONS);
    for (int i = 0; i < count; i++) {
      xml.add(DESCRIPTION).add(formatDetails[detailRanks.rank(draws)]).add(DESCRIPTION_END);
    }
    xml.add(FORMAT_END);
  }

  void identifiers(XmlBuffer xml, Draws draws) {
    int count = IDENTIFIER_COUNT.draw(draws);
    if (count == 0) {
      return;
    }
    xml.add(IDENTIFIERS);
    for (int i = 0; i < count; i++) {
      int type = draws.below(identifierTypes.length);
      xml.add(IDENTIFIER).add(identifierTypes[type]);
      if (draws.chance(0.7)) {
        xml.add(DESCRIBED).add(Texts.one(identifierNotes, draws));
      }
      xml.add(VALUE);
      switch (type) {
        case 3, 4 -> xml.add(4_000_000_000_000L + (draws.next() >>> 24));
        case 5, 6 -> xml.add(Texts.one(societies, draws));
        default -> {
          catalogueNumber(xml, draws);
          xml.add(' ').add((char) ('A' + draws.below(4))).add(draws.below(100));
        }
      }
      xml.add(EMPTY_END);
    }
    xml.add(IDENTIFIERS_END);
  }

  /** Companies have pages among the labels, but the graph does not know them. */
  void companies(XmlBuffer xml, Draws draws) {
    int count = COMPANY_COUNT.draw(draws);
    if (count == 0) {
      return;
    }
    xml.add(COMPANIES);
    for (int i = 0; i < count; i++) {
      int id = catalogue.companies.id(draws);
      xml.add(COMPANY).add(id).add(NAME);
      names.label(xml, id);
      if (draws.chance(0.1)) {
        xml.add(CATALOGUE_NUMBER);
        catalogueNumber(xml, draws);
        xml.add(CATALOGUE_NUMBER_END);
      } else {
        xml.add(ENTITY);
      }
      entity(xml, entities[entityRanks.rank(draws)]);
      xml.add(COMPANY_END);
    }
    xml.add(COMPANIES_END);
  }

  /** An entity of the vocabulary is a number, a colon and a name. */
  private static void entity(XmlBuffer xml, byte[] entity) {
    int colon = 0;
    while (entity[colon] != ':') {
      colon++;
    }
    xml.add(entity, 0, colon).add(ENTITY_NAME);
    xml.add(entity, colon + 1, entity.length - colon - 1);
  }
}
