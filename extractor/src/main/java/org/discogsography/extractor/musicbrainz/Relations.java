package org.discogsography.extractor.musicbrainz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.extractor.canonical.WrittenList;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the relations of an entity into Discogs pages, other links, and relations to other
 * entities.
 *
 * <p>Used for one entity after the other; not safe for several threads.
 */
final class Relations implements LineParser.RelationSink {

  private static final int MEMBERS = 16;

  private final ArtistMap artists;
  private final DiscogsLinks discogs;
  private final WrittenList entities;
  private final Set<Link> seen = new HashSet<>();
  private List<@Nullable Object> links = new ArrayList<>();

  private record Link(String service, String url, boolean ended) {}

  /**
   * @param entities gets the relations to entities of MusicBrainz, in the order of the dump
   */
  Relations(Entity entity, ArtistMap artists, WrittenList entities) {
    this.artists = artists;
    this.discogs = new DiscogsLinks(entity);
    this.entities = entities;
  }

  /** Forgets the relations of the line before. */
  @Override
  public void begin() {
    entities.clear();
    links = new ArrayList<>();
    seen.clear();
    discogs.clear();
  }

  /**
   * Takes a list of relations in place of those taken before.
   *
   * @param relations emptied one by one: the converted ones take no second place in memory
   */
  void take(List<?> relations) {
    begin();
    for (int i = 0; i < relations.size(); i++) {
      if (relations.set(i, null) instanceof Fields relation) {
        add(relation);
      }
    }
  }

  /** Ids of the entity's Discogs pages, its own first. */
  List<@Nullable Object> discogsIds() {
    return discogs.ids();
  }

  /** Its pages elsewhere, in the order of the dump. */
  List<@Nullable Object> externalLinks() {
    return links;
  }

  /** Its relations to entities of MusicBrainz, in the order of the dump. */
  WrittenList relations() {
    return entities;
  }

  @Override
  public void add(Fields relation) {
    String targetType = Json.text(relation.get("target-type"));
    if (targetType == null) {
      return;
    }
    String type = Json.text(relation.get("type"));
    boolean ended = Json.flag(relation.get("ended"));
    if (!targetType.equals(DiscogsLinks.TARGET_TYPE)) {
      entity(relation, type, targetType, ended);
      return;
    }
    if (DiscogsLinks.TYPE.equals(type)) {
      discogs.add(relation);
      return;
    }
    String resource = Json.text(Json.member(relation.get("url"), "resource"));
    if (type != null && resource != null && !resource.isBlank()) {
      if (seen.add(new Link(type, resource, ended))) {
        Fields link = new Fields().put("service", type).put("url", resource);
        links.add(ended ? link.put("ended", true) : link);
      }
    }
  }

  private void entity(Fields relation, @Nullable String type, String spelledType, boolean ended) {
    boolean releaseGroup =
        spelledType.equals("release_group") || spelledType.equals("release-group");
    String targetType = releaseGroup ? "release-group" : spelledType;
    Object target = relation.get(spelledType);
    if (target == null && releaseGroup) {
      target = relation.get("release_group");
      target = target == null ? relation.get("release-group") : target;
    }
    String targetId = Json.text(Json.member(target, "id"));
    UUID mbid = Mbids.parse(targetId);
    if (mbid == null || targetId == null) {
      return;
    }
    entities.add(
        new Fields(MEMBERS)
            .put("attribute_values", Json.orEmpty(relation.get("attribute-values")))
            .put("attributes", Json.list(relation.get("attributes")))
            .put("begin_date", relation.get("begin"))
            .put("direction", relation.get("direction"))
            .put("end_date", relation.get("end"))
            .put("ended", ended)
            .put("source_credit", relation.get("source-credit"))
            .put("target_credit", relation.get("target-credit"))
            .put(
                "target_discogs_artist_id",
                targetType.equals("artist") ? artists.discogsId(mbid) : null)
            .put("target_mbid", targetId.toLowerCase(Locale.ROOT))
            .put("target_name", Json.firstPresent(target, "name", "title"))
            .put("target_type", targetType)
            .put("type", type)
            .put("type_id", relation.get("type-id")));
  }
}
