package org.discogsography.common.consuming;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.discogsography.common.broker.Backoff;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.logging.FailureText;
import org.discogsography.common.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one data type from its queue into the store, on a thread of its own. It opens a
 * session when store and broker answer, and another one after each loss.
 */
final class Lane<R> {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Backoff RECONNECTS =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static final Duration PRECONDITION_PAUSE = Duration.ofSeconds(1);

  private final ConsumerDefinition definition;
  private final ConsumerSettings settings;
  private final RecordWriter<R> writer;
  private final BrokerConnections broker;
  private final LaneStatus status;
  private final ConsumerMetrics metrics;
  private final Semaphore permits;
  private final Consumer<ConfigurationException> fatal;
  private final StoreWatch store;
  private final Thread thread;
  private boolean preconditionMet;
  private volatile boolean stopping;
  private volatile boolean parkRequested;
  private volatile @Nullable LaneSession<R> session;

  /** A write that failed until its deliveries had to go back; used by the lane's thread alone. */
  private @Nullable StoreProbe trial;

  Lane(
      ConsumerDefinition definition,
      ConsumerSettings settings,
      RecordWriter<R> writer,
      BrokerConnections broker,
      LaneStatus status,
      ConsumerMetrics metrics,
      Semaphore permits,
      Consumer<ConfigurationException> fatal) {
    this.definition = definition;
    this.settings = settings;
    this.writer = writer;
    this.broker = broker;
    this.status = status;
    this.metrics = metrics;
    this.permits = permits;
    this.fatal = fatal;
    this.store = new StoreWatch(definition.store(), definition.probe(), () -> stopping);
    this.thread = Thread.ofPlatform().name("lane-" + status.type()).unstarted(this::run);
  }

  LaneStatus status() {
    return status;
  }

  StoreWatch store() {
    return store;
  }

  void start() {
    thread.start();
  }

  /** Asks the lane to end; what it cannot write at once stays unsettled. */
  void stop() {
    stopping = true;
    synchronized (this) {
      notifyAll();
    }
  }

  /** Waits for the end of the lane; false if it is still at work. */
  boolean join(Duration longest) throws InterruptedException {
    return thread.getState() == Thread.State.NEW || thread.join(longest);
  }

  /** Asks the lane to cancel its consumer and rest until {@link #resume()}. */
  void park() {
    parkRequested = true;
  }

  synchronized void resume() {
    if (parkRequested) {
      status.woken();
    }
    parkRequested = false;
    notifyAll();
  }

  /** Writes everything delivered so far; false if the lane has no session or loses it meanwhile. */
  CompletableFuture<Boolean> drain() {
    LaneSession<R> current = session;
    if (current != null) {
      return current.drain();
    }
    return CompletableFuture.completedFuture(parkRequested);
  }

  private void run() {
    int failures = 0;
    while (!stopping) {
      try {
        if (parkRequested) {
          rest();
          continue;
        }
        store.awaitAnswer();
        awaitPrecondition();
        awaitWritable();
        status.storeUsable();
        try (LaneSession<R> opened = openSession()) {
          session = opened;
          failures = 0;
          opened.consume();
        } finally {
          session = null;
        }
      } catch (ConfigurationException e) {
        fatal.accept(e);
        return;
      } catch (IOException | AlreadyClosedException e) {
        pauseAfter(++failures, e);
      } catch (ShutdownSignalException e) {
        pauseAfter(++failures, e);
      } catch (HeldTooLongException e) {
        trial = e.trial();
        log.atWarn()
            .setMessage("⏳ Returned deliveries to the broker")
            .addKeyValue("type", status.type())
            .addKeyValue("reason", e.getMessage())
            .log();
      } catch (StoppedException | InterruptedException e) {
        log.debug("lane ends", e);
      } catch (RuntimeException | Error e) { // a lane that ends unseen would look idle for ever
        log.error("❌ Lane of {} failed, starting it again", status.type(), e);
        pauseAfter(++failures, e);
      }
    }
  }

  /** Waits until consuming may begin, with the queue there to keep what is published meanwhile. */
  private void awaitPrecondition() throws IOException, InterruptedException, StoppedException {
    while (!preconditionMet) {
      Optional<String> unmet = unmetPrecondition();
      if (unmet.isEmpty()) {
        preconditionMet = true;
        status.awaiting(null);
        return;
      }
      if (!unmet.get().equals(status.snapshot().awaited())) {
        declareQueue();
        status.awaiting(unmet.get());
        log.atInfo()
            .setMessage("⏳ Waiting before the first message is read")
            .addKeyValue("type", status.type())
            .addKeyValue("waits_for", unmet.get())
            .log();
      }
      store.sleep(PRECONDITION_PAUSE);
      store.awaitAnswer();
    }
  }

  private Optional<String> unmetPrecondition() throws InterruptedException {
    try {
      return definition.precondition().unmet();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log.debug("the store does not tell whether consuming may begin", e);
      return Optional.of(definition.store());
    }
  }

  private void declareQueue() throws IOException {
    Channel channel = broker.open().createChannel();
    if (channel == null) {
      throw new IOException("broker allows no further channel");
    }
    try {
      Topology.declareQueue(channel, settings.names(), definition.service(), status.type());
    } finally {
      channel.abort();
    }
  }

  /**
   * After an outage that outlasted the deliveries, waits until the write passes that failed then.
   * The store may answer and still refuse to write, and each delivery counts towards the limit.
   */
  private void awaitWritable() throws InterruptedException, StoppedException {
    for (int failures = 1; trial != null; failures++) {
      if (passes(trial)) {
        trial = null;
      } else {
        store.pauseBetweenProbes(failures);
        store.awaitAnswer();
      }
    }
  }

  private boolean passes(StoreProbe write) throws InterruptedException {
    try {
      write.check();
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log.debug("the store still refuses to write", e);
      return definition.failures().classify(e) == FailureClass.DETERMINISTIC;
    }
  }

  private LaneSession<R> openSession() throws IOException {
    return new LaneSession<>(
        broker.open(),
        definition,
        settings,
        writer,
        status,
        metrics,
        store,
        permits,
        () -> stopping || parkRequested);
  }

  private synchronized void rest() throws InterruptedException {
    status.parked(true);
    while (parkRequested && !stopping) {
      wait();
    }
    status.parked(false);
  }

  private void pauseAfter(int failures, Throwable failure) {
    if (stopping) {
      return;
    }
    log.atWarn()
        .setMessage("🐰 Channel lost, opening it again")
        .addKeyValue("type", status.type())
        .addKeyValue("failures", failures)
        .addKeyValue("reason", FailureText.reason(failure))
        .log();
    try {
      store.sleep(RECONNECTS.pause(failures));
    } catch (StoppedException | InterruptedException e) {
      log.debug("lane ends", e);
    }
  }
}
