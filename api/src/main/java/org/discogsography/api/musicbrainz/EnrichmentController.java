package org.discogsography.api.musicbrainz;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.http.DatasetAnswers;
import org.discogsography.api.ratelimits.RateLimit;
import org.discogsography.api.ratelimits.RateLimits;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /api/enrichment/status. */
@RestController
@Tag(name = "MusicBrainz")
class EnrichmentController {

  private static final int REQUESTS_PER_MINUTE = 10;
  private static final String EXAMPLE =
      """
      {"musicbrainz": {
        "artists": {"total_mb": 2600000, "matched_to_discogs": 1100000, "enriched_in_neo4j": 1080000},
        "labels": {"total_mb": 300000, "matched_to_discogs": 170000, "enriched_in_neo4j": 168000},
        "releases": {"total_mb": 5000000, "matched_to_discogs": 1900000, "enriched_in_neo4j": 1850000},
        "release_groups": {"total_mb": 4000000, "matched_to_discogs": 900000, "enriched_in_neo4j": 880000},
        "relationships": {"total_in_mb": 21000000, "created_in_neo4j": 640000}}}
      """;

  private final EnrichmentCounts counts;
  private final GraphReader graph;
  private final RateLimit limit;

  EnrichmentController(EnrichmentCounts counts, GraphReader graph, RateLimits limits) {
    this.counts = counts;
    this.graph = graph;
    this.limit = limits.perMinute("enrichment-status", REQUESTS_PER_MINUTE);
  }

  @GetMapping("/api/enrichment/status")
  @Operation(
      summary = "How much of MusicBrainz is stored and matched to Discogs",
      description = "The numbers are up to ten minutes old. At most 10 requests a minute.")
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<EnrichmentStatus> status(
      HttpServletRequest request, HttpServletResponse response) {
    limit.admit(request, response);
    graph.requireReady();
    return DatasetAnswers.of(counts.current());
  }
}
