package org.discogsography.acceptance.pipeline;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.testkit.servers.TestRabbit;

/** The queues of the consumers, and those that keep what a store refuses for ever. */
public final class ConsumerQueues {

  private static final TopologyNames NAMES =
      new TopologyNames(Source.DISCOGS, "discogsography-discogs");
  private static final TopologyNames MUSICBRAINZ =
      new TopologyNames(Source.MUSICBRAINZ, "discogsography-musicbrainz");

  private final TestRabbit rabbit;

  ConsumerQueues(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  private interface Use<T> {
    T of(Channel channel) throws IOException;
  }

  private <T> T with(Use<T> use) throws IOException {
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      return use.of(channel);
    } catch (TimeoutException e) {
      throw new IOException("the broker does not answer", e);
    }
  }

  /** How many messages each queue of dead letters holds; without the empty ones. */
  public Map<String, Integer> deadLetters() throws IOException {
    return with(channel -> {
      Map<String, Integer> filled = new TreeMap<>();
      for (String queue : deadLetterQueues()) {
        int messages = channel.queueDeclarePassive(queue).getMessageCount();
        if (messages > 0) {
          filled.put(queue, messages);
        }
      }
      return filled;
    });
  }

  /** Takes the next message out of a queue of dead letters; its headers as texts. */
  public Map<String, String> takeDeadLetter(String service, DataType type) throws IOException {
    return with(channel -> {
      GetResponse message = channel.basicGet(NAMES.deadLetterQueue(service, type), true);
      Map<String, String> headers = new LinkedHashMap<>();
      if (message != null) {
        message
            .getProps()
            .getHeaders()
            .forEach((key, value) -> headers.put(key, String.valueOf(value)));
      }
      return headers;
    });
  }

  /** How many messages of Discogs wait for a consumer. */
  int unread(String service) {
    try {
      return with(channel -> {
        int unread = 0;
        for (DataType type : Source.DISCOGS.types()) {
          unread += channel.queueDeclarePassive(NAMES.queue(service, type)).getMessageCount();
        }
        return unread;
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void purgeDeadLetters() throws IOException {
    with(channel -> {
      for (String queue : deadLetterQueues()) {
        channel.queuePurge(queue);
      }
      return deadLetterQueues();
    });
  }

  /** Forgets what the consumers of MusicBrainz have not read. */
  void purgeUnreadMusicBrainz() throws IOException {
    with(channel -> {
      for (String service : MusicBrainzSide.CONSUMERS) {
        for (DataType type : Source.MUSICBRAINZ.types()) {
          channel.queuePurge(MUSICBRAINZ.queue(service, type));
        }
      }
      return MUSICBRAINZ;
    });
  }

  private static List<String> deadLetterQueues() {
    return Stream.concat(
            deadLetterQueues(
                NAMES, Source.DISCOGS, List.of(Pipeline.GRAPHINATOR, Pipeline.TABLEINATOR)),
            deadLetterQueues(MUSICBRAINZ, Source.MUSICBRAINZ, MusicBrainzSide.CONSUMERS))
        .toList();
  }

  private static Stream<String> deadLetterQueues(
      TopologyNames names, Source source, List<String> consumers) {
    return consumers.stream()
        .flatMap(
            service -> source.types().stream().map(type -> names.deadLetterQueue(service, type)));
  }
}
