package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.record;
import static org.discogsography.common.consuming.TestConsumer.records;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@BackingServers(Server.RABBITMQ)
class RestingConsumersIT {

  private static final Map<String, String> QUICK =
      Map.of("CONSUMER_CANCEL_DELAY", "0.3", "QUEUE_CHECK_INTERVAL", "1");

  /** A queue is bound to its exchange right after it was declared; nothing tells when. */
  private static final long BINDING_MILLIS = 500;

  private static final long LONGER_THAN_THE_DELAY_MILLIS = 2500;

  /** Brokers refuse a declaration in different ways. */
  private static final Pattern FAILED_CHECK =
      Pattern.compile("could not be checked|Checking the consumers failed");

  private final TestRabbit rabbit;

  RestingConsumersIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void typeRestsOnceItsExtractionIsCompleteAndNotBefore() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, QUICK)) {
      consumer.frame(DataType.LABELS, record("1"));
      consumer.fileComplete(DataType.LABELS);
      consumer.frame(DataType.ARTISTS, record("1"));
      consumer.fileComplete(DataType.ARTISTS);
      consumer.extractionComplete(DataType.ARTISTS);
      consumer.service.start();

      await(
          "artists rest",
          () ->
              complete(consumer).equals(List.of("artists", "labels"))
                  && !consumer.active(DataType.ARTISTS));

      assertThat(consumer.active(DataType.LABELS)).isTrue();
      assertThat(consumer.connections.isOpen()).isTrue();
      assertThat(consumer.health("status")).isEqualTo("healthy");
    }
  }

  @Test
  void restingTypeIsWokenThoughOthersAreActive() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, QUICK)) {
      consumer.extractionComplete(DataType.ARTISTS);
      consumer.service.start();
      await(
          "artists rest",
          () -> !complete(consumer).isEmpty() && !consumer.active(DataType.ARTISTS));

      consumer.frame(DataType.ARTISTS, record("1"));

      consumer.awaitHandled(DataType.ARTISTS, 1);
      assertThat(complete(consumer)).isEmpty();
    }
  }

  @Test
  void signalAloneInTheQueueWakesAllAndTheyRestAgain() throws Exception {
    try (TestConsumer consumer = atRest()) {
      consumer.extractionComplete(DataType.MASTERS);

      await(
          "the signal is handled",
          () ->
              consumer.signals.handled().stream().filter("acknowledged masters"::equals).count()
                  == 2);
      await("the connection is closed again", () -> !consumer.connections.isOpen());

      assertThat(complete(consumer)).containsExactly("artists", "labels", "masters", "releases");
      assertThat(consumer.waiting(DataType.MASTERS)).isZero();
      assertThat(consumer.health("status")).isEqualTo("healthy");
    }
  }

  @Test
  void emptyTypesStayAwakeWhileTheNextRunFillsAnother() throws Exception {
    try (TestConsumer consumer = atRest()) {
      consumer.frame(DataType.ARTISTS, records(1, 10));
      consumer.awaitHandled(DataType.ARTISTS, 10);
      await("labels are awake", () -> consumer.active(DataType.LABELS));

      Thread.sleep(LONGER_THAN_THE_DELAY_MILLIS);

      assertThat(consumer.active(DataType.LABELS)).isTrue();
      assertThat(consumer.active(DataType.RELEASES)).isTrue();
      assertThat(complete(consumer)).containsExactly("labels", "masters", "releases");
    }
  }

  @Test
  void queueThatIsMissingAtACheckIsDeclaredAndKeepsWhatIsPublishedThen() throws Exception {
    try (TestConsumer consumer = atRest()) {
      consumer.deleteQueue(DataType.LABELS);
      await("the queue is there again", () -> exists(consumer, DataType.LABELS));
      Thread.sleep(BINDING_MILLIS);

      consumer.frame(DataType.LABELS, records(1, 5));

      consumer.awaitHandled(DataType.LABELS, 5);
    }
  }

  @Test
  void checkThatFailsHalfWayIsFollowedByOneThatRecovers() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(ConsumerRest.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (TestConsumer consumer = atRest()) {
      consumer.replaceExchange(DataType.LABELS);
      await(
          "a check has failed",
          () ->
              List.copyOf(lines.list).stream()
                  .anyMatch(line -> FAILED_CHECK.matcher(line.getMessage()).find()));
      consumer.deleteExchange(DataType.LABELS);
      consumer.frame(DataType.ARTISTS, records(1, 5));

      consumer.awaitHandled(DataType.ARTISTS, 5);
    } finally {
      logger.detachAppender(lines);
    }
  }

  private TestConsumer atRest() throws Exception {
    TestConsumer consumer = new TestConsumer(rabbit, QUICK);
    for (DataType type : consumer.names.source().types()) {
      consumer.fileComplete(type);
      consumer.extractionComplete(type);
    }
    consumer.service.start();
    await(
        "all rest and the connection is closed",
        () -> complete(consumer).size() == 4 && !consumer.connections.isOpen());
    return consumer;
  }

  private static List<String> complete(TestConsumer consumer) {
    return ((List<?>) consumer.health("completed_files")).stream().map(String::valueOf).toList();
  }

  private static boolean exists(TestConsumer consumer, DataType type) {
    try {
      return consumer.waiting(type) >= 0;
    } catch (Exception e) {
      return false;
    }
  }
}
