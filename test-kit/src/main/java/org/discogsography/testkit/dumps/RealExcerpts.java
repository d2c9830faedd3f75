package org.discogsography.testkit.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds excerpts of real dumps, which are no part of the project: the folder that {@code
 * TEST_REAL_DATA} names, else {@code ../shared/data/real} beside the checkout.
 */
public final class RealExcerpts {

  private RealExcerpts() {}

  /** The folders with Discogs files, in the order of their names; none where there are none. */
  public static List<Path> discogsFolders() {
    Path discogs = root().map(path -> path.resolve("discogs")).orElse(null);
    if (discogs == null || !Files.isDirectory(discogs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(discogs)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The unpacked MusicBrainz files, if they are at hand. */
  public static Optional<Path> musicBrainzFolder() {
    return root()
        .map(path -> path.resolve("musicbrainz").resolve("mbdump"))
        .filter(Files::isDirectory);
  }

  /** The folder of the checkout that the test runs in. */
  public static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests do not run inside a checkout");
      }
    }
    return folder;
  }

  private static Optional<Path> root() {
    @Nullable String named = System.getenv("TEST_REAL_DATA");
    Path path =
        named == null || named.isBlank()
            ? checkout().resolveSibling("shared").resolve("data").resolve("real")
            : Path.of(named);
    return Optional.of(path).filter(Files::isDirectory);
  }
}
