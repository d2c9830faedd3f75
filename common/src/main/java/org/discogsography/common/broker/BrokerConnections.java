package org.discogsography.common.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.logging.FailureText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of this process to the broker, opened on demand and again after it was lost.
 * Recovery is left to the callers, who own the channels: what they hold belongs to one connection.
 */
public final class BrokerConnections implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BrokerConnections.class);
  private static final int HEARTBEAT_SECONDS = 600;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  /** A queue may leave a question unanswered after the broker's restart; asking again helps. */
  private static final int ANSWER_TIMEOUT_MILLIS = 15_000;

  private static final int LARGEST_MESSAGE = 256 * 1024 * 1024;

  private final ConnectionFactory factory;
  private final BrokerSettings settings;
  private final String name;
  private @Nullable Connection current;

  /**
   * @param name shown by the broker for this connection
   */
  public BrokerConnections(BrokerSettings settings, String name) {
    this.settings = settings;
    this.name = name;
    this.factory = new ConnectionFactory();
    factory.setHost(settings.host());
    factory.setPort(settings.port());
    factory.setUsername(settings.username());
    factory.setPassword(settings.password());
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    factory.setHandshakeTimeout(CONNECT_TIMEOUT_MILLIS);
    factory.setChannelRpcTimeout(ANSWER_TIMEOUT_MILLIS);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setMaxInboundMessageBodySize(LARGEST_MESSAGE);
    factory.setSharedExecutor(
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("amqp-" + name + "-", 0).factory()));
  }

  /**
   * The open connection.
   *
   * @throws IOException if the broker cannot be reached or refuses us
   */
  public synchronized Connection open() throws IOException {
    if (current == null || !current.isOpen()) {
      try {
        current = factory.newConnection(name);
      } catch (TimeoutException e) {
        throw new IOException("broker at " + settings + " did not answer in time", e);
      } catch (IOException e) {
        throw new IOException(
            "broker at " + settings + " cannot be used: " + FailureText.reason(e), e);
      }
      log.atInfo()
          .setMessage("🐰 Connected to the broker")
          .addKeyValue("broker", settings.toString())
          .log();
    }
    return current;
  }

  /** True while the connection is open. */
  public synchronized boolean isOpen() {
    return current != null && current.isOpen();
  }

  /** Closes the connection; a later {@link #open()} opens a new one. */
  @Override
  public synchronized void close() {
    if (current != null) {
      current.abort(CONNECT_TIMEOUT_MILLIS);
      current = null;
    }
  }
}
