package org.discogsography.graphinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.records.Messages;

/**
 * Random records that refer to each other, to themselves, twice, and to records that never come.
 */
public final class GeneratedCatalogue {

  private static final List<String> ROLES =
      List.of("Producer", "Mixed By", "Drums", "Written-By", "Mastered By", "Artwork");

  private final Random random;
  private final int artists;
  private final int labels;
  private final int masters;
  private final int releases;

  public GeneratedCatalogue(long seed, int artists, int labels, int masters, int releases) {
    this.random = new Random(seed);
    this.artists = artists;
    this.labels = labels;
    this.masters = masters;
    this.releases = releases;
  }

  /** All records of a type; ids are the numbers from 1. */
  public List<DataRecord> records(DataType type) {
    return switch (type) {
      case ARTISTS -> each(artists, this::artist);
      case LABELS -> each(labels, this::label);
      case MASTERS -> each(masters, this::master);
      case RELEASES -> releases(1, releases);
      case RELEASE_GROUPS -> throw new IllegalArgumentException("no Discogs type");
    };
  }

  /** Releases with consecutive ids. */
  public List<DataRecord> releases(int firstId, int count) {
    List<DataRecord> records = new ArrayList<>();
    for (int id = firstId; id < firstId + count; id++) {
      records.add(Messages.record(String.valueOf(id), release()));
    }
    return records;
  }

  private List<DataRecord> each(int count, Supplier<String> fields) {
    List<DataRecord> records = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      records.add(Messages.record(String.valueOf(id), fields.get()));
    }
    return records;
  }

  private String artist() {
    return "'name': 'Artist %d', 'members': %s, 'groups': %s, 'aliases': %s"
        .formatted(
            random.nextInt(1000),
            references(artists, 3),
            references(artists, 2),
            references(artists, 2));
  }

  private String label() {
    String parent =
        random.nextBoolean() ? "" : ", 'parentLabel': {'id': '%d'}".formatted(skewed(labels));
    return "'name': 'Label %d', 'sublabels': %s%s"
        .formatted(random.nextInt(1000), references(labels, 3), parent);
  }

  private String master() {
    return "'title': 'Master %d', 'year': '%d', 'artists': %s, 'genres': %s, 'styles': %s"
        .formatted(
            random.nextInt(1000),
            1950 + random.nextInt(70),
            references(artists, 2),
            names("Genre", 15, 2),
            names("Style", 100, 3));
  }

  private String release() {
    return ("'title': 'Release %d', 'released': '%d', 'master_id': '%d', 'artists': %s,"
            + " 'labels': %s, 'genres': %s, 'styles': %s, 'extraartists': %s,"
            + " 'formats': [{'name': 'Vinyl', 'qty': '1', 'descriptions': ['LP', 'Album']}]")
        .formatted(
            random.nextInt(100_000),
            1950 + random.nextInt(70),
            random.nextInt(10) < 6 ? skewed(masters) : 0,
            references(artists, 2),
            references(labels, 2),
            names("Genre", 15, 2),
            names("Style", 100, 3),
            credits());
  }

  private String credits() {
    StringJoiner list = new StringJoiner(",", "[", "]");
    for (int i = random.nextInt(9); i > 0; i--) {
      int artist = skewed(artists);
      list.add(
          "{'id': '%d', 'name': 'Person %d', 'role': '%s'}"
              .formatted(artist, artist, ROLES.get(random.nextInt(ROLES.size()))));
    }
    return list.toString();
  }

  /** A few references; some repeat, some lead to records that do not exist. */
  private String references(int bound, int most) {
    StringJoiner list = new StringJoiner(",", "[", "]");
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      list.add("{'id': '%d', 'name': 'x', 'catno': 'X'}".formatted(skewed(bound + bound / 10)));
    }
    return list.toString();
  }

  private String names(String prefix, int bound, int most) {
    StringJoiner list = new StringJoiner(",", "[", "]");
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      list.add("'%s %d'".formatted(prefix, skewed(bound)));
    }
    return list.toString();
  }

  /** A number from 1 to the bound, small ones far more often. */
  private int skewed(int bound) {
    return 1 + (int) (bound * Math.pow(random.nextDouble(), 3));
  }
}
