package org.discogsography.common.musicbrainz;

/**
 * A page elsewhere about an entity.
 *
 * @param service MusicBrainz's name for the kind of link, for example {@code official homepage}
 */
public record ExternalLink(String service, String url) {}
