package org.discogsography.api.nodes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.discogsography.api.caching.AnswerCache;
import org.discogsography.api.caching.CacheKey;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.errors.ApiException;

/** Answers look-ups of one node. */
final class Nodes {

  private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private final ArtistNodes artists;
  private final RecordNodes records;
  private final TagNodes tags;
  private final AnswerCache cache;

  Nodes(ArtistNodes artists, RecordNodes records, TagNodes tags, AnswerCache cache) {
    this.artists = artists;
    this.records = records;
    this.tags = tags;
    this.cache = cache;
  }

  /**
   * The node of this id; of genres and styles the name is the id.
   *
   * @throws ApiException 404
   */
  NodeAnswer require(EntityType type, String id) {
    return switch (type) {
      case ARTIST -> kept(type, id, NodeAnswer.ArtistNode.class, () -> artists.find(id));
      case RELEASE -> kept(type, id, NodeAnswer.ReleaseNode.class, () -> records.findRelease(id));
      case MASTER -> kept(type, id, NodeAnswer.MasterNode.class, () -> records.findMaster(id));
      case LABEL -> kept(type, id, NodeAnswer.LabelNode.class, () -> records.findLabel(id));
      case GENRE -> kept(type, id, NodeAnswer.GenreNode.class, () -> tags.findGenre(id));
      case STYLE -> kept(type, id, NodeAnswer.StyleNode.class, () -> tags.findStyle(id));
    };
  }

  private <T extends NodeAnswer> T kept(
      EntityType type, String id, Class<T> answer, Supplier<Optional<NodeAnswer>> reading) {
    return cache.get(
        CacheKey.of("node", type.publicName(), id),
        answer,
        TIME_TO_LIVE,
        () ->
            reading
                .get()
                .map(answer::cast)
                .orElseThrow(() ->
                    ApiException.notFound("No %s with id '%s'".formatted(type.publicName(), id))),
        NodeAnswer::hasAllCounts);
  }
}
