package org.discogsography.localstack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Apache Qpid Broker-J with a durable store, for machines without RabbitMQ. It takes our
 * declarations but knows neither quorum queues nor a delivery limit.
 */
public final class QpidServer implements BackingServer {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  private static final String CONFIGURATION =
      """
      {
        "name": "discogsography",
        "modelVersion": "9.1",
        "authenticationproviders": [{
          "name": "users", "type": "Plain", "secureOnlyMechanisms": [],
          "users": [{"name": "%1$s", "type": "managed", "password": "%1$s"}]
        }],
        "ports": [{
          "name": "amqp", "port": "%2$d", "bindingAddress": "127.0.0.1",
          "protocols": ["AMQP_0_9_1"], "authenticationProvider": "users",
          "virtualhostaliases": [
            {"name": "default", "type": "defaultAlias"},
            {"name": "nameAlias", "type": "nameAlias"}
          ]
        }],
        "virtualhostnodes": [{
          "name": "default", "type": "JSON", "defaultVirtualHostNode": "true",
          "virtualHostInitialConfiguration":
            "{\\"type\\": \\"DERBY\\", \\"storePath\\": \\"%3$s\\"}"
        }]
      }
      """;

  private final Path data;
  private final int port;
  private final ServerProcess process;

  public QpidServer(Path data, int port) {
    this.data = data.toAbsolutePath();
    this.port = port;
    this.process = new ServerProcess("qpid", this.data);
  }

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String description() {
    return "Apache Qpid amqp://localhost:" + port + " (in place of RabbitMQ)";
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(data);
    Path configuration = data.resolve("initial-config.json");
    Files.deleteIfExists(configuration);
    Files.createFile(
        configuration,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        configuration, CONFIGURATION.formatted(RabbitServer.USER, port, data.resolve("messages")));
    Path jars = Checkout.built("local-stack/qpid-broker/target/lib");
    process.start(
        List.of(
            Neo4jServer.java(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:MaxDirectMemorySize=512m",
            "-Dqueue.behaviourOnUnknownDeclareArgument=IGNORE",
            "-Dqpid.work_dir=" + data.resolve("work"),
            "-Dqpid.port.max_message_size=134217728",
            "-cp",
            jars + "/*",
            "org.apache.qpid.server.Main",
            "--initial-config-path",
            configuration.toString(),
            "--store-type",
            "JSON",
            "--store-path",
            data.resolve("config.json").toString()),
        Map.of("QPID_WORK", data.resolve("work").toString()),
        data);
    Broker.awaitConnection(process, port, START_LIMIT);
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop(handle -> true, STOP_LIMIT);
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    process.kill();
  }

  @Override
  public boolean attach() throws IOException {
    return process.attach();
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  @Override
  public List<ProcessHandle> processes() {
    return process.handles();
  }

  @Override
  public Map<Integer, String> ports() {
    return Map.of(port, "Qpid");
  }

  @Override
  public Map<String, String> environment() {
    return Broker.environment(port, 0);
  }
}
