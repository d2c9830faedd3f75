package org.discogsography.extractor.musicbrainz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Turns a parsed line into the record that is published.
 *
 * <p>Every field of its kind is always there: null where the source says nothing, an empty list
 * where it lists nothing. Values are taken over as they stand, ids in lower case.
 *
 * <p>A change here changes content hashes and rewrites every stored record once: raise {@link
 * #VERSION} with it. Not safe for several threads.
 */
final class Normaliser {

  /** Part of what decides whether a half-sent file may be continued. */
  static final int VERSION = 1;

  private static final int MEMBERS = 32;

  private final Entity entity;
  private final Relations relations;

  /**
   * @param relations those that the parser has taken out of the line
   */
  Normaliser(Entity entity, Relations relations) {
    this.entity = entity;
    this.relations = relations;
  }

  /**
   * The record of a line.
   *
   * @param line what the line parser kept of it; taken apart
   * @throws MalformedLineException if it has no MBID
   */
  Fields normalise(Fields line) throws MalformedLineException {
    Fields record = new Fields(MEMBERS).put("id", mbid(line));
    if (line.get("relations") instanceof List<?> list) {
      relations.take(list);
    }
    List<@Nullable Object> discogsIds = relations.discogsIds();
    record
        .put("aliases", Json.list(line.get("aliases")))
        .put("disambiguation", line.get("disambiguation"))
        .put(entity.discogsIdField(), discogsIds.isEmpty() ? null : discogsIds.getFirst())
        .put("discogs_ids", discogsIds)
        .put("external_links", relations.externalLinks())
        .put("genres", Json.list(line.get("genres")))
        .put("relations", relations.relations())
        .put("tags", Json.list(line.get("tags")));
    switch (entity) {
      case ARTIST -> artist(line, record);
      case LABEL -> label(line, record);
      case RELEASE_GROUP -> releaseGroup(line, record);
      case RELEASE -> release(line, record);
    }
    return record;
  }

  /** The id of a line as it is published. */
  static String mbid(Fields line) throws MalformedLineException {
    Object id = line.get("id");
    if (id == null) {
      throw new MalformedLineException("no 'id'");
    }
    if (!(id instanceof String text) || Mbids.parse(text) == null) {
      throw new MalformedLineException("'id' is no MBID: " + shortened(id));
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static void artist(Fields line, Fields record) {
    party(line, record);
    record
        .put("begin_area", areaName(Json.firstPresent(line, "begin-area", "begin_area")))
        .put("end_area", areaName(Json.firstPresent(line, "end-area", "end_area")))
        .put("gender", line.get("gender"))
        .put("sort_name", line.get("sort-name"));
  }

  private static void label(Fields line, Fields record) {
    party(line, record);
    record.put("label_code", line.get("label-code"));
  }

  /** What artists and labels have in common. */
  private static void party(Fields line, Fields record) {
    record
        .put("area", areaName(line.get("area")))
        .put("country", line.get("country"))
        .put("ipis", Json.list(line.get("ipis")))
        .put("isnis", Json.list(line.get("isnis")))
        .put("life_span", lifeSpan(line.get("life-span")))
        .put("mb_type", line.get("type"))
        .put("name", line.get("name"))
        .put("rating", line.get("rating"));
  }

  private static void releaseGroup(Fields line, Fields record) {
    record
        .put("artist_credit", artistCredit(line))
        .put("first_release_date", Json.filled(line.get("first-release-date")))
        .put("mb_type", line.get("primary-type"))
        .put("name", line.get("title"))
        .put("rating", line.get("rating"))
        .put("secondary_types", Json.list(line.get("secondary-types")));
  }

  private static void release(Fields line, Fields record) {
    Object text = line.get("text-representation");
    Object group = Json.text(Json.member(line.get("release-group"), "id"));
    record
        .put("artist_credit", artistCredit(line))
        .put("asin", line.get("asin"))
        .put("barcode", line.get("barcode"))
        .put("country", line.get("country"))
        .put("cover_art", coverArt(line.get("cover-art-archive")))
        .put("date", Json.filled(line.get("date")))
        .put("label_info", labelInfo(line))
        .put("language", Json.member(text, "language"))
        .put("media", media(line))
        .put("name", line.get("title"))
        .put("packaging", line.get("packaging"))
        .put("quality", line.get("quality"))
        .put("release_events", releaseEvents(line))
        .put("release_group_mbid", group instanceof String id ? id.toLowerCase(Locale.ROOT) : null)
        .put("script", Json.member(text, "script"))
        .put("status", line.get("status"));
  }

  private static @Nullable Object areaName(@Nullable Object area) {
    return Json.member(area, "name");
  }

  private static Fields lifeSpan(@Nullable Object span) {
    return new Fields()
        .put("begin", Json.member(span, "begin"))
        .put("end", Json.member(span, "end"))
        .put("ended", Json.flag(Json.member(span, "ended")));
  }

  private static List<@Nullable Object> artistCredit(Fields line) {
    List<@Nullable Object> credits = new ArrayList<>();
    for (Fields credit : Json.objects(line.get("artist-credit"))) {
      Object artist = credit.get("artist");
      Object creditedAs = credit.get("name");
      credits.add(
          new Fields()
              .put("joinphrase", credit.get("joinphrase"))
              .put("mbid", Json.member(artist, "id"))
              .put("name", creditedAs == null ? Json.member(artist, "name") : creditedAs));
    }
    return credits;
  }

  private static @Nullable Fields coverArt(@Nullable Object archive) {
    if (!(archive instanceof Fields)) {
      return null;
    }
    return new Fields()
        .put("artwork", Json.flag(Json.member(archive, "artwork")))
        .put("back", Json.flag(Json.member(archive, "back")))
        .put("count", Json.member(archive, "count"))
        .put("front", Json.flag(Json.member(archive, "front")));
  }

  private static List<@Nullable Object> labelInfo(Fields line) {
    List<@Nullable Object> infos = new ArrayList<>();
    for (Fields info : Json.objects(line.get("label-info"))) {
      Object label = info.get("label");
      infos.add(
          new Fields()
              .put("catalog_number", info.get("catalog-number"))
              .put("label_mbid", Json.member(label, "id"))
              .put("label_name", Json.member(label, "name")));
    }
    return infos;
  }

  private static List<@Nullable Object> media(Fields line) {
    List<@Nullable Object> media = new ArrayList<>();
    for (Fields medium : Json.objects(line.get("media"))) {
      media.add(
          new Fields()
              .put("format", medium.get("format"))
              .put("position", medium.get("position"))
              .put("title", medium.get("title"))
              .put("track_count", medium.get("track-count")));
    }
    return media;
  }

  private static List<@Nullable Object> releaseEvents(Fields line) {
    List<@Nullable Object> events = new ArrayList<>();
    for (Fields event : Json.objects(line.get("release-events"))) {
      List<@Nullable Object> codes = Json.list(Json.member(event.get("area"), "iso-3166-1-codes"));
      events.add(
          new Fields()
              .put("country", codes.isEmpty() ? null : codes.getFirst())
              .put("date", Json.filled(event.get("date"))));
    }
    return events;
  }
}
