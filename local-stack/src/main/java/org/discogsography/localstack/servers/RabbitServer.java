package org.discogsography.localstack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** RabbitMQ as a private node with its own name, cookie, ports and data. */
public final class RabbitServer implements BackingServer {

  /** Name of the user and the password alike. */
  static final String USER = "discogsography";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int LARGEST_MESSAGE = 128 * 1024 * 1024;

  private final RabbitDistribution distribution;
  private final Path data;
  private final int port;
  private final int managementPort;
  private final int distributionPort;
  private final ServerProcess process;
  private final ServerProcess portMapper;

  /**
   * @param managementPort 0 switches the management plugin off
   * @param distributionPort for Erlang's own traffic; the next port is taken too
   */
  RabbitServer(
      RabbitDistribution distribution,
      Path data,
      int port,
      int managementPort,
      int distributionPort) {
    this.distribution = distribution;
    this.data = data.toAbsolutePath();
    this.port = port;
    this.managementPort = managementPort;
    this.distributionPort = distributionPort;
    this.process = new ServerProcess("rabbitmq", this.data);
    this.portMapper = new ServerProcess("epmd", this.data);
  }

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String description() {
    return "RabbitMQ amqp://localhost:" + port;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(data);
    Path configuration = data.resolve("rabbitmq.conf");
    Files.deleteIfExists(configuration);
    Files.createFile(
        configuration,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(configuration, configuration());
    Files.writeString(
        data.resolve("enabled_plugins"),
        managementPort == 0 ? "[].\n" : "[rabbitmq_management].\n");
    Path nowhere = data.resolve("no-environment-file");
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HOME", data.toString());
    environment.put("RABBITMQ_NODENAME", "discogsography@localhost");
    environment.put("RABBITMQ_DIST_PORT", String.valueOf(distributionPort));
    environment.put("ERL_EPMD_PORT", String.valueOf(distributionPort + 1));
    environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    environment.put("RABBITMQ_MNESIA_BASE", data.resolve("mnesia").toString());
    environment.put("RABBITMQ_LOG_BASE", data.resolve("log").toString());
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", data.resolve("enabled_plugins").toString());
    environment.put("RABBITMQ_CONFIG_FILE", configuration.toString());
    environment.put("RABBITMQ_CONF_ENV_FILE", nowhere.toString());
    environment.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
    if (!distribution.searchPath().isEmpty()) {
      environment.put("PATH", distribution.searchPath() + ":" + System.getenv("PATH"));
    }
    Optional<Path> epmd = distribution.portMapper();
    if (epmd.isPresent()) {
      portMapper.start(List.of(epmd.get().toString()), environment, data);
      portMapper.awaitPort(distributionPort + 1, START_LIMIT);
    }
    process.start(List.of(distribution.script().toString()), environment, data);
    Broker.awaitConnection(process, port, START_LIMIT);
  }

  private String configuration() {
    StringBuilder text = new StringBuilder();
    text.append("listeners.tcp.default = 127.0.0.1:").append(port).append('\n');
    text.append("default_user = ").append(USER).append('\n');
    text.append("default_pass = ").append(USER).append('\n');
    text.append("max_message_size = ").append(LARGEST_MESSAGE).append('\n');
    text.append("disk_free_limit.absolute = 1GB\n");
    text.append("vm_memory_high_watermark.relative = 0.3\n");
    text.append("log.file.level = warning\n");
    if (managementPort != 0) {
      text.append("management.tcp.ip = 127.0.0.1\n");
      text.append("management.tcp.port = ").append(managementPort).append('\n');
    }
    return text.toString();
  }

  /**
   * The start script answers a signal only slowly; the Erlang machine itself shuts down at once.
   */
  @Override
  public void stop() throws IOException, InterruptedException {
    List<ProcessHandle> all = process.handles();
    boolean erlang = all.stream().anyMatch(RabbitServer::isErlangMachine);
    process.stop(handle -> !erlang || isErlangMachine(handle), STOP_LIMIT);
    portMapper.kill();
  }

  private static boolean isErlangMachine(ProcessHandle handle) {
    return handle.info().command().orElse("").contains("beam");
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    process.kill();
    portMapper.kill();
  }

  /** The port mapper may have outlived a broker that was killed; it is taken over as well. */
  @Override
  public boolean attach() throws IOException {
    boolean mapper = portMapper.attach();
    return process.attach() || mapper;
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  @Override
  public List<ProcessHandle> processes() {
    return Stream.concat(process.handles().stream(), portMapper.handles().stream()).toList();
  }

  @Override
  public Map<Integer, String> ports() {
    Map<Integer, String> ports = new LinkedHashMap<>();
    ports.put(port, "RabbitMQ");
    ports.put(distributionPort, "RabbitMQ (Erlang distribution)");
    ports.put(distributionPort + 1, "RabbitMQ (Erlang port mapper)");
    if (managementPort != 0) {
      ports.put(managementPort, "RabbitMQ management");
    }
    return ports;
  }

  @Override
  public Map<String, String> environment() {
    return Broker.environment(port, managementPort);
  }
}
