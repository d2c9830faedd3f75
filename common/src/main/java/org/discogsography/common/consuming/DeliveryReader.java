package org.discogsography.common.consuming;

import com.rabbitmq.client.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discogsography.common.logging.FailureText;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.common.messages.PipelineMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages apart and makes their records ready; what cannot be read becomes a dead letter.
 */
final class DeliveryReader<R> {

  private final RecordWriter<R> writer;
  private final MessageCodec codec = new MessageCodec();

  DeliveryReader(RecordWriter<R> writer) {
    this.writer = writer;
  }

  Delivery<R> read(Envelope envelope, @Nullable Map<String, Object> headers, byte[] body) {
    List<Entry<R>> entries = new ArrayList<>();
    List<DeadLetter> invalid = new ArrayList<>();
    PipelineMessage control = null;
    List<byte[]> messages = List.of();
    try {
      messages = Frames.unpack(headers, body);
    } catch (InvalidMessageException e) {
      invalid.add(new DeadLetter("", body, FailureText.reason(e), e, 0));
    }
    for (byte[] json : messages) {
      String id = "";
      try {
        PipelineMessage message = codec.decode(json);
        if (message instanceof DataRecord record) {
          id = record.id();
          entries.add(new Entry<>(record, writer.prepare(record)));
        } else if (messages.size() == 1) {
          control = message;
        } else {
          throw new InvalidMessageException("completion signal inside a frame of records");
        }
      } catch (InvalidMessageException | RuntimeException e) {
        invalid.add(new DeadLetter(id, json, FailureText.reason(e), e, 0));
      }
    }
    return new Delivery<>(
        envelope.getDeliveryTag(), body.length, System.nanoTime(), entries, invalid, control);
  }
}
