package org.discogsography.extractor.publish;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.TopologyNames;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records in frames, and control messages alone and behind all records.
 *
 * <p>Nothing is lost while the broker is away: what is unconfirmed is sent again in order.
 * Duplicates are possible and harmless. To be used by one thread.
 */
public final class FramePublisher implements AutoCloseable {

  private static final int LENGTH_BYTES = 4;
  private static final int PERSISTENT = 2;

  private final TopologyNames names;
  private final PublishSettings settings;
  private final ReliableSender sender;
  private long lastNumber;
  private long sentUpTo;

  private @Nullable DataType frameType;
  private final List<byte[]> frame = new ArrayList<>();
  private int frameBytes;
  private long frameEnd;

  /**
   * @param stopping true once the process is asked to stop: patience then shrinks to seconds
   */
  public FramePublisher(
      BrokerConnections connections,
      TopologyNames names,
      PublishSettings settings,
      PublishCounters counters,
      BooleanSupplier stopping) {
    this.names = names;
    this.settings = settings;
    this.sender = new ReliableSender(connections, names, settings, counters, stopping);
  }

  /**
   * Connects and declares the exchanges, so that a missing broker is noticed before any reading.
   */
  public void open() throws PublishException, InterruptedException {
    sender.open();
  }

  /**
   * Begins with the records of another file, once everything before is confirmed.
   *
   * @param place of the last record of the file that needs not be sent, 0 if all are to be sent
   */
  public void beginFile(long place) {
    sentUpTo = place;
    frameEnd = place;
  }

  /**
   * Adds a record to the frame of its type; a full frame is sent.
   *
   * @param place of the record in its file, counted from 1
   */
  public void record(DataType type, byte[] message, long place)
      throws PublishException, InterruptedException {
    int length = LENGTH_BYTES + message.length;
    if (frameType != type || frameBytes + length > settings.frameBytes()) {
      sendFrame();
    }
    frameType = type;
    frame.add(message);
    frameBytes += length;
    frameEnd = place;
    if (frame.size() >= settings.frameRecords() || frameBytes >= settings.frameBytes()) {
      sendFrame();
    }
  }

  /** Sends what is in the frame and waits until everything is confirmed. */
  public void flush() throws PublishException, InterruptedException {
    sendFrame();
    sender.awaitConfirms();
  }

  /** Sends a control message behind all records and waits for its confirm. */
  public void control(DataType type, byte[] message) throws PublishException, InterruptedException {
    flush();
    send(type, List.of(message), 0);
    flush();
  }

  /** Gives up what is not confirmed; the caller has to send it again some day. */
  public void discard() {
    frame.clear();
    frameBytes = 0;
    sender.discard();
  }

  /** Records that the broker confirmed since this publisher was made. */
  public long confirmedRecords() {
    return sender.confirmedRecords();
  }

  /**
   * Place in the file of the last record such that it and all before it are confirmed or were never
   * to be sent. Records that are not handed over after it do not count.
   */
  public long confirmedUpTo() {
    return sender.confirmedUpTo(sentUpTo);
  }

  /** AMQP messages sent since this publisher was made, repetitions not counted. */
  public long sentMessages() {
    return lastNumber;
  }

  /** The largest record that the broker takes. */
  public boolean fits(byte[] message) {
    return message.length <= settings.maxMessageBytes();
  }

  @Override
  public void close() {
    sender.close();
  }

  private void sendFrame() throws PublishException, InterruptedException {
    DataType type = frameType;
    if (!frame.isEmpty() && type != null) {
      send(type, frame, frame.size());
      sentUpTo = frameEnd;
      frame.clear();
      frameBytes = 0;
    }
  }

  private void send(DataType type, List<byte[]> messages, int records)
      throws PublishException, InterruptedException {
    boolean alone = messages.size() == 1;
    long number = ++lastNumber;
    BasicProperties properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("UTF-8")
            .deliveryMode(PERSISTENT)
            .messageId(Long.toString(number))
            .headers(alone ? Map.of() : Map.of(Frames.HEADER, Frames.FORMAT))
            .build();
    byte[] body = alone ? messages.get(0) : Frames.pack(messages);
    sender.send(new Delivery(number, names.exchange(type), properties, body, records, sentUpTo));
  }
}
