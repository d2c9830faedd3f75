package org.discogsography.common.musicbrainz;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about a MusicBrainz entity of any type; fields that its type does not have
 * are null. Texts hold no NUL and no halves of surrogate pairs.
 *
 * @param type the entity's own type, for example {@code Group}, {@code Original Production} or
 *     {@code Album}
 * @param begin partial ISO date, as {@code end} and {@code firstReleaseDate}
 * @param area name, as {@code beginArea} and {@code endArea}
 * @param discogsId id of the Discogs artist, label, release or master that it is
 * @param barcode empty if the release has none, null if that is not known
 * @param aliases UTF-8 JSON array, as {@code tags}
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record MusicBrainzRecord(
    UUID mbid,
    @Nullable String name,
    @Nullable String sortName,
    @Nullable String type,
    @Nullable String gender,
    @Nullable String begin,
    @Nullable String end,
    boolean ended,
    @Nullable String area,
    @Nullable String beginArea,
    @Nullable String endArea,
    @Nullable String disambiguation,
    @Nullable Long discogsId,
    @Nullable Integer labelCode,
    @Nullable String barcode,
    @Nullable String status,
    @Nullable UUID releaseGroup,
    List<String> secondaryTypes,
    @Nullable String firstReleaseDate,
    byte[] aliases,
    byte[] tags,
    List<Relation> relations,
    List<ExternalLink> links) {}
