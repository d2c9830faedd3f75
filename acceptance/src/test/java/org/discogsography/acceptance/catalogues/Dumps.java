package org.discogsography.acceptance.catalogues;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.discogsography.localstack.servers.Checkout;
import org.junit.jupiter.api.Assumptions;

/** Where dumps lie. */
public final class Dumps {

  private static final List<String> NO_WHOLE_DUMPS = List.of("bucket", "truncated");

  private Dumps() {}

  /** The catalogue that comes with the project. */
  public static Path sampleCatalogue() throws IOException {
    return Checkout.root().resolve("local-stack/src/main/catalogue/discogs");
  }

  /** Every folder with excerpts of real dumps; the test is skipped where there are none. */
  static Stream<Path> realFolders() throws IOException {
    Path folder = real();
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () ->
            folder + " is missing: no real dumps to compare; DISCOGSOGRAPHY_REAL_DATA names them");
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(Files::isDirectory)
          .filter(one -> !NO_WHOLE_DUMPS.contains(one.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** One folder with an excerpt of a real dump; the test is skipped without it. */
  public static Path real(String name) throws IOException {
    Path folder = real().resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> folder + " is missing; DISCOGSOGRAPHY_REAL_DATA names the folder of real dumps");
    return folder;
  }

  private static Path real() throws IOException {
    String named = System.getenv("DISCOGSOGRAPHY_REAL_DATA");
    Path data =
        named == null || named.isBlank()
            ? Checkout.root().resolveSibling("shared/data/real")
            : Path.of(named);
    return data.resolve("discogs");
  }
}
