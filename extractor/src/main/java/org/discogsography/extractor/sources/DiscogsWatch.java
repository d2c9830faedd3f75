package org.discogsography.extractor.sources;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.StopSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Waits until the extractor of the Discogs dumps is quiet: what MusicBrainz adds belongs to records
 * of Discogs that must be there.
 */
public final class DiscogsWatch {

  private static final Logger log = LoggerFactory.getLogger(DiscogsWatch.class);
  private static final Duration TICK = Duration.ofMillis(100);

  private final Patience patience;
  private final Progress progress;
  private final StopSignal stop;
  private String said = "";

  /**
   * Whom to ask, and how patiently.
   *
   * @param health of the other extractor
   * @param poll between two questions while it is running
   * @param secondLook after which one that is idle is asked again: it may be about to start
   * @param timeout of one question
   * @param firstRetry after a question without an answer; doubles with each
   * @param longestRetry the most that it grows to
   * @param mostFailures questions in a row without an answer, after which it counts as absent
   */
  public record Patience(
      URI health,
      Duration poll,
      Duration secondLook,
      Duration timeout,
      Duration firstRetry,
      Duration longestRetry,
      int mostFailures) {

    /** Reads the settings. */
    public static Patience from(Settings settings) {
      return new Patience(
          URI.create(settings.text("DISCOGS_HEALTH_URL", "http://extractor-discogs:8000/health")),
          settings.seconds("DISCOGS_POLL_SECS", 60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(300),
          10);
    }

    Duration retry(int failures) {
      Duration doubled = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
      return doubled.compareTo(longestRetry) > 0 ? longestRetry : doubled;
    }
  }

  public DiscogsWatch(Patience patience, Progress progress, StopSignal stop) {
    this.patience = patience;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Waits for the other extractor.
   *
   * @return false if the process shall end
   */
  boolean awaitQuiet() throws InterruptedException {
    int failures = 0;
    boolean lookedTwice = false;
    said = "";
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(patience.timeout()).build()) {
      while (!stop.requested()) {
        Duration pause;
        try {
          String status = status(http);
          failures = 0;
          switch (status) {
            case "running" -> {
              pause = patience.poll();
              say("waiting for the Discogs import to end");
            }
            case "idle" -> {
              if (lookedTwice) {
                return true;
              }
              lookedTwice = true;
              pause = patience.secondLook();
              say("looking whether the Discogs import starts");
            }
            default -> {
              return !stop.requested();
            }
          }
        } catch (IOException e) {
          failures++;
          if (failures >= patience.mostFailures()) {
            log.atWarn()
                .setMessage("⚠️ the Discogs extractor does not answer, going on without it")
                .addKeyValue("address", patience.health())
                .addKeyValue("questions", failures)
                .addKeyValue("reason", e.getMessage())
                .log();
            return true;
          }
          pause = patience.retry(failures);
          say("waiting for the Discogs extractor to answer at " + patience.health());
        }
        stop.await(pause);
      }
      http.shutdownNow();
    }
    return false;
  }

  /** An import takes hours and is asked for every minute: the log is told of it once. */
  private void say(String task) {
    progress.task(task);
    if (!task.equals(said)) {
      said = task;
      log.atInfo().setMessage("⏳ " + task).log();
    }
  }

  /**
   * What the other extractor says of itself, empty if it says nothing that can be understood.
   *
   * @throws IOException if it does not answer
   */
  private String status(HttpClient http) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(patience.health()).timeout(patience.timeout()).build();
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    while (!stop.requested()) {
      try {
        return status(answer.get(TICK.toMillis(), TimeUnit.MILLISECONDS).body());
      } catch (TimeoutException e) {
        log.trace("no answer yet", e);
      } catch (ExecutionException e) {
        throw new IOException(String.valueOf(e.getCause()), e.getCause());
      }
    }
    answer.cancel(true);
    return "";
  }

  private static String status(String body) {
    try {
      JsonNode health = JsonMapper.shared().readTree(body);
      return health.path("extraction_status").asString("");
    } catch (JacksonException e) {
      log.atWarn()
          .setMessage("⚠️ the answer of the Discogs extractor is no JSON, going on without it")
          .log();
      return "";
    }
  }
}
