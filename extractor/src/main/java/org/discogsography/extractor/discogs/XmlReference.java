package org.discogsography.extractor.discogs;

/**
 * References in the bytes of a record: the five entities that XML knows without a DTD, and numbers
 * of characters that XML 1.0 allows.
 */
final class XmlReference {

  private static final String[] ENTITIES = {"amp;", "lt;", "gt;", "apos;", "quot;"};
  private static final byte[][] ENTITY_BYTES = new byte[ENTITIES.length][];
  private static final String CHARACTERS = "&<>'\"";

  static {
    for (int i = 0; i < ENTITIES.length; i++) {
      ENTITY_BYTES[i] = XmlWindow.ascii(ENTITIES[i]);
    }
  }

  private XmlReference() {}

  /** The place after the reference whose {@code &} stands there; -1 if it is not one. */
  static int end(byte[] xml, int ampersand) {
    int from = ampersand + 1;
    if (from < xml.length && xml[from] == '#') {
      return numberEnd(xml, from + 1);
    }
    int entity = entity(xml, from);
    return entity < 0 ? -1 : from + ENTITY_BYTES[entity].length;
  }

  /**
   * The code point that a reference means.
   *
   * @param end what {@link #end} said of it
   */
  static int point(byte[] xml, int ampersand, int end) {
    int from = ampersand + 1;
    if (xml[from] != '#') {
      return CHARACTERS.charAt(entity(xml, from));
    }
    boolean hex = xml[from + 1] == 'x';
    int point = 0;
    for (int i = hex ? from + 2 : from + 1; i < end - 1; i++) {
      point = point * (hex ? 16 : 10) + Character.digit(xml[i], 16);
    }
    return point;
  }

  /** Length of the name and semicolon of the entity that stands there, in this text; 0 if none. */
  static int entityLength(String text, int from) {
    for (String entity : ENTITIES) {
      if (text.startsWith(entity, from)) {
        return entity.length();
      }
    }
    return 0;
  }

  static boolean isDigit(int c, boolean hex) {
    return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }

  private static int entity(byte[] xml, int at) {
    for (int i = 0; i < ENTITY_BYTES.length; i++) {
      if (startsWith(xml, at, ENTITY_BYTES[i])) {
        return i;
      }
    }
    return -1;
  }

  private static int numberEnd(byte[] xml, int from) {
    boolean hex = from < xml.length && xml[from] == 'x';
    int first = hex ? from + 1 : from;
    int i = first;
    int point = 0;
    while (i < xml.length && isDigit(xml[i], hex)) {
      point = point * (hex ? 16 : 10) + Character.digit(xml[i], 16);
      if (point > Character.MAX_CODE_POINT) {
        return -1;
      }
      i++;
    }
    boolean known =
        i > first
            && i < xml.length
            && xml[i] == ';'
            && !XmlRepair.isForbidden(point)
            && !XmlRepair.isImpossible(point);
    return known ? i + 1 : -1;
  }

  private static boolean startsWith(byte[] xml, int at, byte[] text) {
    if (at + text.length > xml.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (xml[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
