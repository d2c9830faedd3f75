package org.discogsography.benchmarks.catalogue;

/** The kinds of relations between artists that become edges of the graph. */
enum Bond {
  MEMBER("member of band", "MEMBER_OF", 0.02),
  COLLABORATION("collaboration", "COLLABORATED_WITH", 0.05),
  TEACHER("teacher", "TAUGHT", 0.02),
  TRIBUTE("tribute", "TRIBUTE_TO", 0.02),
  FOUNDER("founder", "FOUNDED", 0.02),
  SUPPORT("supporting musician", "SUPPORTED", 0.03),
  SUBGROUP("subgroup", "SUBGROUP_OF", 0.02),
  RENAME("artist rename", "RENAMED_TO", 0.01);

  private final byte[] type;
  private final String edge;
  private final double share;

  Bond(String type, String edge, double share) {
    this.type = XmlBuffer.bytes(type);
    this.edge = edge;
    this.share = share;
  }

  /** Type of the relation in MusicBrainz. */
  byte[] type() {
    return type;
  }

  /** Type of the edge that it becomes. */
  String edge() {
    return edge;
  }

  /** Share of the artists from which one goes out, beside memberships that Discogs knows. */
  double share() {
    return share;
  }
}
