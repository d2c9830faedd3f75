package org.discogsography.graphinator.records;

import java.util.List;

/**
 * A Discogs artist.
 *
 * @param members ids of the artists that belong to this group
 * @param groups ids of the groups that this artist belongs to
 * @param aliases ids of the artists that are other names of this one
 */
public record ArtistRecord(
    String id,
    String sha256,
    String name,
    List<String> members,
    List<String> groups,
    List<String> aliases)
    implements GraphRecord {}
