package org.discogsography.graphinator.writing;

import org.discogsography.common.keys.PlainNumber;

/**
 * The element id of a node, in the parts of which it consists so far: what all nodes of a database
 * share, and a number. Neo4j does not promise this form; an id of another one is used as it is.
 *
 * @param text as Neo4j writes it
 * @param database what is the same for all nodes
 * @param number from 0; {@link PlainNumber#NONE} if the id is of another form
 */
record ElementId(String text, String database, long number) {

  static ElementId parse(String text) {
    int digits = text.lastIndexOf(':') + 1;
    return new ElementId(text, text.substring(0, digits), PlainNumber.parse(text, digits));
  }

  static ElementId of(String database, long number) {
    return new ElementId(database + number, database, number);
  }

  boolean isNumbered() {
    return number != PlainNumber.NONE;
  }
}
