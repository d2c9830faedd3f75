package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.discogsography.localstack.servers.BackingServer;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.localstack.servers.QpidServer;
import org.discogsography.localstack.stack.RunningService;
import org.discogsography.localstack.stack.ServicePlan;
import org.discogsography.localstack.stack.StackOptions;
import org.discogsography.localstack.stack.StackPlan;

/**
 * Fresh servers with an empty schema, and services of ours that are started one by one: the same
 * programs with the same settings as those of {@code ./discogsography up}.
 */
final class BenchStack implements AutoCloseable {

  private static final int FIRST_OFFSET = 12_000;
  private static final int OFFSET_STEP = 50;
  private static final int LAST_OFFSET = 40_000;

  private final StackPlan plan;
  private final QueueBindings bindings = new QueueBindings();
  private final Map<String, RunningService> services =
      Collections.synchronizedMap(new LinkedHashMap<>());

  private BenchStack(StackPlan plan) {
    this.plan = plan;
  }

  /**
   * Starts the servers on free ports and creates the schema.
   *
   * @param root the project
   * @param data an empty folder
   * @param programs where executable jars are unpacked, shared by all stacks of a run
   */
  static BenchStack start(Path root, Path data, Path programs)
      throws IOException, InterruptedException {
    StackPlan plan = onFreePorts(root, data);
    BenchStack stack = new BenchStack(plan);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::endWithProgram, "end-stack"));
    try {
      Files.createDirectories(plan.options().runFolder());
      Files.createDirectories(programs);
      Files.createSymbolicLink(data.resolve("programs"), programs);
      stack.startServers();
      for (ServicePlan setup : plan.setup()) {
        stack.runToEnd(setup);
      }
      return stack;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static StackPlan onFreePorts(Path root, Path data)
      throws IOException, InterruptedException {
    for (int offset = FIRST_OFFSET; offset <= LAST_OFFSET; offset += OFFSET_STEP) {
      StackPlan plan =
          StackPlan.of(new StackOptions(root, data, false, data, data, offset, Set.of(), false));
      if (plan.ports().keySet().stream().allMatch(Ports::isFree)) {
        return plan;
      }
    }
    throw new IOException("no free ports for the servers of the benchmark");
  }

  private void startServers() throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> starts = new ArrayList<>();
      for (BackingServer server : plan.servers()) {
        Callable<Void> start =
            () -> {
              server.start();
              return null;
            };
        starts.add(threads.submit(start));
      }
      for (Future<Void> start : starts) {
        start.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a server does not start: " + e.getMessage(), e);
    }
  }

  private void runToEnd(ServicePlan setup) throws IOException, InterruptedException {
    RunningService service = new RunningService(setup, plan.options());
    services.put(setup.name(), service);
    service.start();
    int status = service.awaitEnd();
    services.remove(setup.name());
    if (status != 0) {
      throw new IOException(
          "%s ended with status %d; see %s".formatted(setup.name(), status, service.output()));
    }
  }

  /**
   * Lets these consumers take what is published, and no other; those that do not run yet are
   * started.
   */
  void consumeWith(List<String> consumers) throws IOException, InterruptedException {
    bindings.bindOnly(consumers, environment());
    for (String consumer : consumers) {
      if (!isRunning(consumer)) {
        startService(consumer, Map.of());
      }
    }
  }

  boolean isRunning(String service) {
    return services.containsKey(service);
  }

  /** Starts a service with these variables beside those of {@code up}. */
  void startService(String name, Map<String, String> variables)
      throws IOException, InterruptedException {
    ServicePlan service = servicePlan(name).with(variables);
    RunningService running = new RunningService(service, plan.options());
    services.put(name, running);
    running.start();
  }

  int healthPort(String service) {
    return servicePlan(service).healthPort();
  }

  private ServicePlan servicePlan(String name) {
    return plan.services().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + name));
  }

  /** Where clients find the servers: the variables that services get. */
  Map<String, String> environment() {
    Map<String, String> all = new HashMap<>();
    plan.servers().forEach(server -> all.putAll(server.environment()));
    return all;
  }

  StoreAddresses stores() {
    return new StoreAddresses(environment());
  }

  /** {@code rabbitmq} or {@code qpid}. */
  String broker() {
    return broker(plan.servers());
  }

  static String broker(List<BackingServer> servers) {
    return servers.stream().anyMatch(QpidServer.class::isInstance) ? "qpid" : "rabbitmq";
  }

  Path dataFolder() {
    return plan.options().data();
  }

  /** The running processes by the name of their server or service. */
  Map<String, List<Long>> processes() {
    Map<String, List<Long>> processes = new LinkedHashMap<>();
    for (BackingServer server : plan.servers()) {
      processes.put(server.name(), server.processes().stream().map(ProcessHandle::pid).toList());
    }
    services.forEach((name, service) -> processes.put(name, service.pids()));
    return processes;
  }

  /** A benchmark that is interrupted must not leave its servers running. */
  private void endWithProgram() {
    try {
      close();
    } catch (IOException e) {
      System.err.println("a process of the benchmark was not ended: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends everything that runs, at once: nobody needs what it holds. */
  @Override
  public void close() throws IOException, InterruptedException {
    for (RunningService service : List.copyOf(services.values())) {
      service.kill();
    }
    services.clear();
    for (BackingServer server : plan.servers()) {
      server.kill();
    }
  }
}
