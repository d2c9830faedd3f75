package org.discogsography.api.explore;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.InstantSource;
import java.util.Optional;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.errors.ApiException;
import org.discogsography.api.errors.InvalidParameterException;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.http.DatasetAnswers;
import org.discogsography.api.ratelimits.RateLimit;
import org.discogsography.api.ratelimits.RateLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /api/expand. */
@RestController
@Tag(name = "Explore")
class ExpandController {

  private static final int REQUESTS_PER_MINUTE = 120;
  private static final String EXAMPLE =
      """
      {"children": [{"id": "1327", "name": "Computerwelt", "type": "release", "year": 1981}],
       "total": 1204, "offset": 0, "limit": 1, "has_more": true}
      """;

  private final Expansion expansion;
  private final GraphReader graph;
  private final InstantSource clock;
  private final RateLimit rateLimit;

  ExpandController(Expansion expansion, GraphReader graph, InstantSource clock, RateLimits limits) {
    this.expansion = expansion;
    this.graph = graph;
    this.clock = clock;
    this.rateLimit = limits.perMinute("expand", REQUESTS_PER_MINUTE);
  }

  @GetMapping("/api/expand")
  @Operation(
      summary = "The children of a category, page by page",
      description =
          "Releases come newest first and undated ones last; artists, labels, genres and styles by"
              + " the number of shared releases; aliases by id. With `before_year` or `after_year`"
              + " (1860 to 2030, both included) only releases of these years count, undated ones do"
              + " not; aliases ignore both. Pages of nodes with more than 100,000 releases end at"
              + " row 10,000. An unknown parent has no children. At most 120 requests a minute.")
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<ExpandAnswer> expand(
      @RequestParam(name = "node_id", required = false)
          @Parameter(description = "The name of the parent", example = "Kraftwerk")
          @Nullable String nodeId,
      @RequestParam(required = false)
          @Parameter(description = "The id of the parent, instead of `node_id`")
          @Nullable String id,
      @RequestParam @Parameter(description = "artist, genre, label or style", example = "artist")
          String type,
      @RequestParam
          @Parameter(
              description =
                  "artist: releases, labels, aliases; genre: releases, artists, labels, styles;"
                      + " label: releases, artists, genres; style: releases, artists, labels,"
                      + " genres",
              example = "releases")
          String category,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      @RequestParam(defaultValue = "0") @Min(0) int offset,
      @RequestParam(name = "before_year", required = false) @Nullable Integer beforeYear,
      @RequestParam(name = "after_year", required = false) @Nullable Integer afterYear,
      HttpServletRequest request,
      HttpServletResponse response) {
    YearWindow window = YearWindow.of(afterYear, beforeYear, clock);
    if (nodeId == null && id == null) {
      throw InvalidParameterException.inQuery("node_id", "missing", "is required, or id");
    }
    rateLimit.admit(request, response);
    graph.requireReady();
    EntityType entityType = EntityType.parse(type, EntityType.EXPLORABLE);
    Category asked = Category.parse(category, entityType);
    return DatasetAnswers.of(
        parent(entityType, nodeId, id)
            .map(centre -> expansion.page(centre, asked, window, offset, limit))
            .orElseGet(() -> ExpandAnswer.empty(offset, limit)));
  }

  private Optional<Centre> parent(EntityType type, @Nullable String nodeId, @Nullable String id) {
    if (nodeId != null && id == null) {
      return expansion.parentNamed(type, nodeId);
    }
    if (id != null && nodeId == null) {
      return expansion.parentWithId(type, id);
    }
    throw ApiException.meaningless("name_or_id", "Give exactly one of node_id and id");
  }
}
