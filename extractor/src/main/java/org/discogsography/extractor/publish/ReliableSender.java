package org.discogsography.extractor.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BlockedCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.publish.ConfirmWindow.Trouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends AMQP messages with pipelined confirms and keeps each until it is confirmed.
 *
 * <p>After any trouble (connection lost, broker silent, message refused or returned) a new channel
 * is opened and everything unconfirmed is sent again in order, until patience ends. To be used by
 * one thread.
 */
final class ReliableSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReliableSender.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int PRECONDITION_FAILED = 406;

  private final BrokerConnections connections;
  private final TopologyNames names;
  private final PublishSettings.Timings timings;
  private final PublishCounters counters;
  private final BooleanSupplier stopping;
  private final ConfirmWindow window;

  private @Nullable Channel channel;
  private volatile boolean blocked;
  private long confirmsBeforeTrouble = -1;
  private long troubleSince;
  private int attempts;
  private @Nullable Trouble lastTrouble;
  private long stoppingSince;

  ReliableSender(
      BrokerConnections connections,
      TopologyNames names,
      PublishSettings settings,
      PublishCounters counters,
      BooleanSupplier stopping) {
    this.connections = connections;
    this.names = names;
    this.timings = settings.timings();
    this.counters = counters;
    this.stopping = stopping;
    this.window = new ConfirmWindow(settings.windowFrames(), settings.windowBytes(), counters);
  }

  /** Connects and declares the exchanges unless that is done. */
  void open() throws PublishException, InterruptedException {
    if (channel == null) {
      try {
        openChannel();
      } catch (IOException | ShutdownSignalException e) {
        recover(Trouble.LOST, e);
      }
    }
  }

  /**
   * Sends a message as soon as the window has room for it. One that is larger than the window has
   * been confirmed when this returns: no two of them are held at once.
   */
  void send(Delivery delivery) throws PublishException, InterruptedException {
    open();
    while (blocked || window.trouble() != null || !window.hasRoom(delivery.body().length)) {
      awaitProgress();
    }
    window.add(delivery);
    try {
      transmit(delivery);
    } catch (IOException | ShutdownSignalException e) {
      recover(Trouble.LOST, e);
    }
    if (window.isLarger(delivery.body().length)) {
      awaitConfirms();
    }
  }

  /** Waits until everything sent is confirmed. */
  void awaitConfirms() throws PublishException, InterruptedException {
    while (!window.isEmpty()) {
      awaitProgress();
    }
  }

  long confirmedRecords() {
    return window.confirmedRecords();
  }

  long confirmedUpTo(long sent) {
    return window.confirmedUpTo(sent);
  }

  /** Gives up what is not confirmed. */
  void discard() {
    closeChannel();
    window.clear();
  }

  @Override
  public void close() {
    discard();
  }

  private void awaitProgress() throws PublishException, InterruptedException {
    Trouble trouble = window.trouble();
    if (trouble != null) {
      recover(trouble, null);
    } else if (!blocked && window.sinceProgress().compareTo(timings.confirm()) > 0) {
      log.atWarn()
          .setMessage("⏱️ no confirm from the broker, sending again")
          .addKeyValue("unconfirmed", window.size())
          .log();
      recover(Trouble.LOST, null);
    } else {
      checkStopping(null);
      window.await(TICK);
    }
  }

  /** Opens a new channel and sends everything unconfirmed again, as often as patience allows. */
  private void recover(Trouble first, @Nullable Exception firstCause)
      throws PublishException, InterruptedException {
    long confirms = window.confirms();
    if (confirms != confirmsBeforeTrouble) {
      confirmsBeforeTrouble = confirms;
      troubleSince = System.nanoTime();
      attempts = 0;
    } else if (first == Trouble.UNROUTABLE && lastTrouble != Trouble.UNROUTABLE) {
      // the broker is back: time without it is not held against the consumers
      troubleSince = System.nanoTime();
      attempts = 0;
    }
    lastTrouble = first;
    Trouble trouble = first;
    Exception cause = firstCause;
    while (true) {
      refuseForGood(channel == null ? null : channel.getCloseReason());
      checkPatience(trouble, cause);
      closeChannel();
      attempts++;
      Duration pause =
          (trouble == Trouble.UNROUTABLE ? timings.unroutable() : timings.outage()).pause(attempts);
      announce(trouble, pause, cause);
      pause(pause, cause);
      try {
        openChannel();
        for (Delivery delivery : window.unconfirmed()) {
          counters.retriedRecords(delivery.records());
          transmit(delivery);
        }
        return;
      } catch (IOException | ShutdownSignalException e) {
        trouble = Trouble.LOST;
        cause = e;
      }
    }
  }

  private void transmit(Delivery delivery) throws IOException {
    Channel open = channel;
    if (open == null) {
      throw new IOException("no channel to the broker");
    }
    window.sent(open.getNextPublishSeqNo(), delivery);
    open.basicPublish(delivery.exchange(), "", true, delivery.properties(), delivery.body());
  }

  private void openChannel() throws IOException {
    Connection connection = connections.open();
    Channel opened = connection.createChannel();
    if (opened == null) {
      throw new IOException("the broker allows no more channels");
    }
    for (DataType type : names.source().types()) {
      Topology.declareExchange(opened, names, type);
    }
    opened.confirmSelect();
    int epoch = window.newEpoch();
    opened.addConfirmListener(
        (sequence, multiple) -> window.confirmed(epoch, sequence, multiple),
        (sequence, multiple) -> window.refused(epoch, sequence, multiple));
    opened.addReturnListener(returned -> {
      counters.returnedMessage();
      window.returned(epoch, Long.parseLong(returned.getProperties().getMessageId()));
    });
    opened.addShutdownListener(signal -> window.lost(epoch));
    blocked = false;
    connection.clearBlockedListeners();
    BlockedCallback onBlocked = reason -> blocked = true;
    connection.addBlockedListener(onBlocked, () -> blocked = false);
    channel = opened;
  }

  /**
   * Drops the whole connection: closing a channel waits for the broker's answer without limit, and
   * a silent broker gives none.
   */
  private void closeChannel() {
    channel = null;
    window.newEpoch();
    connections.close();
  }

  /** What the broker will refuse every time ends the patience at once. */
  private static void refuseForGood(@Nullable ShutdownSignalException reason)
      throws PublishException {
    if (reason != null
        && reason.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == PRECONDITION_FAILED) {
      throw new PublishException("the broker refused a message: " + close.getReplyText(), reason);
    }
  }

  private void checkPatience(Trouble trouble, @Nullable Exception cause) throws PublishException {
    Duration patience =
        trouble == Trouble.UNROUTABLE ? timings.unroutablePatience() : timings.outagePatience();
    if (elapsed(troubleSince).compareTo(patience) > 0) {
      throw new PublishException(
          trouble == Trouble.UNROUTABLE
              ? "no queue is bound to the exchanges %s-*; start the consumers"
                  .formatted(names.exchangePrefix())
              : "the broker did not confirm for %d s, %d messages are undelivered"
                  .formatted(patience.toSeconds(), window.size()),
          cause);
    }
    checkStopping(cause);
  }

  private void checkStopping(@Nullable Exception cause) throws PublishException {
    if (!stopping.getAsBoolean()) {
      stoppingSince = 0;
    } else if (stoppingSince == 0) {
      stoppingSince = System.nanoTime();
    } else if (elapsed(stoppingSince).compareTo(timings.stopping()) > 0) {
      throw new PublishException("stopped with " + window.size() + " unconfirmed messages", cause);
    }
  }

  private void pause(Duration pause, @Nullable Exception cause)
      throws PublishException, InterruptedException {
    long since = System.nanoTime();
    while (elapsed(since).compareTo(pause) < 0) {
      checkStopping(cause);
      Thread.sleep(Math.min(TICK.toMillis(), pause.toMillis()));
    }
  }

  private void announce(Trouble trouble, Duration pause, @Nullable Exception cause) {
    log.atWarn()
        .setMessage(
            switch (trouble) {
              case LOST -> "🔄 broker lost or silent, reconnecting";
              case REFUSED -> "🔄 broker refused messages, sending them again";
              case UNROUTABLE -> "⏳ no queue is bound to the exchange, waiting for consumers";
            })
        .addKeyValue("unconfirmed", window.size())
        .addKeyValue("attempt", attempts)
        .addKeyValue("pause_ms", pause.toMillis())
        .addKeyValue("reason", cause == null ? "" : String.valueOf(cause.getMessage()))
        .log();
  }

  private static Duration elapsed(long sinceNanos) {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }
}
