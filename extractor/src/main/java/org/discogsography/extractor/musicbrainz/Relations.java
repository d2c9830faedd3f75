package org.discogsography.extractor.musicbrainz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the relations of an entity into Discogs pages, other links, and relations to other
 * entities.
 *
 * <p>Used for one entity after the other; not safe for several threads.
 */
final class Relations {

  private static final String DISCOGS = "discogs";

  private final ArtistMap artists;
  private final DiscogsLinks discogs;
  private List<@Nullable Object> entities = new ArrayList<>();
  private List<@Nullable Object> links = new ArrayList<>();

  private record Link(String service, String url, boolean ended) {}

  Relations(Entity entity, ArtistMap artists) {
    this.artists = artists;
    this.discogs = new DiscogsLinks(entity);
  }

  /**
   * Takes the {@code relations} of a line and forgets those of the line before.
   *
   * @param relations emptied one by one: the converted ones take no second place in memory
   */
  void take(@Nullable Object relations) {
    entities = new ArrayList<>();
    links = new ArrayList<>();
    discogs.clear();
    if (!(relations instanceof List<?> list)) {
      return;
    }
    Set<Link> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.set(i, null) instanceof Fields relation) {
        sort(relation, seen);
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
  List<@Nullable Object> relations() {
    return entities;
  }

  private void sort(Fields relation, Set<Link> seen) {
    String targetType = Json.text(relation.get("target-type"));
    if (targetType == null) {
      return;
    }
    String type = Json.text(relation.get("type"));
    boolean ended = Json.flag(relation.get("ended"));
    if (!targetType.equals("url")) {
      entity(relation, type, targetType, ended);
      return;
    }
    String resource = Json.text(Json.member(relation.get("url"), "resource"));
    if (DISCOGS.equals(type)) {
      discogs.add(resource, ended, Json.text(relation.get("source-credit")));
    } else if (type != null && resource != null && !resource.isBlank()) {
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
    Mbid mbid = Mbid.of(targetId);
    if (mbid == null || targetId == null) {
      return;
    }
    entities.add(
        new Fields()
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
