package org.discogsography.api.nodes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.discogsography.api.entities.EntityRef;
import org.jspecify.annotations.Nullable;

/** Everything known about one node. Lists have neither nulls nor duplicates. */
sealed interface NodeAnswer {

  String id();

  /** Null for a node that is known from references only. */
  @Nullable String name();

  /** Whether no number is missing, so that the answer is worth keeping. */
  boolean hasAllCounts();

  /**
   * An artist.
   *
   * @param genres of its releases, the most frequent first
   * @param styles likewise
   * @param releaseCount null when it is not precomputed and counting takes too long
   * @param groups names of the groups it is a member of
   */
  record ArtistNode(
      String id,
      @Nullable String name,
      List<String> genres,
      List<String> styles,
      @JsonProperty("release_count") @Nullable Long releaseCount,
      List<String> groups,
      List<EntityRef> aliases,
      List<EntityRef> members)
      implements NodeAnswer {

    public ArtistNode {
      genres = List.copyOf(genres);
      styles = List.copyOf(styles);
      groups = List.copyOf(groups);
      aliases = List.copyOf(aliases);
      members = List.copyOf(members);
    }

    @Override
    public boolean hasAllCounts() {
      return releaseCount != null;
    }
  }

  /**
   * A release.
   *
   * @param name its title
   * @param masterId the master that it is a version of
   */
  record ReleaseNode(
      String id,
      @Nullable String name,
      @Nullable Integer year,
      List<String> artists,
      List<String> labels,
      List<String> genres,
      List<String> styles,
      List<String> formats,
      @JsonProperty("catalog_number") @Nullable String catalogNumber,
      @JsonProperty("master_id") @Nullable String masterId,
      @JsonProperty("artist_refs") List<EntityRef> artistRefs,
      @JsonProperty("label_refs") List<EntityRef> labelRefs)
      implements NodeAnswer {

    public ReleaseNode {
      artists = List.copyOf(artists);
      labels = List.copyOf(labels);
      genres = List.copyOf(genres);
      styles = List.copyOf(styles);
      formats = List.copyOf(formats);
      artistRefs = List.copyOf(artistRefs);
      labelRefs = List.copyOf(labelRefs);
    }

    @Override
    public boolean hasAllCounts() {
      return true;
    }
  }

  /**
   * A master: what its releases are versions of.
   *
   * @param name its title
   */
  record MasterNode(
      String id,
      @Nullable String name,
      @Nullable Integer year,
      List<String> artists,
      List<String> genres,
      List<String> styles,
      @JsonProperty("release_count") long releaseCount)
      implements NodeAnswer {

    public MasterNode {
      artists = List.copyOf(artists);
      genres = List.copyOf(genres);
      styles = List.copyOf(styles);
    }

    @Override
    public boolean hasAllCounts() {
      return true;
    }
  }

  /**
   * A label.
   *
   * @param releaseCount null when it is not precomputed and counting takes too long
   * @param parent the label that it belongs to
   */
  record LabelNode(
      String id,
      @Nullable String name,
      @JsonProperty("release_count") @Nullable Long releaseCount,
      @Nullable EntityRef parent,
      List<EntityRef> sublabels)
      implements NodeAnswer {

    public LabelNode {
      sublabels = List.copyOf(sublabels);
    }

    @Override
    public boolean hasAllCounts() {
      return releaseCount != null;
    }
  }

  /** A genre; a count is null when it is not precomputed and counting takes too long. */
  record GenreNode(
      String id,
      String name,
      @JsonProperty("artist_count") @Nullable Long artistCount,
      @JsonProperty("release_count") @Nullable Long releaseCount,
      @JsonProperty("label_count") @Nullable Long labelCount,
      @JsonProperty("style_count") @Nullable Long styleCount,
      @JsonProperty("first_year") @Nullable Integer firstYear)
      implements NodeAnswer {

    @Override
    public boolean hasAllCounts() {
      return artistCount != null
          && releaseCount != null
          && labelCount != null
          && styleCount != null;
    }
  }

  /** A style; a count is null when it is not precomputed and counting takes too long. */
  record StyleNode(
      String id,
      String name,
      @JsonProperty("artist_count") @Nullable Long artistCount,
      @JsonProperty("release_count") @Nullable Long releaseCount,
      @JsonProperty("label_count") @Nullable Long labelCount,
      @JsonProperty("genre_count") @Nullable Long genreCount,
      @JsonProperty("first_year") @Nullable Integer firstYear)
      implements NodeAnswer {

    @Override
    public boolean hasAllCounts() {
      return artistCount != null
          && releaseCount != null
          && labelCount != null
          && genreCount != null;
    }
  }
}
