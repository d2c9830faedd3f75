package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.discogsography.localstack.load.LoadStatus;
import org.discogsography.localstack.load.LoadWatch;
import org.discogsography.localstack.stack.StackState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Shows what runs, how it is, and how far the load has come. Exit status 1 when nothing runs. */
@Command(
    name = "status",
    description = "Shows services, addresses, health, load and counts.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  @Mixin private final DataFolder folder = new DataFolder();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StackState state = folder.state();
    boolean up = state.supervisorProcess().isPresent();
    if (!up) {
      return printDown(state);
    }
    LoadWatch watch = new LoadWatch(state);
    Map<String, String> health = new LinkedHashMap<>();
    for (StackState.Part part : state.parts()) {
      health.put(part.name(), watch.healthOf(part));
    }
    LoadStatus load = watch.status();
    Map<String, Long> counts = watch.counts();
    if (json) {
      printJson(state, health, load, counts);
    } else {
      print(state, health, load, counts);
    }
    return 0;
  }

  private int printDown(StackState state) throws IOException {
    if (json) {
      out.println(
          JsonMapper.shared()
              .writeValueAsString(Map.of("running", false, "phase", lastPhase(state))));
    } else {
      out.println(
          "nothing runs on %s (%s); start it with ./discogsography up"
              .formatted(folder.path(), lastPhase(state)));
    }
    return 1;
  }

  /** A supervisor that was killed could not say so. */
  private static String lastPhase(StackState state) {
    return state.phase().equals("stopped") || state.phase().equals("failed")
        ? state.phase()
        : "killed";
  }

  private void printJson(
      StackState state, Map<String, String> health, LoadStatus load, Map<String, Long> counts) {
    List<Map<String, Object>> parts =
        state.parts().stream().map(part -> fields(part, health)).toList();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("running", true);
    all.put("phase", state.phase());
    all.put("discogs", state.discogs());
    all.put("musicbrainz", state.musicbrainz());
    all.put("port_offset", state.portOffset());
    all.put("parts", parts);
    all.put("load", load);
    all.put("counts", counts);
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }

  private static Map<String, Object> fields(StackState.Part part, Map<String, String> health) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", part.name());
    fields.put("kind", part.kind());
    fields.put("address", part.address());
    fields.put("health", health.getOrDefault(part.name(), "unknown"));
    fields.put("restarts", part.restarts());
    fields.put("pids", part.pids());
    return fields;
  }

  private void print(
      StackState state, Map<String, String> health, LoadStatus load, Map<String, Long> counts) {
    for (StackState.Part part : state.parts()) {
      out.println("%-21s %-12s %s".formatted(part.name(), health.get(part.name()), part.address()));
    }
    new LoadView(out, false).show(load, Instant.now());
    Summary.counts(out, counts);
  }
}
