package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discogsography.localstack.stack.StackException;

/** Whether the folders that a user names hold dumps, before anything is started for them. */
final class DumpFolders {

  /** A folder of a version may lie in one of its year. */
  private static final int DEPTH = 3;

  private static final Pattern MUSICBRAINZ_DUMP =
      Pattern.compile(".*(artist|label|release)(\\.tar|\\.tar\\.xz|.*\\.jsonl(\\.xz|\\.gz)?)?");

  private DumpFolders() {}

  /**
   * Fails with one line that says what to do.
   *
   * @throws StackException if this is no folder, holds no dump or cannot be read
   */
  static void verifyDiscogs(Path dumps) {
    verify(dumps, DumpFolders::isDiscogsDump, "Discogs dumps (.xml or .xml.gz)", "--discogs");
  }

  /** The same for MusicBrainz. */
  static void verifyMusicBrainz(Path dumps) {
    verify(
        dumps,
        DumpFolders::isMusicBrainzDump,
        "MusicBrainz dumps (artist.tar.xz, artist.jsonl, mbdump/artist and the like)",
        "--musicbrainz");
  }

  private static boolean isDiscogsDump(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".xml") || name.endsWith(".xml.gz");
  }

  private static boolean isMusicBrainzDump(Path file) {
    return Files.isRegularFile(file)
        && MUSICBRAINZ_DUMP.matcher(file.getFileName().toString()).matches();
  }

  private static void verify(Path folder, Predicate<Path> isDump, String kind, String option) {
    if (!Files.isDirectory(folder)) {
      throw new StackException(
          "%s is no folder; give one that holds %s with %s".formatted(folder, kind, option));
    }
    if (!holdsAny(folder, isDump, option)) {
      throw new StackException(
          "%s holds no %s; give another folder with %s".formatted(folder, kind, option));
    }
  }

  private static boolean holdsAny(Path folder, Predicate<Path> isDump, String option) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.anyMatch(isDump);
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
      throw new StackException(
          "%s cannot be read to its end (%s); make it readable or give another folder with %s"
              .formatted(folder, cause, option),
          e);
    }
  }
}
