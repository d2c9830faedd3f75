package org.discogsography.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the whole project, seen from this module. */
final class Project {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The modules that read their configuration from the environment when deployed. */
  static final List<String> DEPLOYED =
      List.of(
          "common",
          "schema-init",
          "extractor",
          "graphinator",
          "tableinator",
          "brainzgraphinator",
          "brainztableinator",
          "api");

  private Project() {}

  static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything under {@code src/main} of a module that configures it, as one text. */
  static String sources(String module) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(Project::isConfiguring).sorted().toList()) {
        text.append(Files.readString(file)).append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isConfiguring(Path file) {
    return file.toString().matches(".*\\.(java|properties|ya?ml|xml)");
  }

  /** What the first group of this pattern matches in the text, sorted. */
  static Set<String> find(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
