package org.discogsography.api.explore;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.errors.ApiException;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.http.DatasetAnswers;
import org.discogsography.api.ratelimits.RateLimit;
import org.discogsography.api.ratelimits.RateLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /api/explore. */
@RestController
@Tag(name = "Explore")
class ExploreController {

  private static final int REQUESTS_PER_MINUTE = 120;
  private static final String EXAMPLE =
      """
      {"center": {"id": "4654", "name": "Kraftwerk", "type": "artist"},
       "categories": [
         {"id": "cat-releases", "name": "Releases", "category": "releases", "count": 1204},
         {"id": "cat-labels", "name": "Labels", "category": "labels", "count": 161},
         {"id": "cat-aliases", "name": "Aliases & Members", "category": "aliases", "count": 17}]}
      """;

  private final Exploration exploration;
  private final GraphReader graph;
  private final RateLimit limit;

  ExploreController(Exploration exploration, GraphReader graph, RateLimits limits) {
    this.exploration = exploration;
    this.graph = graph;
    this.limit = limits.perMinute("explore", REQUESTS_PER_MINUTE);
  }

  @GetMapping("/api/explore")
  @Operation(
      summary = "A node and the categories around it",
      description =
          "Give exactly one of `name` and `id`. The name must be the stored one; if there is no such"
              + " name, the only one that differs in case or accents alone is taken, and otherwise"
              + " the 404 answer carries `suggestions`. A `count` is null while it is not"
              + " precomputed and counting takes too long. At most 120 requests a minute.")
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<ExploreAnswer> explore(
      @RequestParam(required = false) @Parameter(example = "Kraftwerk") @Nullable String name,
      @RequestParam(required = false)
          @Parameter(description = "Instead of the name; of genres and styles the name is the id")
          @Nullable String id,
      @RequestParam(defaultValue = "artist")
          @Parameter(description = "artist, genre, label or style", example = "artist")
          String type,
      HttpServletRequest request,
      HttpServletResponse response) {
    limit.admit(request, response);
    graph.requireReady();
    EntityType entityType = EntityType.parse(type, EntityType.EXPLORABLE);
    if (name != null && id == null) {
      return DatasetAnswers.of(exploration.byName(entityType, name));
    }
    if (id != null && name == null) {
      return DatasetAnswers.of(exploration.byId(entityType, id));
    }
    throw ApiException.meaningless("name_or_id", "Give exactly one of name and id");
  }
}
