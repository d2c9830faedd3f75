package org.discogsography.brainzgraphinator.completion;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentWriter;
import org.discogsography.common.logging.FailureText;
import org.discogsography.common.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries the held records again, apart from the consuming: at the start, after each MusicBrainz
 * import, and when a Discogs import has brought all its records. So it makes no difference which of
 * the two was loaded first.
 */
public final class HeldRetries implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HeldRetries.class);

  private final DiscogsImports imports;
  private final List<EnrichmentWriter> writers;
  private final Duration checkInterval;
  private final Thread worker = Thread.ofPlatform().name("held-retries").unstarted(this::run);
  private Optional<String> retriedAfter = Optional.empty();
  private boolean requested = true;

  /**
   * @param checkInterval time between looks for a new Discogs import
   */
  public HeldRetries(
      DiscogsImports imports, Collection<EnrichmentWriter> writers, Duration checkInterval) {
    this.imports = imports;
    this.writers = List.copyOf(writers);
    this.checkInterval = checkInterval;
  }

  public void start() {
    worker.start();
  }

  /** Asks for a round; returns at once. */
  public synchronized void request() {
    requested = true;
    notifyAll();
  }

  private void run() {
    try {
      while (true) {
        boolean asked = awaitRequest();
        try {
          round(asked);
        } catch (RuntimeException | InvalidMessageException e) {
          log.atWarn()
              .setMessage("🔄 Held records could not be tried, doing so later")
              .addKeyValue("error", FailureText.full(e))
              .log();
          Thread.sleep(checkInterval);
          request();
        }
      }
    } catch (InterruptedException e) {
      log.debug("held records wait for the next start", e);
    }
  }

  private synchronized boolean awaitRequest() throws InterruptedException {
    if (!requested) {
      wait(Math.max(1, checkInterval.toMillis()));
    }
    boolean asked = requested;
    requested = false;
    return asked;
  }

  /**
   * Tries all that is held, unless nobody asks and no Discogs import has come since the last time.
   */
  void round(boolean asked) throws InvalidMessageException, InterruptedException {
    Optional<String> newest = imports.newestComplete();
    if (!asked && newest.equals(retriedAfter)) {
      return;
    }
    long released = 0;
    for (EnrichmentWriter writer : writers) {
      released += writer.retryHeld();
    }
    retriedAfter = newest;
    if (released > 0) {
      log.atInfo()
          .setMessage("🧠 Held records applied")
          .addKeyValue("count", released)
          .addKeyValue("discogs_import", newest.orElse("none"))
          .log();
    }
  }

  /** Stops after the batch that is being tried. */
  @Override
  public void close() {
    worker.interrupt();
    try {
      if (worker.isAlive()) {
        worker.join(Duration.ofSeconds(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
