package org.discogsography.extractor.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.sources.DiscogsWatch.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DiscogsWatchTest {

  private final StopSignal stop = new StopSignal();
  private final Progress progress = new Progress(Clock.systemUTC(), Source.MUSICBRAINZ);
  private final Queue<String> answers = new ArrayDeque<>();
  private final AtomicInteger questions = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          questions.incrementAndGet();
          byte[] body =
              String.valueOf(answers.size() > 1 ? answers.poll() : answers.peek()).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"extraction_status\":\"completed\"}",
        "{\"extraction_status\":\"waiting\"}",
        "{\"extraction_status\":\"failed\"}",
        "{\"extraction_status\":\"something\"}",
        "{\"extraction_status\":null}",
        "{}",
        "<html>"
      })
  void goesOnAtOnceUnlessDiscogsIsRunningOrIdle(String answer) throws InterruptedException {
    answers.add(answer);

    assertThat(watch(Duration.ofHours(1), Duration.ofHours(1)).awaitQuiet()).isTrue();
    assertThat(questions).hasValue(1);
  }

  @Test
  void waitsWhileDiscogsIsRunning() throws InterruptedException {
    answers.addAll(List.of(status("running"), status("running"), status("completed")));

    assertThat(watch(Duration.ofMillis(10), Duration.ofHours(1)).awaitQuiet()).isTrue();
    assertThat(questions).hasValue(3);
    assertThat(progress.view().task()).isEqualTo("waiting for the Discogs import to end");
  }

  @Test
  void looksAgainAtAnIdleDiscogsAndFindsThatItStarts() throws InterruptedException {
    answers.addAll(List.of(status("idle"), status("running"), status("waiting")));

    assertThat(watch(Duration.ofMillis(10), Duration.ofMillis(10)).awaitQuiet()).isTrue();
    assertThat(questions).hasValue(3);
  }

  @Test
  void idleTwiceMeansThatDiscogsDoesNotStart() throws InterruptedException {
    answers.add(status("idle"));

    assertThat(watch(Duration.ofHours(1), Duration.ofMillis(10)).awaitQuiet()).isTrue();
    assertThat(questions).hasValue(2);
  }

  @Test
  void goesOnAfterTenQuestionsWithoutAnAnswer() throws InterruptedException {
    server.stop(0);

    assertThat(watch(Duration.ofHours(1), Duration.ofHours(1)).awaitQuiet()).isTrue();
    assertThat(progress.view().task()).startsWith("waiting for the Discogs extractor to answer");
  }

  @Test
  void stopEndsTheWaitingAtOnce() throws InterruptedException {
    answers.add(status("running"));
    CountDownLatch ended = new CountDownLatch(1);
    Thread.startVirtualThread(() -> {
      try {
        if (!watch(Duration.ofHours(1), Duration.ofHours(1)).awaitQuiet()) {
          ended.countDown();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    while (questions.get() == 0) {
      Thread.onSpinWait();
    }

    stop.request();

    assertThat(ended.await(2, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void questionsComeFromTheSettings() {
    Map<String, String> variables =
        Map.of("DISCOGS_HEALTH_URL", "http://here:1/health", "DISCOGS_POLL_SECS", "7");
    Patience set = Patience.from(Settings.from(variables::get));
    Patience unset = Patience.from(Settings.from(name -> null));

    assertThat(set.health()).isEqualTo(URI.create("http://here:1/health"));
    assertThat(set.poll()).isEqualTo(Duration.ofSeconds(7));
    assertThat(unset.health()).isEqualTo(URI.create("http://extractor-discogs:8000/health"));
    assertThat(unset.poll()).isEqualTo(Duration.ofSeconds(60));
    assertThat(unset.retry(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(unset.retry(3)).isEqualTo(Duration.ofSeconds(20));
    assertThat(unset.retry(9)).isEqualTo(Duration.ofSeconds(300));
  }

  private static String status(String status) {
    return "{\"extraction_status\":\"" + status + "\"}";
  }

  private DiscogsWatch watch(Duration poll, Duration secondLook) {
    Patience patience =
        new Patience(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/health"),
            poll,
            secondLook,
            Duration.ofSeconds(2),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            10);
    return new DiscogsWatch(patience, progress, stop);
  }
}
