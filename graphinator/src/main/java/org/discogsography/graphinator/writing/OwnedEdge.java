package org.discogsography.graphinator.writing;

import org.discogsography.graphinator.records.ReleaseRecord.Credit;

/**
 * A relationship that exists only because one record says so.
 *
 * @param target id or name of the node at the other end
 * @param role credited role; empty for other kinds
 * @param category of the role; empty for other kinds
 */
record OwnedEdge(Kind kind, String target, String role, String category) {

  enum Kind {
    BY,
    ON,
    DERIVED_FROM,
    IS_GENRE,
    IS_STYLE,
    CREDITED_ON
  }

  static OwnedEdge of(Kind kind, String target) {
    return new OwnedEdge(kind, target, "", "");
  }

  static OwnedEdge of(Credit credit) {
    return new OwnedEdge(Kind.CREDITED_ON, credit.person(), credit.role(), credit.category());
  }
}
