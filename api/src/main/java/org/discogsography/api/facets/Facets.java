package org.discogsography.api.facets;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.discogsography.api.caching.ImportGeneration;
import org.discogsography.api.entities.EntityType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is precomputed of genres and styles for the data of now. Everything may be absent: not
 * filled yet, PostgreSQL away, or not a genre or style; then the graph has to be asked.
 */
public final class Facets {

  private static final Logger log = LoggerFactory.getLogger(Facets.class);

  /**
   * So long PostgreSQL is not asked again after a failure, as each failure costs a request time.
   */
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(30);

  @FunctionalInterface
  private interface Reading<T> {
    T read(FacetStore store, long generation) throws SQLException;
  }

  private final @Nullable FacetStore store;
  private final ImportGeneration generation;
  private final InstantSource clock;
  private volatile Instant restUntil = Instant.MIN;

  /**
   * @param store null when facets are switched off
   */
  Facets(@Nullable FacetStore store, ImportGeneration generation, InstantSource clock) {
    this.store = store;
    this.generation = generation;
    this.clock = clock;
  }

  /** A page of neighbours, those with most shared releases first, then by id. */
  public Optional<List<Facet>> page(
      EntityType type, String name, FacetKind kind, int offset, int limit) {
    FacetParent parent = new FacetParent(type, name);
    return type.isNamedById()
        ? Optional.empty()
        : read(
            (store, now) -> store.page(now, parent, kind, offset, limit),
            Optional.<List<Facet>>empty());
  }

  /** How many releases are from these years, both included. */
  public OptionalLong releases(EntityType type, String name, int first, int last) {
    FacetParent parent = new FacetParent(type, name);
    return type.isNamedById()
        ? OptionalLong.empty()
        : read((store, now) -> store.releases(now, parent, first, last), OptionalLong.empty());
  }

  private <T> T read(Reading<T> reading, T absent) {
    FacetStore present = store;
    if (present == null || clock.instant().isBefore(restUntil)) {
      return absent;
    }
    long now = generation.current();
    if (now == 0) {
      return absent;
    }
    try {
      return reading.read(present, now);
    } catch (SQLException e) {
      restUntil = clock.instant().plus(REST_AFTER_FAILURE);
      log.atWarn()
          .setMessage("⚠️ Facets cannot be read, asking the graph instead")
          .addKeyValue("error", e.getMessage())
          .log();
      return absent;
    }
  }
}
