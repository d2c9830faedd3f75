package org.discogsography.common.consuming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.consuming.LaneStatus.Snapshot;
import org.discogsography.common.logging.FailureText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets lanes rest after their extraction is complete, closes the connection when all rest, and
 * looks into the queues now and then to wake them.
 */
final class ConsumerRest {

  private static final Logger log = LoggerFactory.getLogger(ConsumerRest.class);
  private static final double MILLIS = 1000.0;

  private final ConsumerDefinition definition;
  private final ConsumerSettings settings;
  private final BrokerConnections broker;
  private final List<Lane<?>> lanes;
  private long checkedNanos = System.nanoTime();
  private long stuckCheckedNanos = System.nanoTime();

  ConsumerRest(
      ConsumerDefinition definition,
      ConsumerSettings settings,
      BrokerConnections broker,
      List<Lane<?>> lanes) {
    this.definition = definition;
    this.settings = settings;
    this.broker = broker;
    this.lanes = lanes;
  }

  /** To be called every second. */
  void tick() {
    try {
      checkStuck();
      if (settings.cancelDelay().isZero()) {
        return;
      }
      lanes.forEach(this::parkIfDone);
      if (lanes.stream().allMatch(lane -> lane.status().snapshot().parked())) {
        checkQueues();
      }
    } catch (RuntimeException e) {
      log.error("❌ Checking the consumers failed", e);
    }
  }

  private void parkIfDone(Lane<?> lane) {
    Snapshot snapshot = lane.status().snapshot();
    boolean quiet =
        snapshot.lastMessageEpochSeconds() + settings.cancelDelay().toSeconds()
            < System.currentTimeMillis() / MILLIS;
    if (snapshot.consuming()
        && snapshot.complete()
        && snapshot.pending() == 0
        && lane.status().extractionHandled()
        && quiet) {
      log.info("😴 Cancelling the consumer of {}, its extraction is complete", snapshot.type());
      lane.park();
      checkedNanos = System.nanoTime();
    }
  }

  /** While all rest: a queue that holds anything wakes every lane. */
  private void checkQueues() {
    broker.close();
    if (System.nanoTime() - checkedNanos < settings.queueCheckInterval().toNanos()) {
      return;
    }
    checkedNanos = System.nanoTime();
    try {
      Connection connection = broker.open();
      long waiting = 0;
      for (Lane<?> lane : lanes) {
        waiting += depth(connection, lane);
      }
      if (waiting == 0) {
        broker.close();
        return;
      }
      log.info("🔄 {} messages wait, consuming again", waiting);
      lanes.forEach(Lane::resume);
    } catch (IOException e) {
      log.warn("⚠️ Queues could not be checked: {}", FailureText.reason(e));
      broker.close();
    }
  }

  /** Messages in the lane's queue; one that is missing holds none and is declared on resuming. */
  private long depth(Connection connection, Lane<?> lane) throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("broker allows no further channel");
    }
    try {
      AMQP.Queue.DeclareOk queue =
          channel.queueDeclarePassive(
              settings.names().queue(definition.service(), lane.status().type()));
      return queue.getMessageCount();
    } catch (IOException e) {
      log.debug("queue is missing", e);
      return 0;
    } finally {
      channel.abort();
    }
  }

  private void checkStuck() {
    if (System.nanoTime() - stuckCheckedNanos < settings.stuckCheckInterval().toNanos()) {
      return;
    }
    stuckCheckedNanos = System.nanoTime();
    List<Snapshot> snapshots = lanes.stream().map(lane -> lane.status().snapshot()).toList();
    if (ConsumerHealth.stuck(snapshots)) {
      log.atWarn()
          .setMessage("🔄 No consumer is active though files are unfinished, reconnecting")
          .addKeyValue(
              "seconds", TimeUnit.NANOSECONDS.toSeconds(settings.stuckCheckInterval().toNanos()))
          .log();
      lanes.forEach(Lane::resume);
    }
  }
}
