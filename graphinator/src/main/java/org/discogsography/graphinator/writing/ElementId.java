package org.discogsography.graphinator.writing;

/**
 * The element id of a node, in the parts of which it consists so far: what all nodes of a database
 * share, and a number. Neo4j does not promise this form; an id of another one is used as it is.
 *
 * @param text as Neo4j writes it
 * @param database what is the same for all nodes
 * @param number from 0; negative if the id is of another form
 */
record ElementId(String text, String database, long number) {

  private static final long NONE = -1;
  private static final int MOST_DIGITS = 18;

  static ElementId parse(String text) {
    int digits = text.lastIndexOf(':') + 1;
    String database = text.substring(0, digits);
    long number = number(text, digits);
    return new ElementId(text, database, number);
  }

  static ElementId of(String database, long number) {
    return new ElementId(database + number, database, number);
  }

  /** Only a number that is written back as it was read. */
  private static long number(String text, int from) {
    int length = text.length() - from;
    if (length == 0 || length > MOST_DIGITS || (text.charAt(from) == '0' && length > 1)) {
      return NONE;
    }
    long number = 0;
    for (int i = from; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return NONE;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  boolean isNumbered() {
    return number != NONE;
  }
}
