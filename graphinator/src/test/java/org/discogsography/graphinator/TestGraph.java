package org.discogsography.graphinator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.ArtistWriter;
import org.discogsography.graphinator.writing.KnownNodes;
import org.discogsography.graphinator.writing.LabelWriter;
import org.discogsography.graphinator.writing.MasterWriter;
import org.discogsography.graphinator.writing.ReleaseWriter;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;

/** A graph under test: writes records as the service does, and tells what is stored. */
public final class TestGraph {

  private final Driver driver;
  private Instant now = Instant.parse("2026-04-01T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final RecordReader reader = new RecordReader(clock);
  private final GraphTransactions transactions;

  public TestGraph(Driver driver) {
    this.driver = driver;
    this.transactions = new GraphTransactions(driver);
  }

  public Driver driver() {
    return driver;
  }

  public void setTime(Instant time) {
    now = time;
  }

  /** Removes every node; constraints and indexes stay. */
  public void clear() {
    run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS");
  }

  public RecordWriter<?> writer(DataType type) {
    return switch (type) {
      case ARTISTS -> new ArtistWriter(reader, transactions, new KnownNodes(clock), clock);
      case LABELS -> new LabelWriter(reader, transactions, new KnownNodes(clock), clock);
      case MASTERS -> new MasterWriter(reader, transactions, new KnownNodes(clock), clock);
      case RELEASES -> new ReleaseWriter(reader, transactions, new KnownNodes(clock), clock);
      case RELEASE_GROUPS -> throw new IllegalArgumentException("no Discogs type");
    };
  }

  public WriteResult write(DataType type, DataRecord... records) {
    return write(type, List.of(records));
  }

  /** Writes one batch, ordered by id as the consuming does. */
  public WriteResult write(DataType type, List<DataRecord> records) {
    try {
      return write(writer(type), records);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes one batch by a writer that keeps what it has learned from those before. */
  public static <R> WriteResult write(RecordWriter<R> writer, List<DataRecord> records)
      throws Exception {
    List<R> prepared = new ArrayList<>();
    for (DataRecord record :
        records.stream().sorted(Comparator.comparing(DataRecord::id)).toList()) {
      prepared.add(prepare(writer, record));
    }
    return writer.write(prepared);
  }

  private static <R> R prepare(RecordWriter<R> writer, DataRecord record)
      throws InvalidMessageException {
    return writer.prepare(record);
  }

  public List<Record> run(String query) {
    return run(query, Map.of());
  }

  public List<Record> run(String query, Map<String, Object> parameters) {
    try (var session = driver.session(SessionConfig.defaultConfig())) {
      return session.run(query, parameters).list();
    }
  }

  /** The first column of the only row. */
  public Object single(String query) {
    return run(query).getFirst().get(0).asObject();
  }

  /** The first column of all rows. */
  public List<Object> column(String query) {
    return run(query).stream().map(row -> row.get(0).asObject()).toList();
  }

  /** The ids of a type that were seen since an instant. */
  public SeenIds seenSince(DataType type, Instant instant) {
    try (var session = driver.session(SessionConfig.defaultConfig())) {
      return session.executeRead(transaction -> {
        SeenIds seen = new SeenIds();
        transaction
            .run(
                "MATCH (s:SeenIds {type: $type}) WHERE s.at >= $at RETURN s.ids AS ids",
                Map.of("type", type.text(), "at", instant.toEpochMilli()))
            .forEachRemaining(row -> seen.addAll(row.get("ids").asByteArray()));
        return seen;
      });
    }
  }

  /** Every node and relationship as text, in order; without when they were seen. */
  public List<String> export() {
    List<String> lines = new ArrayList<>();
    for (Record row :
        run(
            """
            MATCH (n) WHERE NOT n:SeenIds|Removals
            RETURN labels(n) AS labels, coalesce(n.id, n.name, n.version) AS key,
                   properties(n) AS properties
            """)) {
      lines.add(
          row.get("labels") + " " + row.get("key").asObject() + " " + text(row, "properties"));
    }
    for (Record row :
        run(
            """
            MATCH (a)-[r]->(b)
            RETURN labels(a) + labels(b) AS labels, type(r) AS type,
                   [coalesce(a.id, a.name), coalesce(b.id, b.name)] AS ends,
                   properties(r) AS properties
            """)) {
      lines.add(
          row.get("type").asString()
              + " "
              + row.get("labels")
              + " "
              + row.get("ends")
              + " "
              + text(row, "properties"));
    }
    lines.sort(Comparator.naturalOrder());
    return lines;
  }

  private static String text(Record row, String column) {
    return new TreeMap<>(row.get(column).asMap()).toString();
  }
}
