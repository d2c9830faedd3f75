package org.discogsography.extractor.publish;

import java.time.Duration;
import org.discogsography.common.broker.Backoff;
import org.discogsography.common.settings.Settings;

/**
 * How messages are packed, and how long delivery may take.
 *
 * @param frameRecords records in one AMQP message; 1 sends every record alone
 * @param frameBytes a frame is sent once it holds so many bytes; a larger record travels alone
 * @param windowFrames unconfirmed AMQP messages
 * @param windowBytes unconfirmed bytes; a larger message travels alone
 * @param maxMessageBytes largest record that the broker takes
 * @param timings patience with the broker
 */
public record PublishSettings(
    int frameRecords,
    int frameBytes,
    int windowFrames,
    long windowBytes,
    int maxMessageBytes,
    Timings timings) {

  /**
   * Patience with the broker.
   *
   * @param confirm without any confirm for so long, everything unconfirmed is sent again
   * @param outage pauses while the broker is away
   * @param outagePatience without any confirm for so long, publishing fails
   * @param unroutable pauses while no queue is bound to the exchange
   * @param unroutablePatience without a queue for so long, publishing fails
   * @param stopping what is left for unconfirmed messages once the process is asked to stop
   */
  public record Timings(
      Duration confirm,
      Backoff outage,
      Duration outagePatience,
      Backoff unroutable,
      Duration unroutablePatience,
      Duration stopping) {}

  /** The house's patience. */
  public static final Timings TIMINGS =
      new Timings(
          Duration.ofSeconds(30),
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
          Duration.ofMinutes(30),
          new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5));

  private static final int FRAME_BYTES = 256 << 10;
  private static final int WINDOW_FRAMES = 256;
  private static final long WINDOW_BYTES = 16L << 20;
  private static final int MAX_MESSAGE_BYTES = 128 << 20;

  /** Reads {@code PUBLISH_FRAME_RECORDS} and {@code MAX_MESSAGE_BYTES}. */
  public static PublishSettings from(Settings settings) {
    return new PublishSettings(
        settings.wholeNumber("PUBLISH_FRAME_RECORDS", 100, 1),
        FRAME_BYTES,
        WINDOW_FRAMES,
        WINDOW_BYTES,
        settings.wholeNumber("MAX_MESSAGE_BYTES", MAX_MESSAGE_BYTES, 1),
        TIMINGS);
  }
}
