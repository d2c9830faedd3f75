package org.discogsography.extractor.acquisition;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.discogsography.extractor.extraction.StopSignal;
import org.jspecify.annotations.Nullable;

/** The body of an answer, read piece by piece; a silent site and a stop end the waiting. */
final class Body implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

  private static final long TICK_MILLIS = 100;

  /** Only one piece is asked for at a time; the end may come right behind it. */
  private static final int MOST_PIECES = 4;

  private sealed interface Piece {
    record Bytes(List<ByteBuffer> buffers) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable cause) implements Piece {}
  }

  private final URI address;
  private final Duration idleTimeout;
  private final StopSignal stop;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(MOST_PIECES);
  private volatile Flow.@Nullable Subscription subscription;

  Body(URI address, Duration idleTimeout, StopSignal stop) {
    this.address = address;
    this.idleTimeout = idleTimeout;
    this.stop = stop;
  }

  /**
   * The next bytes, null at the end.
   *
   * @throws IOException if the site breaks off or stays silent
   */
  @Nullable List<ByteBuffer> next() throws IOException, InterruptedException {
    long since = System.nanoTime();
    while (true) {
      Piece piece = pieces.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      switch (piece) {
        case Piece.Bytes bytes -> {
          ask();
          return bytes.buffers();
        }
        case Piece.End end -> {
          pieces.add(end);
          return null;
        }
        case Piece.Broken broken ->
            throw new IOException(
                "%s broke off: %s".formatted(address, reason(broken.cause())), broken.cause());
        case null -> {
          if (stop.requested()) {
            throw new StoppedException();
          }
          if (Duration.ofNanos(System.nanoTime() - since).compareTo(idleTimeout) > 0) {
            throw new IOException(
                "%s sent nothing for %d s".formatted(address, idleTimeout.toSeconds()));
          }
        }
      }
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void ask() {
    Flow.Subscription from = subscription;
    if (from != null) {
      from.request(1);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription to) {
    subscription = to;
    to.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    pieces.add(new Piece.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    pieces.add(new Piece.Broken(cause));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece.End());
  }

  @Override
  public void close() {
    Flow.Subscription from = subscription;
    if (from != null) {
      from.cancel();
    }
  }
}
