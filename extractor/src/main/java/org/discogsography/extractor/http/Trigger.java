package org.discogsography.extractor.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.discogsography.common.health.HealthServer.Response;
import org.discogsography.common.health.HealthServer.Route;
import org.discogsography.extractor.extraction.RunRequest;
import org.discogsography.extractor.extraction.RunRequests;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /trigger}: asks for a run, optionally of everything again. */
final class Trigger implements Route {

  private static final int MOST_BYTES = 64 << 10;

  private final RunRequests requests;
  private final @Nullable String token;

  /**
   * @param token which the caller must present as bearer, null if anybody may call
   */
  Trigger(RunRequests requests, @Nullable String token) {
    this.requests = requests;
    this.token = token;
  }

  @Override
  public Response respond(HttpExchange request) throws IOException {
    if (!request.getRequestMethod().equals("POST")) {
      return error(405, "only POST is allowed");
    }
    if (!mayCall(request.getRequestHeaders().getFirst("Authorization"))) {
      return error(401, "bearer token is missing or wrong");
    }
    byte[] body = request.getRequestBody().readNBytes(MOST_BYTES);
    if (body.length == 0) {
      return submit(false);
    }
    String contentType = request.getRequestHeaders().getFirst("Content-Type");
    if (contentType == null) {
      return submit(false);
    }
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return error(415, "expected application/json");
    }
    return parsed(body);
  }

  private Response parsed(byte[] body) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return error(400, "not JSON: " + e.getOriginalMessage());
    }
    JsonNode force = json.path("force_reprocess");
    if (!json.isObject() || !(force.isMissingNode() || force.isBoolean())) {
      return error(422, "expected {\"force_reprocess\": true or false}");
    }
    return submit(force.asBoolean(false));
  }

  private Response submit(boolean force) {
    Optional<RunRequest> request = requests.submit(force);
    return request.isEmpty()
        ? Response.json(409, Map.of("status", "already_running"))
        : Response.json(
            202,
            Map.of("status", "started", "force_reprocess", force, "run_id", request.get().id()));
  }

  private boolean mayCall(@Nullable String authorization) {
    if (token == null) {
      return true;
    }
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    byte[] given = (authorization == null ? "" : authorization).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given);
  }

  private static Response error(int status, String message) {
    return Response.json(status, Map.of("error", message));
  }
}
