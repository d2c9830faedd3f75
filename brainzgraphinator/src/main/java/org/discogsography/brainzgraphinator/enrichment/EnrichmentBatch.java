package org.discogsography.brainzgraphinator.enrichment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Counter;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Tally;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.common.seen.SeenIds;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/** One try to apply a batch of records, within a transaction. */
final class EnrichmentBatch {

  private static final int HELD_PAGE = 500;

  /** The nodes that these MBIDs have enriched. */
  private static final String ENRICHED =
      """
      UNWIND $mbids AS mbid
      MATCH (n:%1$s {mbid: mbid})
      USING INDEX SEEK n:%1$s(mbid)
      RETURN mbid, n.id AS id, n.mb_since AS since, n.mb_sha256 AS sha256, n.mb_rev AS revision
      """;

  /** Who holds these nodes, and since when. */
  private static final String CLAIMED =
      """
      UNWIND $ids AS id
      MATCH (n:%1$s {id: id})
      USING INDEX SEEK n:%1$s(id)
      RETURN id, n.mbid AS mbid, n.mb_since AS since, n.mb_sha256 AS sha256, n.mb_rev AS revision
      """;

  private static final String SET =
      """
      UNWIND $rows AS row
      MATCH (n:%1$s {id: row[0]})
      USING INDEX SEEK n:%1$s(id)
      SET n += row[1]
      """;

  /** What is set on a node that another transaction has just deleted is lost without a word. */
  private static final String COUNT =
      """
      UNWIND $rows AS row
      MATCH (n:%1$s {id: row[0]})
      USING INDEX SEEK n:%1$s(id)
      RETURN count(n) AS nodes
      """;

  private static final String LAST_COMPLETED =
      """
      MATCH (run:EnrichmentRun {type: $type})
      RETURN run.completed_at AS completed_at
      """;

  /**
   * Notes the nodes that the records of a batch hold, and how many records there were: one that
   * finds no node leaves no other trace.
   */
  private static final String SEEN =
      "CREATE (:SeenIds {type: $type, at: $at, ids: $ids, records: $records})";

  private final NodeKind kind;
  private final HeldEnrichments held;
  private final Transaction transaction;
  private final long now;
  private final Tally tally = new Tally();
  private final SeenIds seen = new SeenIds();
  private final Map<String, Claim> claims = new HashMap<>();
  private final List<Enrichment> applied = new ArrayList<>();
  private final Set<String> withdrawn = new TreeSet<>();
  private final Map<String, Enrichment> toHold = new HashMap<>();
  private final Set<String> released = new HashSet<>();
  private final Map<String, Long> arrivals = new HashMap<>();
  private String lastHeld = "";
  private @Nullable Long lastCompleted;

  /**
   * @param now epoch milliseconds
   */
  EnrichmentBatch(NodeKind kind, Transaction transaction, long now) {
    this.kind = kind;
    this.held = new HeldEnrichments(kind);
    this.transaction = transaction;
    this.now = now;
  }

  /** What this try has done; to be counted once it is committed. */
  Tally tally() {
    return tally;
  }

  /** Held records that are held no longer. */
  int released() {
    return released.size();
  }

  /** Key of the last held record that was tried. */
  String lastHeld() {
    return lastHeld;
  }

  /** Applies what has changed. */
  void write(List<DataRecord> records, EnrichmentReader reader) throws InvalidMessageException {
    List<String> mbids = records.stream().map(DataRecord::id).toList();
    Map<String, List<Record>> nodes = enriched(mbids);
    Set<String> heldBefore = held.among(transaction, mbids);
    List<Enrichment> toApply = new ArrayList<>();
    for (DataRecord message : records) {
      List<Record> own = nodes.getOrDefault(message.id(), List.of());
      if (own.size() == 1
          && !heldBefore.contains(message.id())
          && new Claim(own.getFirst()).isCurrent(message.sha256())) {
        tally.add(Counter.ENTITIES_UNCHANGED, 1);
        note(own.getFirst().get("id").asString());
        continue;
      }
      Enrichment enrichment = reader.read(message);
      toApply.add(enrichment);
      for (Record node : own) {
        if (!node.get("id").asString().equals(enrichment.discogsId())) {
          withdrawn.add(node.get("id").asString());
        }
      }
    }
    toApply.sort(Comparator.comparing(Enrichment::mbid));
    apply(toApply, heldBefore);
    transaction
        .run(
            SEEN,
            Values.parameters(
                "type",
                kind.seenType(),
                "at",
                now,
                "ids",
                seen.toBytes(),
                "records",
                records.size()))
        .consume();
  }

  /** Tries those that are held again, beginning after this key. */
  void retry(String after) {
    HeldEnrichments.Page page = held.next(transaction, after, HELD_PAGE);
    lastHeld = page.last();
    List<Enrichment> enrichments = new ArrayList<>();
    for (HeldEnrichments.Held record : page.records()) {
      enrichments.add(record.enrichment());
      arrivals.put(record.enrichment().mbid(), record.arrivedAt());
    }
    apply(enrichments, Set.copyOf(arrivals.keySet()));
  }

  /** Takes back what the records of these nodes have said. */
  void withdraw(Collection<String> nodes) {
    withdrawn.addAll(nodes);
    writeChanges();
  }

  /** A record that is held again was counted as skipped when it came. */
  Tally retryTally() {
    Tally counted = new Tally();
    for (Counter counter :
        List.of(
            Counter.ENTITIES_ENRICHED,
            Counter.ENTITIES_WITHDRAWN,
            Counter.RELATIONSHIPS_CREATED,
            Counter.RELATIONSHIPS_UPDATED,
            Counter.RELATIONSHIPS_REMOVED)) {
      counted.add(counter, tally.get(counter));
    }
    return counted;
  }

  private Map<String, List<Record>> enriched(List<String> mbids) {
    Map<String, List<Record>> nodes = new HashMap<>();
    transaction
        .run(ENRICHED.formatted(kind.label()), Values.parameters("mbids", mbids))
        .forEachRemaining(row ->
            nodes.computeIfAbsent(row.get("mbid").asString(), any -> new ArrayList<>()).add(row));
    return nodes;
  }

  private void apply(List<Enrichment> enrichments, Set<String> heldBefore) {
    readClaims(enrichments);
    for (String node : withdrawn) {
      Claim claim = claims.get(node);
      if (claim != null) {
        claim.release();
      }
    }
    for (Enrichment enrichment : enrichments) {
      if (heldBefore.contains(enrichment.mbid())) {
        released.add(enrichment.mbid());
      }
      decide(enrichment);
    }
    writeChanges();
  }

  private void readClaims(List<Enrichment> enrichments) {
    List<String> ids =
        enrichments.stream()
            .map(Enrichment::discogsId)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    if (ids.isEmpty()) {
      return;
    }
    transaction
        .run(CLAIMED.formatted(kind.label()), Values.parameters("ids", ids))
        .forEachRemaining(row -> claims.put(row.get("id").asString(), new Claim(row)));
  }

  private void decide(Enrichment enrichment) {
    String node = enrichment.discogsId();
    if (node == null) {
      tally.skip(Counter.ENTITIES_SKIPPED_NO_DISCOGS_ID);
      return;
    }
    Claim claim = claims.get(node);
    if (claim == null) {
      tally.skip(Counter.ENTITIES_SKIPPED_NO_DISCOGS_NODE);
      hold(enrichment);
    } else if (claim.isFree()
        || claim.isBy(enrichment.mbid())
        || claim.isAfter(enrichment.mbid(), lastCompleted())) {
      applied.add(enrichment);
      note(node);
      if (!claim.isBy(enrichment.mbid())) {
        claim.give(enrichment.mbid(), arrivals.getOrDefault(enrichment.mbid(), now));
      }
    } else {
      tally.skip(Counter.ENTITIES_SKIPPED_NODE_TAKEN);
      hold(enrichment);
    }
  }

  private void hold(Enrichment enrichment) {
    released.remove(enrichment.mbid());
    if (!arrivals.containsKey(enrichment.mbid())) {
      toHold.put(enrichment.mbid(), enrichment);
    }
  }

  private void note(String node) {
    seen.add(node);
  }

  /** When the last import was over; what was given since belongs to the one under way. */
  private long lastCompleted() {
    Long known = lastCompleted;
    if (known == null) {
      List<Record> runs =
          transaction.run(LAST_COMPLETED, Values.parameters("type", kind.type().text())).list();
      known = runs.isEmpty() ? 0L : runs.getFirst().get("completed_at").asLong(0);
      lastCompleted = known;
    }
    return known;
  }

  private void writeChanges() {
    for (Enrichment enrichment : applied) {
      withdrawn.remove(enrichment.discogsId());
      tally.add(Counter.RELATIONSHIPS_SKIPPED_MISSING_SIDE, enrichment.withoutTarget());
    }
    if (kind == NodeKind.ARTIST) {
      writeEdges();
    }
    writeNodes();
    held.hold(transaction, List.copyOf(toHold.values()), now);
    held.release(transaction, released);
  }

  private void writeEdges() {
    Set<String> own = new TreeSet<>(withdrawn);
    Set<String> others = new TreeSet<>();
    for (Enrichment enrichment : applied) {
      own.add(String.valueOf(enrichment.discogsId()));
      enrichment.assertions().forEach(assertion -> others.add(assertion.other()));
    }
    ArtistEdges edges = new ArtistEdges(transaction, own, others);
    withdrawn.forEach(edges::withdraw);
    for (Enrichment enrichment : applied) {
      int missing = edges.replace(String.valueOf(enrichment.discogsId()), enrichment.assertions());
      if (missing > 0) {
        tally.add(Counter.RELATIONSHIPS_SKIPPED_MISSING_SIDE, missing);
        hold(enrichment);
      }
    }
    edges.write(tally);
  }

  private void writeNodes() {
    List<List<Object>> rows = new ArrayList<>();
    for (Enrichment enrichment : applied) {
      String node = String.valueOf(enrichment.discogsId());
      Claim claim = claims.get(node);
      if (claim == null || claim.holds(enrichment)) {
        tally.add(Counter.ENTITIES_UNCHANGED, 1);
        continue;
      }
      Map<String, @Nullable Object> properties = new HashMap<>(enrichment.properties());
      properties.put("mbid", enrichment.mbid());
      properties.put("mb_sha256", enrichment.sha256());
      properties.put("mb_rev", Claim.MODEL_REVISION);
      properties.put("mb_since", claim.since());
      properties.put("mb_updated_at", Instant.ofEpochMilli(now).toString());
      rows.add(List.of(node, properties));
      tally.add(Counter.ENTITIES_ENRICHED, 1);
    }
    for (String node : withdrawn) {
      Map<String, @Nullable Object> properties = kind.nothing();
      for (String name : List.of("mbid", "mb_sha256", "mb_rev", "mb_since", "mb_updated_at")) {
        properties.put(name, null);
      }
      rows.add(List.of(node, properties));
      tally.add(Counter.ENTITIES_WITHDRAWN, 1);
    }
    if (rows.isEmpty()) {
      return;
    }
    transaction.run(SET.formatted(kind.label()), Values.parameters("rows", rows)).consume();
    List<Object> ids = rows.stream().map(row -> row.subList(0, 1)).map(Object.class::cast).toList();
    long found =
        transaction
            .run(COUNT.formatted(kind.label()), Values.parameters("rows", ids))
            .single()
            .get("nodes")
            .asLong();
    if (found != rows.size()) {
      throw new ChangedMeanwhileException(
          "%d of %d nodes were found: the others went away meanwhile"
              .formatted(found, rows.size()));
    }
  }
}
