package org.discogsography.localstack.servers;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of the project, where the build leaves what is started here. */
public final class Checkout {

  private Checkout() {}

  /**
   * The root of the checkout: {@code DISCOGSOGRAPHY_HOME}, else the nearest folder above this
   * program or the working folder that holds {@code mvnw}.
   */
  public static Path root() throws IOException {
    String home = System.getenv("DISCOGSOGRAPHY_HOME");
    if (home != null && !home.isBlank()) {
      return Path.of(home).toAbsolutePath();
    }
    Path root = above(Path.of("").toAbsolutePath());
    if (root == null) {
      root = above(ownLocation());
    }
    if (root == null) {
      throw new IOException(
          "the folder of the project was not found; set DISCOGSOGRAPHY_HOME to it");
    }
    return root;
  }

  /** A folder that the build makes, below the root. */
  public static Path built(String folder) throws IOException {
    Path path = root().resolve(folder);
    if (!Files.isDirectory(path)) {
      throw new IOException(
          path + " is missing; build the project first: ./mvnw -DskipTests package");
    }
    return path;
  }

  /** The data-quality rules that the extractor is given unless others are wanted. */
  public static Path defaultRules(Path root) {
    return root.resolve("deploy").resolve("extractor").resolve("extraction-rules.yaml");
  }

  private static Path ownLocation() throws IOException {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("this program does not know where it is", e);
    }
  }

  private static @Nullable Path above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    return null;
  }
}
