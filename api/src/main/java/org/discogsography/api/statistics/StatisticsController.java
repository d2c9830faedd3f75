package org.discogsography.api.statistics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.http.DatasetAnswers;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /api/graph/stats. */
@RestController
@Tag(name = "Statistics")
class StatisticsController {

  private static final String EXAMPLE =
      """
      {"total_entities": 34560276,
       "counts": {"artists": 10000000, "labels": 2300000, "releases": 19000000,
                  "masters": 2500000, "genres": 16, "styles": 760}}
      """;

  private final NodeCounts counts;
  private final GraphReader graph;

  StatisticsController(NodeCounts counts, GraphReader graph) {
    this.counts = counts;
    this.graph = graph;
  }

  @GetMapping("/api/graph/stats")
  @Operation(
      summary = "How many nodes of each kind the graph holds",
      description = "Numbers of the store's own counters, up to a minute old.")
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(EXAMPLE)))
  ResponseEntity<GraphStatistics> statistics() {
    graph.requireReady();
    return DatasetAnswers.of(counts.current());
  }
}
