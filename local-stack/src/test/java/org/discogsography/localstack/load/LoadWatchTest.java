package org.discogsography.localstack.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discogsography.localstack.load.LoadStatus.DownloadStatus;
import org.discogsography.localstack.load.LoadStatus.State;
import org.discogsography.localstack.stack.StackState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadWatchTest {

  private final List<HttpServer> services = new ArrayList<>();

  @AfterEach
  void stop() {
    services.forEach(service -> service.stop(0));
  }

  @Test
  void downloadIsShownAlsoWhereMusicBrainzWaitsForItsTurn() throws Exception {
    String extractor =
        """
        {"extraction_status": "running", "version": "20260401", "current_task": "downloading x",
         "download": {"file": "x", "bytes": 5, "bytes_total": 20, "bytes_per_second": 1,
                      "eta_seconds": 15}}
        """;
    List<StackState.Part> parts =
        List.of(
            part("extractor", extractor),
            part("graphinator", "{}"),
            part("tableinator", "{}"),
            part("extractor-musicbrainz", "{\"extraction_status\": \"idle\"}"));

    LoadStatus status =
        new LoadWatch(new StackState(1, "", "running", null, 0, "/dumps", "/mbdump", parts))
            .status();

    assertThat(status.state()).isEqualTo(State.DOWNLOADING);
    assertThat(status.download()).isEqualTo(new DownloadStatus("x", 5, 20, 1, 15L));
    assertThat(status.types()).hasSize(8);
  }

  @Test
  void emptyTaskIsNoReason() throws Exception {
    String extractor =
        """
        {"extraction_status": "running", "version": "20260401", "current_task": ""}
        """;

    List<StackState.Part> parts =
        List.of(part("extractor", extractor), part("graphinator", "{}"), part("tableinator", "{}"));

    LoadStatus status =
        new LoadWatch(new StackState(1, "", "running", null, 0, "/dumps", null, parts)).status();

    assertThat(status.version()).isEqualTo("20260401");
    assertThat(status.reason()).isNull();
  }

  private StackState.Part part(String name, String health) throws IOException {
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/health",
        exchange -> {
          try (exchange) {
            byte[] body = health.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    service.start();
    services.add(service);
    int port = service.getAddress().getPort();
    return new StackState.Part(name, "service", "", port, true, 0, List.of(), Map.of());
  }
}
