package org.discogsography.common.consuming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.PipelineMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consuming one queue over one channel, until the channel is lost or the lane stops. All use of the
 * channel happens on the lane's thread; deliveries are taken apart on the client's threads and wait
 * in the inbox, which the prefetch bounds. Batches are written on threads of their own, as many at
 * once as their writer allows, and settled in the order of their delivery. What a lost channel
 * delivered is forgotten: the broker delivers it again.
 */
final class LaneSession<R> implements BatchWriting.OutageListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LaneSession.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LAG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private sealed interface Item<R> {}

  private record Arrived<R>(Delivery<R> delivery) implements Item<R> {}

  private record DrainRequested<R>(CompletableFuture<Boolean> drained) implements Item<R> {}

  private record ChannelLost<R>(ShutdownSignalException cause) implements Item<R> {}

  private record ConsumerCancelled<R>() implements Item<R> {}

  private record WritingEnded<R>() implements Item<R> {}

  private final ConsumerDefinition definition;
  private final ConsumerSettings settings;
  private final DataType type;
  private final LaneStatus status;
  private final ConsumerMetrics metrics;
  private final StoreWatch store;
  private final BooleanSupplier leaving;
  private final String queue;
  private final DeliveryReader<R> reader;
  private final Channel channel;
  private final DeadLetters deadLetters;
  private final BlockingQueue<Item<R>> inbox = new LinkedBlockingQueue<>();
  private final BatchesUnderway<R> underway;
  private final AtomicInteger outages = new AtomicInteger();
  private final int session;
  private Batch<R> batch = new Batch<>();
  private boolean open;
  private boolean subscribed;
  private int subscriptions;
  private long lagReadNanos;

  /**
   * Opens the channel and declares the topology.
   *
   * @param leaving true when the lane wants the session to end
   */
  LaneSession(
      Connection connection,
      ConsumerDefinition definition,
      ConsumerSettings settings,
      RecordWriter<R> writer,
      LaneStatus status,
      ConsumerMetrics metrics,
      StoreWatch store,
      Semaphore permits,
      BooleanSupplier leaving)
      throws IOException {
    this.definition = definition;
    this.settings = settings;
    this.type = status.type();
    this.status = status;
    this.metrics = metrics;
    this.store = store;
    this.leaving = leaving;
    this.queue = settings.names().queue(definition.service(), type);
    this.reader = new DeliveryReader<>(writer);
    this.underway =
        new BatchesUnderway<>(
            type,
            new BatchWriting<>(
                writer, definition.failures(), store, permits, status, metrics, settings, this),
            writer.batchesAtOnce(),
            () -> inbox.add(new WritingEnded<>()));
    this.channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("broker allows no further channel");
    }
    channel.addShutdownListener(cause -> inbox.add(new ChannelLost<>(cause)));
    Topology.declareQueue(channel, settings.names(), definition.service(), type);
    channel.basicQos(settings.prefetch());
    this.session = status.sessionStarted();
    this.deadLetters = new DeadLetters(connection, definition, settings.names(), type);
  }

  /** Asks for all deliveries at hand to be written; completed with true once they are committed. */
  CompletableFuture<Boolean> drain() {
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    inbox.add(new DrainRequested<>(drained));
    return drained;
  }

  /** Consumes until the lane leaves; then writes what is at hand and cancels the consumer. */
  void consume() throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    open = true;
    subscribe();
    while (!leaving.getAsBoolean()) {
      take(inbox.poll(POLL.toMillis(), TimeUnit.MILLISECONDS));
      pauseInOutage();
    }
    open = false;
    unsubscribe();
    while (!store.stopping() && !inbox.isEmpty()) { // a lane that only rests leaves nothing behind
      take(inbox.poll());
    }
    flush();
  }

  private void take(@Nullable Item<R> item)
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    switch (item) {
      case null -> readLag();
      case Arrived<R> arrived -> accept(arrived.delivery());
      case DrainRequested<R> request -> {
        flush();
        request.drained().complete(true);
      }
      case ConsumerCancelled<R> cancelled ->
          throw new IOException("broker cancelled the consumer of " + queue);
      case WritingEnded<R> ended -> settleWritten();
      case ChannelLost<R> lost -> throw lost.cause();
    }
    if (isDue()) {
      startWriting();
    }
  }

  private boolean isDue() {
    return !batch.isEmpty()
        && (batch.isFull(settings.batchRecords())
            || batch.bytes() >= settings.batchBytes()
            || batch.deliveries() >= settings.prefetch()
            || (inbox.isEmpty() && isOld()));
  }

  /** Age counts only when nothing more is at hand: in a backlog every delivery is old. */
  private boolean isOld() {
    return System.nanoTime() - batch.heldSinceNanos() >= settings.flushInterval().toNanos();
  }

  private void accept(Delivery<R> delivery)
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    PipelineMessage control = delivery.control();
    if (control == null) {
      status.recordsTaken();
      batch.add(delivery);
      return;
    }
    flush();
    deliver(control);
    channel.basicAck(delivery.tag(), false);
    if (control instanceof ExtractionComplete signal) {
      definition.signals().extractionCompleteAcknowledged(type, signal);
    }
  }

  /** Writes and settles everything at hand. */
  private void flush()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    startWriting();
    settleAll();
  }

  /** Has the batch written; waits for the oldest one if no further may be begun meanwhile. */
  private void startWriting()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    if (batch.isEmpty()) {
      return;
    }
    if (underway.meets(batch)) {
      settleAll(); // the later record of two with one id has to be written last
    }
    underway.begin(batch);
    batch = new Batch<>();
    while (underway.isFull()) {
      settleOldest();
    }
  }

  private void settleAll()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    while (!underway.isEmpty()) {
      settleOldest();
    }
  }

  private void settleWritten()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    while (underway.oldestHasEnded()) {
      settleOldest();
    }
  }

  private void settleOldest()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    Optional<List<DeadLetter>> refused = underway.awaitOldest(POLL);
    while (refused.isEmpty()) {
      pauseInOutage();
      refused = underway.awaitOldest(POLL);
    }
    Batch<R> written = underway.oldest();
    List<DeadLetter> letters = new ArrayList<>(written.invalid());
    letters.addAll(refused.get());
    if (!letters.isEmpty()) {
      deadLetters.publish(letters);
      status.deadLettered(letters.size());
      metrics.deadLettered(type, letters.size());
    }
    channel.basicAck(written.lastTag(), true);
    underway.removeOldest();
    status.settled(written.records());
    readLag();
  }

  /** Hands a signal on until it has been dealt with; it is held meanwhile, never requeued. */
  private void deliver(PipelineMessage control) throws InterruptedException, StoppedException {
    for (int failures = 1; ; failures++) {
      try {
        switch (control) {
          case FileComplete signal -> {
            definition.signals().fileComplete(type, signal);
            status.fileCompleted();
            log.atInfo()
                .setMessage("✅ File complete")
                .addKeyValue("type", type)
                .addKeyValue("file", signal.file())
                .addKeyValue("published", signal.totalProcessed())
                .log();
          }
          case ExtractionComplete signal -> {
            definition
                .signals()
                .extractionComplete(type, signal, status.deadLetteredSinceExtraction());
            status.extractionCompleted(signal);
            log.atInfo()
                .setMessage("✅ Extraction complete")
                .addKeyValue("type", type)
                .addKeyValue("version", signal.version())
                .log();
          }
          default -> throw new IllegalStateException("no signal: " + control);
        }
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        log.atWarn()
            .setMessage("🔄 Completion signal could not be handled yet, holding it")
            .addKeyValue("type", type)
            .addKeyValue("failures", failures)
            .setCause(e)
            .log();
        store.pauseAfter(failures + 2);
      }
    }
  }

  private void readLag() throws IOException {
    if (System.nanoTime() - lagReadNanos > LAG_INTERVAL_NANOS) {
      lagReadNanos = System.nanoTime();
      status.lag(channel.messageCount(queue));
    }
  }

  @Override
  public void storeAway() {
    outages.incrementAndGet();
  }

  @Override
  public void storeBack() {
    outages.decrementAndGet();
  }

  /** Lets the broker keep what it has not delivered while a writer waits for the store. */
  private void pauseInOutage() throws IOException {
    if (open && outages.get() == 0) {
      subscribe();
    } else {
      unsubscribe();
    }
  }

  private void subscribe() throws IOException {
    if (subscribed) {
      return;
    }
    subscriptions++;
    channel.basicConsume(queue, false, consumerTag(), new Inbound());
    subscribed = true;
    status.consuming(true);
  }

  private void unsubscribe() throws IOException {
    if (!subscribed) {
      return;
    }
    subscribed = false;
    status.consuming(false);
    channel.basicCancel(consumerTag());
  }

  /**
   * Never used twice: to a tag that comes back a quorum queue delivers again what it still holds.
   */
  private String consumerTag() {
    String tag = definition.service() + "-" + type;
    return subscriptions == 1 ? tag : tag + "-" + subscriptions;
  }

  private final class Inbound extends DefaultConsumer {

    Inbound() {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      Delivery<R> delivery = reader.read(envelope, properties.getHeaders(), body);
      status.received(session, delivery.entries().size() + delivery.invalid().size());
      inbox.add(new Arrived<>(delivery));
    }

    @Override
    public void handleCancel(@Nullable String consumerTag) {
      inbox.add(new ConsumerCancelled<>());
    }
  }

  /** Gives the channel up; what was not settled goes back to the broker. */
  @Override
  public void close() {
    underway.close();
    metrics.requeued(type, status.snapshot().pending());
    deadLetters.close();
    try {
      channel.abort();
    } catch (IOException e) {
      log.debug("channel was gone", e);
    }
    for (Item<R> item : inbox) {
      if (item instanceof DrainRequested<R> request) {
        request.drained().complete(false);
      }
    }
    status.sessionEnded();
  }
}
