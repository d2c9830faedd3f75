package org.discogsography.common.consuming;

import static java.util.stream.Collectors.toSet;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final long POLL_MILLIS = 100;
  private static final long LAG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private sealed interface Item<R> {}

  private record Arrived<R>(Delivery<R> delivery) implements Item<R> {}

  private record DrainRequested<R>(CompletableFuture<Boolean> drained) implements Item<R> {}

  private record ChannelLost<R>(ShutdownSignalException cause) implements Item<R> {}

  private record ConsumerCancelled<R>() implements Item<R> {}

  private record WritingEnded<R>() implements Item<R> {}

  /** A batch that is being written, or is written and not settled yet. */
  private record Underway<R>(Batch<R> batch, Set<String> ids, Future<List<DeadLetter>> refused) {}

  private final ConsumerDefinition definition;
  private final ConsumerSettings settings;
  private final DataType type;
  private final LaneStatus status;
  private final ConsumerMetrics metrics;
  private final StoreWatch store;
  private final BooleanSupplier leaving;
  private final String queue;
  private final DeliveryReader<R> reader;
  private final BatchWriting<R> writing;
  private final Channel channel;
  private final DeadLetters deadLetters;
  private final BlockingQueue<Item<R>> inbox = new LinkedBlockingQueue<>();
  private final Deque<Underway<R>> underway = new ArrayDeque<>();
  private final int mostUnderway;
  private final ExecutorService writers;
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
    this.mostUnderway = writer.batchesAtOnce();
    this.writers =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("lane-" + type + "-writing-", 0).factory());
    this.writing =
        new BatchWriting<>(
            writer, definition.failures(), store, permits, status, metrics, settings, this);
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
      take(inbox.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
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
    settleAllBut(0);
  }

  /** Has the batch written; waits for the oldest one if no further may be begun meanwhile. */
  private void startWriting()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    if (batch.isEmpty()) {
      return;
    }
    List<Entry<R>> entries = batch.entries();
    Set<String> ids = entries.stream().map(entry -> entry.record().id()).collect(toSet());
    if (underway.stream().anyMatch(other -> !Collections.disjoint(other.ids(), ids))) {
      settleAllBut(0); // the later record of two with one id has to be written last
    }
    Writing refused = new Writing(entries, batch.heldSinceNanos());
    writers.execute(refused);
    underway.add(new Underway<>(batch, ids, refused));
    batch = new Batch<>();
    settleAllBut(mostUnderway - 1);
  }

  private void settleAllBut(int most)
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    while (underway.size() > most) {
      settleOldest();
    }
  }

  private void settleWritten()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    while (!underway.isEmpty() && underway.getFirst().refused().isDone()) {
      settleOldest();
    }
  }

  private void settleOldest()
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    Underway<R> oldest = underway.getFirst();
    Batch<R> written = oldest.batch();
    List<DeadLetter> letters = new ArrayList<>(written.invalid());
    letters.addAll(awaitWritten(oldest.refused()));
    if (!letters.isEmpty()) {
      deadLetters.publish(letters);
      status.deadLettered(letters.size());
      metrics.deadLettered(type, letters.size());
    }
    channel.basicAck(written.lastTag(), true);
    underway.removeFirst();
    status.settled(written.records());
    readLag();
  }

  private List<DeadLetter> awaitWritten(Future<List<DeadLetter>> refused)
      throws IOException, InterruptedException, StoppedException, HeldTooLongException {
    while (true) {
      try {
        return refused.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        pauseInOutage();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case InterruptedException interrupted -> throw interrupted;
          case StoppedException stopped -> throw stopped;
          case HeldTooLongException held -> throw held;
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          case null, default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
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

  /** Writes a batch, and tells the lane once it is known how that has ended. */
  private final class Writing extends FutureTask<List<DeadLetter>> {

    Writing(List<Entry<R>> entries, long heldSinceNanos) {
      super(() -> writing.write(entries, heldSinceNanos));
    }

    @Override
    protected void done() {
      inbox.add(new WritingEnded<>());
    }
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

  /**
   * Gives the channel up; what was not settled goes back to the broker. Returns when no batch is
   * being written any more, so that none meets itself when it is delivered again.
   */
  @Override
  public void close() {
    underway.forEach(batch -> batch.refused().cancel(true));
    writers.close();
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
