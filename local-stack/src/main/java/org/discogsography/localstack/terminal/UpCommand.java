package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.discogsography.localstack.load.LoadStatus;
import org.discogsography.localstack.load.LoadWatch;
import org.discogsography.localstack.servers.Checkout;
import org.discogsography.localstack.servers.Neo4jServer;
import org.discogsography.localstack.servers.ServerProcess;
import org.discogsography.localstack.stack.StackException;
import org.discogsography.localstack.stack.StackOptions;
import org.discogsography.localstack.stack.StackPlan;
import org.discogsography.localstack.stack.StackState;
import org.discogsography.localstack.stack.Supervisor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack, here or in the background, and shows the load. */
@Command(
    name = "up",
    description = "Starts the servers and services, loads the dumps and says where to look.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration VIEW_PERIOD = Duration.ofMillis(500);
  static final String CATALOGUE = "local-stack/src/main/catalogue/discogs";
  private static final String MUSICBRAINZ_CATALOGUE = "local-stack/src/main/catalogue/musicbrainz";

  @Mixin private final DataFolder folder = new DataFolder();

  @Option(
      names = "--discogs",
      paramLabel = "DIR",
      description = "Folder with Discogs dumps; default: the bundled sample catalogue.")
  private @Nullable Path discogs;

  @Option(
      names = "--download",
      description = {
        "Download the newest dumps (about 11 GB) instead of reading those of a folder, into the",
        "folder of --discogs or the data folder; what was begun is gone on with."
      })
  private boolean download;

  @Option(
      names = "--musicbrainz",
      paramLabel = "DIR",
      description =
          "Folder with MusicBrainz dumps; default: the bundled sample if that of Discogs is used.")
  private @Nullable Path musicbrainz;

  @Option(names = "--detach", description = "Run in the background; returns when all is healthy.")
  private boolean detach;

  @Option(
      names = "--wait",
      description = "Run in the background; returns when the dumps are in both stores.")
  private boolean waitForLoad;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Added to every port, to run beside other programs.")
  private int portOffset;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Run only these services or servers.")
  private @Nullable List<String> only;

  @Option(names = "--reload", description = "Load the dumps again although they are loaded.")
  private boolean reload;

  @Option(names = "--supervise", hidden = true)
  private boolean supervise;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    StackOptions options = options();
    if (supervise) {
      return superviseInBackground(options);
    }
    if (detach || waitForLoad) {
      return startInBackground(options);
    }
    return runHere(options);
  }

  private StackOptions options() throws IOException {
    Path root = Checkout.root();
    Path own = download ? folder.path().resolve("dumps") : root.resolve(CATALOGUE);
    Path dumps = (discogs == null ? own : discogs).toAbsolutePath().normalize();
    if (download) {
      makeFolder(dumps);
    } else {
      DumpFolders.verifyDiscogs(dumps);
    }
    Set<String> names = only == null ? Set.of() : new TreeSet<>(only);
    return new StackOptions(
        root, dumps, download, musicBrainzDumps(root), folder.path(), portOffset, names, reload);
  }

  /** Both samples belong together; dumps of one source say nothing about those of the other. */
  private @Nullable Path musicBrainzDumps(Path root) {
    if (musicbrainz == null) {
      return discogs == null && !download ? root.resolve(MUSICBRAINZ_CATALOGUE) : null;
    }
    Path dumps = musicbrainz.toAbsolutePath().normalize();
    DumpFolders.verifyMusicBrainz(dumps);
    return dumps;
  }

  private static void makeFolder(Path dumps) {
    try {
      Files.createDirectories(dumps);
    } catch (IOException e) {
      throw new StackException(
          "%s cannot be made for the dumps (%s); give another folder with --discogs"
              .formatted(dumps, e),
          e);
    }
  }

  private int runHere(StackOptions options) throws IOException, InterruptedException {
    Supervisor supervisor = new Supervisor(StackPlan.of(options), out::println);
    Thread here = Thread.currentThread();
    Thread end = endOnSignal(supervisor, here);
    out.println("starting on " + options.data());
    supervisor.start();
    Thread.ofVirtual().start(() -> watch(supervisor));
    StackState state = StackState.read(options.data()).orElseThrow();
    Summary.addresses(out, state);
    if (hasLoad(state)) {
      showLoad(state, options);
    }
    out.println("running; Ctrl-C ends everything");
    end.join();
    return 0;
  }

  private static void watch(Supervisor supervisor) {
    try {
      supervisor.watch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last thread of the program: it waits until the signal has ended everything. */
  private Thread endOnSignal(Supervisor supervisor, Thread here) {
    Thread end =
        new Thread(
            () -> {
              if (!supervisor.isActive()) {
                return;
              }
              try {
                out.println("stopping");
                here.interrupt();
                supervisor.stop();
                out.println("stopped");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(end);
    return end;
  }

  private int superviseInBackground(StackOptions options) throws IOException, InterruptedException {
    Supervisor supervisor =
        new Supervisor(StackPlan.of(options), line -> out.println(Instant.now() + " " + line));
    endOnSignal(supervisor, Thread.currentThread());
    supervisor.start();
    supervisor.watch();
    return 0;
  }

  private int startInBackground(StackOptions options) throws IOException, InterruptedException {
    Optional<StackState> before = StackState.read(options.data());
    if (before.flatMap(StackState::supervisorProcess).isPresent()
        && before.get().phase().equals("running")) {
      out.println("already running on " + options.data());
      return waitForLoad && hasLoad(before.get()) ? awaitLoad(before.get(), options) : 0;
    }
    ServerProcess supervisor = spawnSupervisor(options);
    StackState state = awaitHealthy(supervisor, options);
    Summary.addresses(out, state);
    return waitForLoad && hasLoad(state) ? awaitLoad(state, options) : 0;
  }

  private ServerProcess spawnSupervisor(StackOptions options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Neo4jServer.java(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("up", "--supervise", "--data", options.data().toString()));
    command.addAll(List.of("--discogs", options.discogs().toString()));
    if (options.musicbrainz() != null) {
      command.addAll(List.of("--musicbrainz", options.musicbrainz().toString()));
    }
    command.addAll(List.of("--port-offset", String.valueOf(options.portOffset())));
    if (!options.only().isEmpty()) {
      command.addAll(List.of("--only", String.join(",", options.only())));
    }
    if (options.download()) {
      command.add("--download");
    }
    if (options.reload()) {
      command.add("--reload");
    }
    try {
      Files.createDirectories(options.data());
      Files.deleteIfExists(StackState.file(options.data()));
    } catch (IOException e) {
      throw new StackException(
          "the data folder %s cannot be used (%s); give another one with --data"
              .formatted(options.data(), e),
          e);
    }
    ServerProcess supervisor = new ServerProcess("supervisor", options.data());
    supervisor.start(command, Map.of(), options.root());
    return supervisor;
  }

  private StackState awaitHealthy(ServerProcess supervisor, StackOptions options)
      throws IOException, InterruptedException {
    while (true) {
      Optional<StackState> state = StackState.read(options.data());
      if (state.isPresent() && state.get().phase().equals("running")) {
        return state.get();
      }
      if (!supervisor.isRunning()) {
        throw new StackException(lastLine(supervisor.log()));
      }
      Thread.sleep(POLL);
    }
  }

  /** The supervisor's last words are its reason. */
  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .filter(line -> line.startsWith("discogsography: "))
        .map(line -> line.substring("discogsography: ".length()))
        .findFirst()
        .orElse("the stack did not start; see " + log);
  }

  private static boolean hasLoad(StackState state) {
    return state.part("extractor").isPresent()
        && state.part("graphinator").isPresent()
        && state.part("tableinator").isPresent();
  }

  private int awaitLoad(StackState state, StackOptions options)
      throws IOException, InterruptedException {
    LoadStatus result = showLoad(state, options);
    if (result.state() == LoadStatus.State.FAILED) {
      throw new StackException("the load failed: " + result.reason());
    }
    return 0;
  }

  private LoadStatus showLoad(StackState state, StackOptions options)
      throws IOException, InterruptedException {
    LoadWatch watch = new LoadWatch(state);
    LoadView view = new LoadView(out, System.console() != null && System.console().isTerminal());
    while (true) {
      LoadStatus status = watch.status();
      view.show(status, Instant.now());
      if (status.state() == LoadStatus.State.LOADED) {
        Summary.counts(out, status.stored());
      }
      if (status.state().isFinal()) {
        return status;
      }
      if (StackState.read(options.data()).flatMap(StackState::supervisorProcess).isEmpty()) {
        throw new StackException("the stack has ended while loading; start it again with up");
      }
      Thread.sleep(VIEW_PERIOD);
    }
  }
}
