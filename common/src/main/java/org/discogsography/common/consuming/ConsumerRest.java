package org.discogsography.common.consuming;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.consuming.LaneStatus.Snapshot;
import org.discogsography.common.logging.FailureText;
import org.discogsography.common.messages.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets lanes rest after their extraction is complete, closes the connection when all rest, and
 * looks into their queues now and then to wake them.
 */
final class ConsumerRest {

  private static final Logger log = LoggerFactory.getLogger(ConsumerRest.class);

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
      List<Lane<?>> resting = lanes.stream().filter(ConsumerRest::rests).toList();
      parkDone(resting.size());
      checkQueues(resting);
    } catch (RuntimeException e) {
      log.error("❌ Checking the consumers failed", e);
    }
  }

  private static boolean rests(Lane<?> lane) {
    return lane.status().snapshot().parked();
  }

  /**
   * A lane that was woken with nothing in its queue belongs to a run that fills the others first;
   * it goes back to rest only together with them.
   */
  private void parkDone(int resting) {
    List<Lane<?>> done =
        lanes.stream().filter(lane -> lane.status().done(settings.cancelDelay())).toList();
    boolean all = resting + done.size() == lanes.size();
    for (Lane<?> lane : done) {
      if (all || !lane.status().wokenEmpty()) {
        log.info(
            "😴 Cancelling the consumer of {}, its extraction is complete", lane.status().type());
        lane.park();
        checkedNanos = System.nanoTime();
      }
    }
  }

  /** A queue that holds anything wakes every resting lane; while all rest nothing is connected. */
  private void checkQueues(List<Lane<?>> resting) {
    boolean all = resting.size() == lanes.size();
    if (all) {
      broker.close();
    }
    if (resting.isEmpty()
        || System.nanoTime() - checkedNanos < settings.queueCheckInterval().toNanos()) {
      return;
    }
    checkedNanos = System.nanoTime();
    try {
      long waiting = 0;
      for (Lane<?> lane : resting) {
        waiting += depth(broker.open(), lane);
      }
      if (waiting > 0) {
        log.info("🔄 {} messages wait, consuming again", waiting);
        resting.forEach(Lane::resume);
      } else if (all) {
        broker.close();
      }
    } catch (IOException | ShutdownSignalException e) {
      log.warn("⚠️ Queues could not be checked: {}", FailureText.reason(e));
      if (all) {
        broker.close();
      }
    }
  }

  /** Messages in the lane's queue; one that is missing is declared, to keep what comes from now. */
  private long depth(Connection connection, Lane<?> lane) throws IOException {
    DataType type = lane.status().type();
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("broker allows no further channel");
    }
    try {
      Topology.declareQueue(channel, settings.names(), definition.service(), type);
      return channel.messageCount(settings.names().queue(definition.service(), type));
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
