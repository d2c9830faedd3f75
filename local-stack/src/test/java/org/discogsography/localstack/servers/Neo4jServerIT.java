package org.discogsography.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Neo4jServerIT {

  @TempDir private Path data;

  @Test
  void onlyThePasswordOfTheFirstStartIsTaken() throws Exception {
    int port = Ports.free();
    Neo4jServer neo4j = new Neo4jServer(data, Ports.free(), port, 512, 64);
    try {
      neo4j.start();

      assertThat(statusFor(port, Neo4jServer.PASSWORD)).isEqualTo(202);
      assertThat(statusFor(port, "neo4j")).isEqualTo(401);
    } finally {
      neo4j.kill();
    }
  }

  private static int statusFor(int port, String password) throws Exception {
    String credentials = Neo4jServer.USERNAME + ":" + password;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/db/neo4j/query/v2"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"statement\": \"RETURN 1\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
