package org.discogsography.acceptance.catalogues;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.discogsography.common.messages.DataType;

/**
 * A catalogue of some thousand records, or fewer, that refer to each other and to records that
 * never come; the same for the same seed.
 */
public final class GeneratedDumps {

  private static final Size USUAL = new Size("20250501", 1000, 300, 700, 3000);

  private static final List<String> GENRES = List.of("Rock", "Jazz", "Electronic", "Funk / Soul");
  private static final List<String> STYLES =
      List.of("Ambient", "Dub", "Free Jazz", "Krautrock", "Shoegaze", "Techno");
  private static final List<String> ROLES =
      List.of("Producer", "Mixed By", "Drums", "Written-By", "Mastered By", "Artwork");

  private final Size size;
  private final Random random;

  /**
   * How many records of each type there are, by ids from 1 on.
   *
   * @param version the date in the names of the files, {@code YYYYMMDD}
   */
  public record Size(String version, int artists, int labels, int masters, int releases) {}

  private GeneratedDumps(Size size, long seed) {
    this.size = size;
    this.random = new Random(seed);
  }

  /** Writes the four files into a folder. */
  public static Path in(Path folder, long seed) throws IOException {
    return in(folder, USUAL, seed);
  }

  /** Writes the four files of a catalogue of this size into a folder. */
  public static Path in(Path folder, Size size, long seed) throws IOException {
    GeneratedDumps dumps = new GeneratedDumps(size, seed);
    return new DumpFolder(folder, size.version())
        .with(DataType.ARTISTS, each(size.artists(), dumps::artist))
        .with(DataType.LABELS, each(size.labels(), dumps::label))
        .with(DataType.MASTERS, each(size.masters(), dumps::master))
        .with(DataType.RELEASES, each(size.releases(), dumps::release))
        .path();
  }

  /** How many records there are in one of the usual size. */
  public static int size() {
    return USUAL.artists() + USUAL.labels() + USUAL.masters() + USUAL.releases();
  }

  private static String[] each(int count, IntFunction<String> record) {
    return IntStream.rangeClosed(1, count).mapToObj(record).toArray(String[]::new);
  }

  private String artist(int id) {
    return """
    <artist><id>%d</id><name>Artist %d</name><members>%s</members><groups>%s</groups>\
    <aliases>%s</aliases></artist>\
    """
        .formatted(id, id, artistNames(), artistNames(), artistNames());
  }

  private String artistNames() {
    return some(2, () -> "<name id=\"%1$d\">Artist %1$d</name>".formatted(artistId()));
  }

  private String label(int id) {
    return """
    <label><id>%d</id><name>Label %d</name><parentLabel id="%d"/><sublabels>%s</sublabels></label>\
    """
        .formatted(id, id, labelId(), some(2, () -> "<label id=\"%d\"/>".formatted(labelId())));
  }

  private String master(int id) {
    return """
    <master id="%d"><artists>%s</artists>%s<year>%d</year><title>Master %d</title></master>\
    """
        .formatted(id, some(2, this::artistCredit), genresAndStyles(), year(), id);
  }

  private String release(int id) {
    return """
    <release id="%d"><artists>%s</artists><title>Release %d</title><labels>%s</labels>\
    <extraartists>%s</extraartists><formats><format name="%s" qty="1" text=""/></formats>%s\
    <released>%d-05-00</released><master_id is_main_release="false">%d</master_id>\
    <tracklist>%s</tracklist></release>\
    """
        .formatted(
            id,
            some(2, this::artistCredit),
            id,
            some(2, this::labelEntry),
            some(5, this::roleCredit),
            random.nextBoolean() ? "Vinyl" : "CD",
            genresAndStyles(),
            year(),
            random.nextInt(size.masters() + 50),
            some(8, this::track));
  }

  private String artistCredit() {
    return "<artist><id>%1$d</id><name>Artist %1$d</name></artist>".formatted(artistId());
  }

  private String labelEntry() {
    return "<label id=\"%1$d\" name=\"Label %1$d\" catno=\"L %2$d\"/>"
        .formatted(labelId(), random.nextInt(999));
  }

  private String roleCredit() {
    return "<artist><id>%1$d</id><name>Artist %1$d</name><role>%2$s</role></artist>"
        .formatted(artistId(), ROLES.get(random.nextInt(ROLES.size())));
  }

  private String track() {
    return "<track><position>%d</position><title>Track</title><duration>3:%02d</duration></track>"
        .formatted(random.nextInt(12), random.nextInt(60));
  }

  private String genresAndStyles() {
    return "<genres><genre>%s</genre></genres><styles><style>%s</style></styles>"
        .formatted(
            GENRES.get(random.nextInt(GENRES.size())), STYLES.get(random.nextInt(STYLES.size())));
  }

  private int year() {
    return 1950 + random.nextInt(70);
  }

  /** Some of these ids belong to no record. */
  private int artistId() {
    return 1 + random.nextInt(size.artists() + 60);
  }

  private int labelId() {
    return 1 + random.nextInt(size.labels() + 20);
  }

  private interface Part {
    String make();
  }

  private String some(int most, Part part) {
    StringJoiner parts = new StringJoiner("");
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      parts.add(part.make());
    }
    return parts.toString();
  }
}
