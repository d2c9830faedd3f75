package org.discogsography.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.ApiClient.Answer;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class HttpIT {

  private final ApiClient api;

  HttpIT(ApiClient api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/node/4654",
        "/api/explore?name=Kraftwerk",
        "/api/expand?node_id=Kraftwerk&type=artist&category=labels",
        "/api/autocomplete?q=kraft",
        "/api/graph/stats"
      })
  void answersOfTheDatasetCanBeKeptAndRevalidated(String path) {
    Answer first = api.get(path);
    assertThat(first.header("Cache-Control")).isEqualTo("max-age=60, public");
    assertThat(first.header("ETag")).isNotEmpty();
    Answer second = api.get(path, "If-None-Match", first.header("ETag"));
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void longAnswersAreCompressedForClientsThatAsk() {
    Answer answer =
        api.get(
            "/api/expand?node_id=Paging&type=genre&category=releases", "Accept-Encoding", "gzip");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.header("ETag")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/absent, 404",
    "GET, /absent, 404",
    "POST, /api/explore, 405",
    "DELETE, /api/node/1, 405"
  })
  void unknownPathsAndMethodsAnswerInTheSameShape(String method, String path, int status) {
    Answer answer = api.send(method, path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("error").asString()).isNotEmpty();
    assertThat(answer.json().get("detail")).isEqualTo(answer.json().get("error"));
    assertThat(answer.json().get("code").asString()).matches("[a-z_]+");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void requestThatTheServerItselfRefusesAnswersInTheSameShape() {
    Answer answer = api.get("/api/node/%5C%00");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error")).isEqualTo(answer.json().get("detail"));
    assertThat(answer.json().get("code").asString()).isEqualTo("bad_request");
  }

  @Test
  void answersProtectBrowsers() {
    Answer answer = api.get("/api/node/4654", "X-Forwarded-Proto", "https");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
  }

  @Test
  void requestIdIsReturnedOrMade() {
    assertThat(api.get("/api/node/4654", "X-Request-ID", "abc-1").header("X-Request-ID"))
        .isEqualTo("abc-1");
    assertThat(api.get("/api/node/4654", "X-Request-ID", "no spaces").header("X-Request-ID"))
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void knownOriginMayReadAnswersAndUnknownOnesMayNot() {
    Answer known = api.get("/api/node/4654", "Origin", "http://localhost:3000");
    assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
    assertThat(known.header("Access-Control-Allow-Credentials")).isEmpty();
    Answer unknown = api.get("/api/node/4654", "Origin", "http://elsewhere.example");
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
    Answer preflight =
        api.send(
            "OPTIONS",
            "/api/node/4654",
            "Origin",
            "http://localhost:8003",
            "Access-Control-Request-Method",
            "PUT");
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT");
    Answer refused =
        api.send(
            "OPTIONS",
            "/api/node/4654",
            "Origin",
            "http://elsewhere.example",
            "Access-Control-Request-Method",
            "PUT");
    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void everyRouteIsDescribedWithExamplesAndErrors() {
    JsonNode description = api.get("/openapi.json").json();
    assertThat(description).isEqualTo(api.get("/v3/api-docs").json());
    assertThat(description.get("info").get("title").asString()).isEqualTo("Discogsography API");
    assertThat(description.get("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/api/graph/stats",
            "/api/explore",
            "/api/expand",
            "/api/node",
            "/api/node/{node_id}",
            "/api/autocomplete",
            "/api/artist/{artist_id}/musicbrainz",
            "/api/artist/{artist_id}/relationships",
            "/api/artist/{artist_id}/external-links",
            "/api/label/{label_id}/musicbrainz",
            "/api/label/{label_id}/external-links",
            "/api/master/{master_id}/musicbrainz",
            "/api/master/{master_id}/external-links",
            "/api/release/{release_id}/musicbrainz",
            "/api/release/{release_id}/external-links",
            "/api/enrichment/status");
    for (JsonNode path : description.get("paths")) {
      JsonNode responses = path.get("get").get("responses");
      assertThat(responses.propertyNames()).contains("200", "400", "404", "422", "503", "504");
      assertThat(responses.get("200").findValue("example")).isNotNull();
    }
    assertThat(description.findValue("has_more")).isNotNull();
    assertThat(description.get("servers").get(0).get("url").asString()).isEqualTo("/");
  }

  @Test
  void documentationPageLoadsFromItsOwnOriginOnly() {
    assertThat(api.get("/").header("Location")).endsWith("/swagger-ui.html");
    assertThat(api.get("/swagger-ui.html").status()).isEqualTo(302);
    Answer page = api.get("/swagger-ui/index.html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("https://");
    assertThat(page.header("Content-Security-Policy")).contains("connect-src 'self'");
    assertThat(api.get("/swagger-ui/swagger-initializer.js").body())
        .doesNotContain("validator.swagger.io")
        .doesNotContain("petstore");
    assertThat(api.get("/swagger-ui/swagger-ui.css").status()).isEqualTo(200);
  }

  @Test
  void healthIsToldOnBothPortsAndMetricsOnOne(RunningApi running) {
    for (ApiClient port : new ApiClient[] {api, running.healthClient()}) {
      assertThat(port.get("/health").status()).isEqualTo(200);
      JsonNode health = port.get("/health").json();
      assertThat(health.get("status").asString()).isEqualTo("healthy");
      assertThat(health.get("service").asString()).isEqualTo("api");
      assertThat(health.get("dependencies").get("neo4j").asString()).isEqualTo("up");
      assertThat(health.get("dependencies").get("redis").asString()).isEqualTo("up");
      assertThat(health.get("dependencies").get("postgresql").asString()).isEqualTo("down");
      assertThat(port.get("/health/live").status()).isEqualTo(200);
    }
    api.get("/api/node/4654");
    assertThat(running.healthClient().get("/metrics").body())
        .contains("http_server_requests_seconds_count")
        .contains("route=\"/api/node/{node_id}\"")
        .contains("jvm_memory_used_bytes");
    assertThat(running.healthClient().get("/other").status()).isEqualTo(404);
  }
}
