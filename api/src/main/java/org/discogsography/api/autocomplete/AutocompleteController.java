package org.discogsography.api.autocomplete;

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
import jakarta.validation.constraints.Size;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.http.DatasetAnswers;
import org.discogsography.api.ratelimits.RateLimit;
import org.discogsography.api.ratelimits.RateLimits;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /api/autocomplete. */
@RestController
@Tag(name = "Look-up")
class AutocompleteController {

  private static final int REQUESTS_PER_MINUTE = 30;
  private static final String EXAMPLE =
      """
      {"results": [{"id": "4654", "name": "Kraftwerk", "score": 9.1, "subtitle": null}]}
      """;

  private final CompletionCache completions;
  private final GraphReader graph;
  private final RateLimit limit;

  AutocompleteController(CompletionCache completions, GraphReader graph, RateLimits limits) {
    this.completions = completions;
    this.graph = graph;
    this.limit = limits.perMinute("autocomplete", REQUESTS_PER_MINUTE);
  }

  @GetMapping("/api/autocomplete")
  @Operation(
      summary = "Names that complete what has been typed",
      description =
          "Every word of `q` must begin some word of the name; case and accents do not matter. The"
              + " exact name comes first, then names that start with `q`, then the rest, each with"
              + " the most released first. At most 30 requests a minute.")
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<Completions> autocomplete(
      @RequestParam
          @Size(min = 3, max = 100)
          @Parameter(description = "What has been typed", example = "kraftw")
          String q,
      @RequestParam(defaultValue = "artist")
          @Parameter(description = "artist, genre, label or style", example = "artist")
          String type,
      @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.limit.admit(request, response);
    graph.requireReady();
    EntityType entityType = EntityType.parse(type, EntityType.EXPLORABLE);
    return DatasetAnswers.of(completions.completions(entityType, q, limit));
  }
}
