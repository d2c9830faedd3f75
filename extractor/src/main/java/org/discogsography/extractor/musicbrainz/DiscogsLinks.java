package org.discogsography.extractor.musicbrainz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The Discogs pages that an entity is linked to.
 *
 * <p>An entity can have several: pages of its pseudonyms bear a credit, and pages that are no
 * longer right have ended. Its own page is the one without either.
 */
final class DiscogsLinks {

  /** The type of relations to addresses that are links to Discogs. */
  static final String TYPE = "discogs";

  /** What relations to addresses lead to. */
  static final String TARGET_TYPE = "url";

  private static final Comparator<Link> OWN_PAGE_FIRST =
      Comparator.comparing(Link::ended).thenComparing(Link::credited);

  private final Pattern page;
  private final List<Link> links = new ArrayList<>();

  private record Link(Long id, boolean ended, boolean credited) {}

  /** For the links of entities of one kind, one entity after the other. */
  DiscogsLinks(Entity entity) {
    String kind = entity == Entity.RELEASE_GROUP ? "master(?:/view)?" : entity.discogsKind();
    page =
        Pattern.compile(
            "https?://(?:[a-z0-9-]+\\.)*discogs\\.com(?::\\d+)?/(?:[a-z]{2}(?:[_-][a-z]{2})?/)?"
                + kind
                + "/0*([1-9]\\d{0,17})(?:-[^?#]*)?/?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);
  }

  void clear() {
    links.clear();
  }

  /**
   * Notes a relation of that type; one that leads elsewhere than to a page of the wanted kind is
   * ignored.
   */
  void add(Fields relation) {
    add(
        Json.text(Json.member(relation.get("url"), "resource")),
        Json.flag(relation.get("ended")),
        Json.text(relation.get("source-credit")));
  }

  void add(@Nullable String resource, boolean ended, @Nullable String sourceCredit) {
    if (resource != null) {
      Matcher matcher = page.matcher(resource.strip());
      if (matcher.matches()) {
        Long id = Long.valueOf(matcher.group(1));
        links.add(new Link(id, ended, sourceCredit != null && !sourceCredit.isEmpty()));
      }
    }
  }

  /**
   * Ids of all pages, each once: first those that are current and without a credit, then those with
   * one, last those that have ended; otherwise in the order of the dump.
   */
  List<@Nullable Object> ids() {
    links.sort(OWN_PAGE_FIRST);
    List<@Nullable Object> ids = new ArrayList<>(links.size());
    for (Link link : links) {
      if (!ids.contains(link.id)) {
        ids.add(link.id);
      }
    }
    return ids;
  }
}
