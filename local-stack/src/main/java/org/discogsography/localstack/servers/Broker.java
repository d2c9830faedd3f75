package org.discogsography.localstack.servers;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Chooses the broker that this machine can run. */
public final class Broker {

  private static final Duration POLL = Duration.ofMillis(200);

  private Broker() {}

  /**
   * RabbitMQ from the PATH, else a private copy of the distribution's packages, else Qpid.
   *
   * @param managementPort 0 for none
   * @param distributionPort a free port followed by another free one
   */
  public static BackingServer choose(Path data, int port, int managementPort, int distributionPort)
      throws IOException, InterruptedException {
    Optional<RabbitDistribution> rabbit =
        "qpid".equals(System.getenv("DISCOGSOGRAPHY_BROKER"))
            ? Optional.empty()
            : RabbitDistribution.find();
    if (rabbit.isPresent()) {
      return new RabbitServer(rabbit.get(), data, port, managementPort, distributionPort);
    }
    return new QpidServer(data.resolveSibling("qpid"), port);
  }

  static Map<String, String> environment(int port, int managementPort) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("RABBITMQ_HOST", "localhost");
    environment.put("RABBITMQ_PORT", String.valueOf(port));
    environment.put("RABBITMQ_USERNAME", RabbitServer.USER);
    environment.put("RABBITMQ_PASSWORD", RabbitServer.USER);
    if (managementPort != 0) {
      environment.put("RABBITMQ_MANAGEMENT_PORT", String.valueOf(managementPort));
    }
    return environment;
  }

  /** Waits until a client can open a connection: the port opens before the messages are there. */
  static void awaitConnection(ServerProcess process, int port, Duration longest)
      throws IOException, InterruptedException {
    process.awaitPort(port, longest);
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("localhost");
    factory.setPort(port);
    factory.setUsername(RabbitServer.USER);
    factory.setPassword(RabbitServer.USER);
    factory.setAutomaticRecoveryEnabled(false);
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      try (Connection connection = factory.newConnection("discogsography-start")) {
        if (connection.isOpen()) {
          return;
        }
      } catch (IOException | TimeoutException e) {
        if (System.nanoTime() > end || !process.isRunning()) {
          throw new IOException("the broker takes no connection; see " + process.log(), e);
        }
      }
      Thread.sleep(POLL);
    }
  }
}
