package org.discogsography.common.consuming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.TopologyNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records that can never be stored to the dead-letter exchange of their queue, one
 * message a record, with headers that say why. What it was given counts as kept only after the
 * confirm.
 */
final class DeadLetters implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final long CONFIRM_TIMEOUT_MILLIS = 30_000;
  private static final int LONGEST_HEADER = 1000;
  private static final int PERSISTENT = 2;
  private static final int IDS_LOGGED = 20;

  private final Channel channel;
  private final ConsumerDefinition definition;
  private final TopologyNames names;
  private final DataType type;

  DeadLetters(
      Connection connection, ConsumerDefinition definition, TopologyNames names, DataType type)
      throws IOException {
    this.definition = definition;
    this.names = names;
    this.type = type;
    this.channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("broker allows no further channel");
    }
    channel.confirmSelect();
  }

  /** Returns when the broker has confirmed every letter. */
  void publish(List<DeadLetter> letters) throws IOException, InterruptedException {
    for (DeadLetter letter : letters) {
      channel.basicPublish(
          names.deadLetterExchange(definition.service(), type),
          "",
          new AMQP.BasicProperties.Builder()
              .deliveryMode(PERSISTENT)
              .contentType("application/json")
              .contentEncoding("UTF-8")
              .headers(headers(letter))
              .build(),
          letter.body());
    }
    try {
      channel.waitForConfirmsOrDie(CONFIRM_TIMEOUT_MILLIS);
    } catch (TimeoutException e) {
      throw new IOException("broker did not confirm dead letters in time", e);
    }
    log.atError()
        .setMessage("❌ Records dead-lettered")
        .addKeyValue("type", type)
        .addKeyValue("records", letters.size())
        .addKeyValue("ids", letters.stream().map(DeadLetter::id).limit(IDS_LOGGED).toList())
        .addKeyValue("reason", shorten(letters.getFirst().reason()))
        .log();
  }

  private Map<String, Object> headers(DeadLetter letter) {
    Map<String, Object> headers = new HashMap<>();
    headers.put("x-reason", shorten(letter.reason()));
    headers.put("x-service", definition.service());
    headers.put("x-store", definition.store());
    headers.put("x-record-id", shorten(letter.id()));
    headers.put("x-attempts", letter.attempts());
    headers.put("x-original-exchange", names.exchange(type));
    headers.put("x-original-queue", names.queue(definition.service(), type));
    headers.put("x-dead-lettered-at", Instant.now().toString());
    if (letter.failure() != null) {
      headers.put("x-exception", letter.failure().getClass().getName());
    }
    return headers;
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER);
  }

  @Override
  public void close() {
    try {
      channel.abort();
    } catch (IOException e) {
      log.debug("channel was gone", e);
    }
  }
}
