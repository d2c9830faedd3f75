package org.discogsography.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private static final Set<String> STORES = Set.of("rabbitmq", "postgres", "neo4j", "redis");

  private static final String NAME = "[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*";
  private static final Pattern LITERAL = Pattern.compile("\"(" + NAME + ")\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\$\\{(" + NAME + ")[:}-]");

  /** The end of a variable that exists for each store. */
  private static final Pattern SUFFIX = Pattern.compile("\"(_BATCH[A-Z_]+)\"");

  /** A variable that a service asks its settings for. */
  private static final Pattern SETTING =
      Pattern.compile(
          "\\.(?:text|optional|required|wholeNumber|decimal|seconds|flag)\\(\\s*\"("
              + NAME
              + ")\"");

  /** A row of a table in the documentation: its first column holds names. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]*`" + NAME + "`[^|]*) \\|");

  private static final Pattern DOCUMENTED = Pattern.compile("`(" + NAME + ")`");

  private final Compose compose = Compose.read("docker-compose.yml");

  @Test
  void everyVariableThatComposeGivesAServiceIsReadByCode() {
    Set<String> read = namesInDeployedCode();
    read.add("JDK_JAVA_OPTIONS"); // by the program that starts the virtual machine
    for (String service : compose.services()) {
      if (!STORES.contains(service)) {
        assertThat(read)
            .as("read by code, as %s gets them", service)
            .containsAll(compose.map(service, "environment").keySet());
      }
    }
  }

  @Test
  void exampleHoldsExactlyTheVariablesThatComposeTakes() {
    Set<String> taken = Project.find(PLACEHOLDER, Project.read("docker-compose.yml"));
    Set<String> shown =
        Project.find(Pattern.compile("(?m)^(" + NAME + ")="), Project.read(".env.example"));

    assertThat(shown).isNotEmpty().isEqualTo(taken);
  }

  @Test
  void exampleShowsTheDefaultsOfCompose() {
    String file = Project.read("docker-compose.yml");

    assertThat(Project.read(".env.example").lines().filter(line -> line.matches(NAME + "=.*")))
        .allSatisfy(line -> {
          String[] variable = line.split("=", 2);
          assertThat(file).contains("${" + variable[0] + ":-" + variable[1] + "}");
        });
  }

  @Test
  void everyVariableThatAServiceReadsIsDocumented() {
    Set<String> read = new TreeSet<>();
    Project.DEPLOYED.forEach(module -> read.addAll(Project.find(SETTING, Project.sources(module))));

    assertThat(read).isNotEmpty();
    assertThat(documented()).containsAll(read);
  }

  @Test
  void everyDocumentedVariableIsReadByCodeOrCompose() {
    Set<String> known = namesInDeployedCode();
    known.addAll(Project.find(PLACEHOLDER, Project.read("docker-compose.yml")));
    known.addAll(Project.find(LITERAL, Project.sources("local-stack")));

    assertThat(known).containsAll(documented());
  }

  private static Set<String> documented() {
    String rows =
        Project.find(ROW, Project.read("docs/configuration.md")).stream()
            .collect(Collectors.joining("\n"));
    return Project.find(DOCUMENTED, rows);
  }

  private static Set<String> namesInDeployedCode() {
    Set<String> names = new TreeSet<>();
    for (String module : Project.DEPLOYED) {
      String sources = Project.sources(module);
      names.addAll(Project.find(LITERAL, sources));
      names.addAll(Project.find(PLACEHOLDER, sources));
      for (String suffix : Project.find(SUFFIX, sources)) {
        names.add("NEO4J" + suffix);
        names.add("POSTGRES" + suffix);
      }
    }
    return names;
  }
}
