package org.discogsography.graphinator.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Discogs master: what all pressings of one work have in common. */
public record MasterRecord(
    String id,
    String sha256,
    String title,
    @Nullable Integer year,
    List<String> artists,
    List<String> genres,
    List<String> styles)
    implements GraphRecord {}
