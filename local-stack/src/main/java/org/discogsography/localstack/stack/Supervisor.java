package org.discogsography.localstack.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.discogsography.localstack.servers.BackingServer;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.localstack.stack.StackState.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Owns all processes of one data folder: ends what an earlier supervisor left, starts the servers,
 * the schema and the services in order, starts again what dies, and ends all of it.
 */
public final class Supervisor {

  private static final Duration HEALTHY_LIMIT = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

  private final StackPlan plan;
  private final StackOptions options;
  private final List<RunningService> setup;
  private final List<RunningService> services;
  private final Consumer<String> news;
  private final ReentrantLock processes = new ReentrantLock();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private volatile boolean stopping;
  private volatile Phase phase = Phase.STARTING;
  private @Nullable String failure;
  private @Nullable FileChannel lockFile;

  /**
   * @param news is told each step in one line
   */
  public Supervisor(StackPlan plan, Consumer<String> news) {
    this.plan = plan;
    this.options = plan.options();
    this.news = news;
    this.setup = plan.setup().stream().map(one -> new RunningService(one, options)).toList();
    this.services = plan.services().stream().map(one -> new RunningService(one, options)).toList();
  }

  /**
   * Starts everything and returns when all of it is healthy.
   *
   * @throws StackException if something does not start; nothing is left running then
   */
  public void start() throws InterruptedException {
    try {
      takeFolder();
      endLeftovers();
      verifyPorts();
      phase = Phase.STARTING;
      tell();
      startServers();
      runSetup();
      startServices();
      awaitHealth();
      phase = Phase.RUNNING;
      tell();
    } catch (IOException e) {
      throw failed(new StackException(String.valueOf(e.getMessage()), e));
    } catch (StackException e) {
      throw failed(e);
    }
  }

  private StackException failed(StackException reason) throws InterruptedException {
    failure = reason.getMessage();
    if (lockFile != null) {
      stopping = true;
      endAll();
      phase = Phase.FAILED;
      tellQuietly();
    }
    return reason;
  }

  private void takeFolder() throws IOException {
    Path data = options.data();
    try {
      Files.createDirectories(data);
      Files.createDirectories(options.logFolder());
      if (!Files.isDirectory(options.runFolder())) {
        Files.createDirectory(
            options.runFolder(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      lockFile =
          FileChannel.open(
              options.runFolder().resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StackException(
          "the data folder %s cannot be used (%s); give another one with --data".formatted(data, e),
          e);
    }
    if (!tryLock(lockFile)) {
      lockFile.close();
      lockFile = null;
      throw new StackException(
          "the stack of %s already runs; see ./discogsography status, end it with down, or use "
                  .formatted(data)
              + "another folder with --data and --port-offset");
    }
  }

  /** The lock lasts as long as this process, also when that is killed. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && lock.isValid();
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Ends what a supervisor that was killed has left running. */
  public void endLeftovers() throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (RunningService service : services) {
        all.add(threads.submit(() -> endLeftover(service)));
      }
      for (RunningService service : setup) {
        all.add(threads.submit(() -> endLeftover(service)));
      }
      awaitAll(all);
      List<Future<?>> stores = new ArrayList<>();
      for (BackingServer server : plan.servers()) {
        stores.add(threads.submit(() -> endLeftover(server)));
      }
      awaitAll(stores);
    }
  }

  private @Nullable Void endLeftover(RunningService service)
      throws IOException, InterruptedException {
    service.endLeftover();
    return null;
  }

  private @Nullable Void endLeftover(BackingServer server)
      throws IOException, InterruptedException {
    if (server.attach()) {
      server.stop();
    }
    return null;
  }

  private void verifyPorts() {
    for (Map.Entry<Integer, String> port : plan.ports().entrySet()) {
      if (!Ports.isFree(port.getKey())) {
        throw new StackException(
            "port %d for %s is taken; end the program that uses it, or move all ports with --port-offset 1000"
                .formatted(port.getKey(), port.getValue()));
      }
    }
  }

  private void startServers() throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (BackingServer server : plan.servers()) {
        all.add(threads.submit(() -> startServer(server)));
      }
      awaitAll(all);
    }
    tell();
  }

  private @Nullable Void startServer(BackingServer server)
      throws IOException, InterruptedException {
    if (!stopping) {
      Instant begin = Instant.now();
      server.start();
      news.accept("%-12s %s (%s)".formatted(server.name(), server.description(), since(begin)));
    }
    return null;
  }

  private static String since(Instant begin) {
    return "%.1f s".formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0);
  }

  private static void awaitAll(List<Future<?>> all) throws IOException, InterruptedException {
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof StackException stack) {
          throw stack;
        }
        if (cause instanceof InterruptedException) {
          throw new InterruptedException();
        }
        throw new IOException(String.valueOf(cause.getMessage()), cause);
      }
    }
  }

  private void runSetup() throws IOException, InterruptedException {
    for (RunningService service : setup) {
      Instant begin = Instant.now();
      startUnlessStopping(service);
      int status = service.awaitEnd();
      if (status != 0 && !stopping) {
        throw new StackException(
            "%s ended with status %d; see ./discogsography logs %s"
                .formatted(service.plan().name(), status, service.plan().name()));
      }
      news.accept("%-12s done (%s)".formatted(service.plan().name(), since(begin)));
    }
  }

  private void startUnlessStopping(RunningService service)
      throws IOException, InterruptedException {
    processes.lockInterruptibly();
    try {
      if (!stopping) {
        service.start();
      }
    } finally {
      processes.unlock();
    }
  }

  private void startServices() throws IOException, InterruptedException {
    for (RunningService service : services) {
      startUnlessStopping(service);
    }
    tell();
  }

  private void awaitHealth() throws InterruptedException {
    Instant end = Instant.now().plus(HEALTHY_LIMIT);
    Instant begin = Instant.now();
    List<RunningService> waiting = new ArrayList<>(services);
    while (!waiting.isEmpty() && !stopping) {
      for (RunningService service : List.copyOf(waiting)) {
        String name = service.plan().name();
        if (isHealthy(service)) {
          waiting.remove(service);
          news.accept("%-12s healthy (%s)".formatted(name, since(begin)));
        } else if (!service.isRunning()) {
          throw new StackException(
              "%s ended while starting; see ./discogsography logs %s".formatted(name, name));
        } else if (Instant.now().isAfter(end)) {
          throw new StackException(
              "%s is not healthy after %d s; see ./discogsography logs %s"
                  .formatted(name, HEALTHY_LIMIT.toSeconds(), name));
        }
      }
      Thread.sleep(POLL);
    }
  }

  private boolean isHealthy(RunningService service) throws InterruptedException {
    URI address = URI.create("http://localhost:%d/health".formatted(service.plan().healthPort()));
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(3)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts again what dies, until {@link #stop()}. */
  public void watch() throws InterruptedException {
    while (!stopping) {
      boolean changed = false;
      processes.lockInterruptibly();
      try {
        for (BackingServer server : plan.servers()) {
          if (!stopping && !server.isRunning()) {
            news.accept(server.name() + " has ended; starting it again");
            server.start();
            changed = true;
          }
        }
        for (RunningService service : services) {
          if (!stopping && !service.isRunning()) {
            news.accept(service.plan().name() + " has ended; starting it again");
            service.restartIfDead();
            changed = true;
          }
        }
        if (changed) {
          tell();
        }
      } catch (IOException | StackException e) {
        news.accept("not started again: " + e.getMessage());
      } finally {
        processes.unlock();
      }
      Thread.sleep(WATCH_PERIOD);
    }
  }

  /** Whether this supervisor has anything to end. */
  public boolean isActive() {
    return lockFile != null && !stopping;
  }

  /** Ends everything: first the services, so that they can finish, then the servers. */
  public void stop() throws InterruptedException {
    if (stopping) {
      return;
    }
    stopping = true;
    if (lockFile == null) {
      return;
    }
    phase = Phase.STOPPING;
    tellQuietly();
    endAll();
    phase = Phase.STOPPED;
    tellQuietly();
  }

  private void endAll() throws InterruptedException {
    boolean alone = processes.tryLock(5, TimeUnit.SECONDS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ending = new ArrayList<>();
      for (RunningService service : services) {
        ending.add(threads.submit(() -> end(service)));
      }
      for (RunningService service : setup) {
        ending.add(threads.submit(() -> end(service)));
      }
      awaitQuietly(ending);
      List<Future<?>> stores = new ArrayList<>();
      for (BackingServer server : plan.servers()) {
        stores.add(threads.submit(() -> end(server)));
      }
      awaitQuietly(stores);
    } finally {
      if (alone) {
        processes.unlock();
      }
    }
  }

  private @Nullable Void end(RunningService service) throws IOException, InterruptedException {
    service.stop();
    return null;
  }

  private @Nullable Void end(BackingServer server) throws IOException, InterruptedException {
    server.stop();
    return null;
  }

  private void awaitQuietly(List<Future<?>> all) throws InterruptedException {
    try {
      awaitAll(all);
    } catch (IOException e) {
      news.accept("while stopping: " + e.getMessage());
    }
  }

  private void tellQuietly() {
    try {
      tell();
    } catch (IOException e) {
      news.accept("the state could not be written: " + e.getMessage());
    }
  }

  private synchronized void tell() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    List<StackState.Part> parts = new ArrayList<>();
    for (BackingServer server : plan.servers()) {
      parts.add(
          new StackState.Part(
              server.name(),
              "server",
              server.description(),
              0,
              server.isRunning(),
              0,
              server.processes().stream().map(ProcessHandle::pid).toList(),
              server.environment()));
    }
    for (RunningService service : services) {
      int port = service.plan().healthPort();
      parts.add(
          new StackState.Part(
              service.plan().name(),
              "service",
              "http://localhost:" + port + "/health",
              port,
              service.isRunning(),
              service.restarts(),
              service.pids(),
              Map.of()));
    }
    new StackState(
            self.pid(),
            StackState.started(self),
            phase.name().toLowerCase(Locale.ROOT),
            failure,
            options.portOffset(),
            options.discogs().toString(),
            options.musicbrainz() == null ? null : options.musicbrainz().toString(),
            parts)
        .write(options.data());
  }
}
