package org.discogsography.acceptance.catalogues;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.discogsography.localstack.servers.Checkout;
import org.discogsography.testkit.dumps.RealExcerpts;
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
  static Stream<Path> realFolders() {
    List<Path> folders =
        RealExcerpts.discogsFolders().stream()
            .filter(one -> !NO_WHOLE_DUMPS.contains(one.getFileName().toString()))
            .toList();
    Assumptions.assumeFalse(folders.isEmpty(), "there are no excerpts of real dumps");
    return folders.stream();
  }

  /** One folder with an excerpt of a real dump; the test is skipped without it. */
  public static Path real(String name) {
    Optional<Path> folder =
        RealExcerpts.discogsFolders().stream()
            .filter(one -> one.getFileName().toString().equals(name))
            .findFirst();
    Assumptions.assumeTrue(folder.isPresent(), "there is no excerpt of the real dump of " + name);
    return folder.orElseThrow();
  }
}
