package org.discogsography.brainzgraphinator.enrichment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record adds to a node.
 *
 * @param discogsId key of the node; null if MusicBrainz knows none
 * @param sha256 content hash of the record; empty if the publisher sent none
 * @param properties every property that records of the type can set; null removes it
 * @param withoutTarget relations of our kinds whose other artist has no Discogs id
 */
record Enrichment(
    String mbid,
    @Nullable String discogsId,
    String sha256,
    Map<String, @Nullable Object> properties,
    List<Assertion> assertions,
    int withoutTarget) {}
