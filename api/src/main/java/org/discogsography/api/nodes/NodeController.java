package org.discogsography.api.nodes;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.http.DatasetAnswers;
import org.discogsography.api.ratelimits.RateLimit;
import org.discogsography.api.ratelimits.RateLimits;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /api/node, with the id in the path or as a parameter. */
@RestController
@Tag(name = "Look-up")
class NodeController {

  private static final int REQUESTS_PER_MINUTE = 120;
  private static final String TYPES = "artist, release, master, label, genre or style";
  private static final String DESCRIPTION =
      "The id is the Discogs id; of genres and styles it is the name. Genres and styles of a node"
          + " come with the most frequent first, other lists by name. Counts are null while they"
          + " are not precomputed and counting takes too long. At most 120 requests a minute.";
  private static final String ARTIST =
      """
      {"id": "4654", "name": "Kraftwerk", "genres": ["Electronic"],
       "styles": ["Electro", "Synth-pop"], "release_count": 1204, "groups": [],
       "aliases": [], "members": [{"id": "26593", "name": "Ralf Hütter"}]}
      """;
  private static final String GENRE =
      """
      {"id": "Funk / Soul", "name": "Funk / Soul", "artist_count": 412000,
       "release_count": 910000, "label_count": 88000, "style_count": 310, "first_year": 1952}
      """;

  private final Nodes nodes;
  private final GraphReader graph;
  private final RateLimit limit;

  NodeController(Nodes nodes, GraphReader graph, RateLimits limits) {
    this.nodes = nodes;
    this.graph = graph;
    this.limit = limits.perMinute("node", REQUESTS_PER_MINUTE);
  }

  @GetMapping("/api/node/{node_id}")
  @Operation(
      summary = "Everything known about one node",
      description = DESCRIPTION + " A slash within a name is sent as `%2F`.")
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(ARTIST)))
  ResponseEntity<NodeAnswer> node(
      @PathVariable("node_id") @Parameter(example = "4654") String nodeId,
      @RequestParam(defaultValue = "artist") @Parameter(description = TYPES) String type,
      HttpServletRequest request,
      HttpServletResponse response) {
    return answer(nodeId, type, request, response);
  }

  /** Names with a slash that was not encoded, or was decoded on the way here. */
  @Hidden
  @GetMapping("/api/node/{*rest}")
  ResponseEntity<NodeAnswer> nodeWithSlashes(
      @PathVariable String rest,
      @RequestParam(defaultValue = "artist") String type,
      HttpServletRequest request,
      HttpServletResponse response) {
    return answer(rest.substring(1), type, request, response);
  }

  @GetMapping("/api/node")
  @Operation(
      summary = "Everything known about one node, its id as a parameter",
      description = DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(GENRE)))
  ResponseEntity<NodeAnswer> nodeByParameter(
      @RequestParam @Parameter(example = "Funk / Soul") String id,
      @RequestParam(defaultValue = "artist") @Parameter(description = TYPES, example = "genre")
          String type,
      HttpServletRequest request,
      HttpServletResponse response) {
    return answer(id, type, request, response);
  }

  private ResponseEntity<NodeAnswer> answer(
      String id, String type, HttpServletRequest request, HttpServletResponse response) {
    limit.admit(request, response);
    graph.requireReady();
    return DatasetAnswers.of(nodes.require(EntityType.parse(type, EntityType.all()), id));
  }
}
