package org.discogsography.benchmarks.pipeline;

import java.util.List;
import java.util.Locale;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;

/** One of the two ways from dumps into the stores, with the services along it. */
enum Branch {
  DISCOGS(Source.DISCOGS, "extractor", "graphinator", "tableinator"),
  MUSICBRAINZ(
      Source.MUSICBRAINZ, "extractor-musicbrainz", "brainzgraphinator", "brainztableinator");

  private final Source source;
  private final String extractor;
  private final String graphConsumer;
  private final String tableConsumer;

  Branch(Source source, String extractor, String graphConsumer, String tableConsumer) {
    this.source = source;
    this.extractor = extractor;
    this.graphConsumer = graphConsumer;
    this.tableConsumer = tableConsumer;
  }

  Source source() {
    return source;
  }

  String extractor() {
    return extractor;
  }

  /** Who writes to Neo4j. */
  String graphConsumer() {
    return graphConsumer;
  }

  /** Who writes to PostgreSQL. */
  String tableConsumer() {
    return tableConsumer;
  }

  List<String> consumers() {
    return List.of(graphConsumer, tableConsumer);
  }

  /** The types in the order in which the extractor publishes them. */
  List<DataType> types() {
    return source.types();
  }

  TopologyNames topology() {
    return new TopologyNames(source, "discogsography-" + source);
  }

  /** The variable that names the extractor's folder of dumps. */
  String rootVariable() {
    return source.text().toUpperCase(Locale.ROOT) + "_ROOT";
  }
}
