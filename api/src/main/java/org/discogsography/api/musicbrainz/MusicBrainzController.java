package org.discogsography.api.musicbrainz;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What MusicBrainz says about an artist, label, master or release, by its Discogs id. */
@RestController
@Tag(name = "MusicBrainz")
class MusicBrainzController {

  private static final int REQUESTS_PER_MINUTE = 30;
  private static final String LIMIT = " At most 30 requests a minute.";
  private static final String DATA = "What MusicBrainz knows";
  private static final String DATA_DESCRIPTION =
      "Dates are partial ISO dates such as `1970-04`; unknown fields are null. 404 if no record"
          + " of MusicBrainz names this page of Discogs."
          + LIMIT;
  private static final String LINKS = "Pages elsewhere";
  private static final String LINKS_DESCRIPTION =
      "Services by the names that MusicBrainz uses for kinds of links; only `http` and `https`"
          + " addresses, ordered by service and address. Empty if nothing is known."
          + LIMIT;
  private static final String ARTIST =
      """
      {"discogs_id": 4654, "mbid": "5700dcd4-c139-4f31-aa3e-6382b9af9032", "type": "Group",
       "gender": null, "begin_date": "1970", "end_date": null, "area": "Germany",
       "begin_area": "Düsseldorf", "end_area": null, "disambiguation": "German electronic group",
       "updated_at": "2026-11-25T04:12:55.031Z"}
      """;
  private static final String LABEL =
      """
      {"discogs_id": 23528, "mbid": "46f0f4cd-8aab-4b33-b698-f459faf64190", "type": "Original Production",
       "label_code": 2070, "begin_date": "1989", "end_date": null, "area": "United Kingdom",
       "updated_at": "2026-11-25T04:12:55.031Z"}
      """;
  private static final String MASTER =
      """
      {"discogs_id": 2853, "mbid": "1b022e01-4da6-387b-8658-8678046e4cef", "type": "Album",
       "secondary_types": [], "first_release_date": "1978-05-19", "disambiguation": "",
       "updated_at": "2026-11-25T04:12:55.031Z"}
      """;
  private static final String RELEASE =
      """
      {"discogs_id": 249504, "mbid": "5b11f4ce-a62d-471e-81fc-a69a8278c7da", "barcode": "",
       "status": "Official", "release_group_mbid": "1b022e01-4da6-387b-8658-8678046e4cef",
       "updated_at": "2026-11-25T04:12:55.031Z"}
      """;
  private static final String RELATIONSHIPS =
      """
      {"discogs_id": 26593, "relationships": [
        {"type": "MEMBER_OF", "target_id": "4654", "target_name": "Kraftwerk",
         "direction": "outgoing", "begin_date": "1970", "end_date": null,
         "attributes": ["keyboard", "lead vocals"]}]}
      """;
  private static final String ARTIST_LINKS =
      """
      {"discogs_id": 4654, "links": [
        {"service": "official homepage", "url": "https://kraftwerk.com/"},
        {"service": "wikidata", "url": "https://www.wikidata.org/wiki/Q44892"}]}
      """;

  private static final String LABEL_LINKS =
      """
      {"discogs_id": 23528, "links": [{"service": "official site", "url": "https://warp.net/"}]}
      """;
  private static final String MASTER_LINKS =
      """
      {"discogs_id": 2853, "links": [
        {"service": "wikidata", "url": "https://www.wikidata.org/wiki/Q654283"}]}
      """;
  private static final String RELEASE_LINKS =
      """
      {"discogs_id": 249504, "links": [
        {"service": "discography entry", "url": "https://kraftwerk.com/"}]}
      """;

  private final EnrichedNodes nodes;
  private final MusicBrainzTables tables;
  private final GraphReader graph;
  private final RateLimit dataLimit;
  private final RateLimit relationshipsLimit;
  private final RateLimit linksLimit;

  MusicBrainzController(
      EnrichedNodes nodes, MusicBrainzTables tables, GraphReader graph, RateLimits limits) {
    this.nodes = nodes;
    this.tables = tables;
    this.graph = graph;
    this.dataLimit = limits.perMinute("musicbrainz", REQUESTS_PER_MINUTE);
    this.relationshipsLimit = limits.perMinute("relationships", REQUESTS_PER_MINUTE);
    this.linksLimit = limits.perMinute("external-links", REQUESTS_PER_MINUTE);
  }

  @GetMapping("/api/artist/{artist_id}/musicbrainz")
  @Operation(summary = DATA + " about an artist", description = DATA_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(ARTIST)))
  ResponseEntity<MusicBrainzData> artist(
      @PathVariable("artist_id") @Parameter(example = "4654") long artistId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return data(EnrichedType.ARTIST, artistId, request, response);
  }

  @GetMapping("/api/label/{label_id}/musicbrainz")
  @Operation(summary = DATA + " about a label", description = DATA_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(LABEL)))
  ResponseEntity<MusicBrainzData> label(
      @PathVariable("label_id") @Parameter(example = "23528") long labelId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return data(EnrichedType.LABEL, labelId, request, response);
  }

  @GetMapping("/api/master/{master_id}/musicbrainz")
  @Operation(summary = DATA + " about a master", description = DATA_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(MASTER)))
  ResponseEntity<MusicBrainzData> master(
      @PathVariable("master_id") @Parameter(example = "2853") long masterId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return data(EnrichedType.MASTER, masterId, request, response);
  }

  @GetMapping("/api/release/{release_id}/musicbrainz")
  @Operation(summary = DATA + " about a release", description = DATA_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(RELEASE)))
  ResponseEntity<MusicBrainzData> release(
      @PathVariable("release_id") @Parameter(example = "249504") long releaseId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return data(EnrichedType.RELEASE, releaseId, request, response);
  }

  @GetMapping("/api/artist/{artist_id}/relationships")
  @Operation(
      summary = "The relationships of an artist to others",
      description =
          "Those that MusicBrainz asserts, outgoing ones first, then by type, begin and name. Empty"
              + " if nothing is known."
              + LIMIT)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(RELATIONSHIPS)))
  ResponseEntity<Relationship.Answer> relationships(
      @PathVariable("artist_id") @Parameter(example = "26593") long artistId,
      HttpServletRequest request,
      HttpServletResponse response) {
    relationshipsLimit.admit(request, response);
    graph.requireReady();
    return DatasetAnswers.of(new Relationship.Answer(artistId, nodes.relationships(artistId)));
  }

  @GetMapping("/api/artist/{artist_id}/external-links")
  @Operation(summary = LINKS + " about an artist", description = LINKS_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(ARTIST_LINKS)))
  ResponseEntity<ExternalLink.Answer> artistLinks(
      @PathVariable("artist_id") @Parameter(example = "4654") long artistId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return links(EnrichedType.ARTIST, artistId, request, response);
  }

  @GetMapping("/api/label/{label_id}/external-links")
  @Operation(summary = LINKS + " about a label", description = LINKS_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(LABEL_LINKS)))
  ResponseEntity<ExternalLink.Answer> labelLinks(
      @PathVariable("label_id") @Parameter(example = "23528") long labelId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return links(EnrichedType.LABEL, labelId, request, response);
  }

  @GetMapping("/api/master/{master_id}/external-links")
  @Operation(summary = LINKS + " about a master", description = LINKS_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(MASTER_LINKS)))
  ResponseEntity<ExternalLink.Answer> masterLinks(
      @PathVariable("master_id") @Parameter(example = "2853") long masterId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return links(EnrichedType.MASTER, masterId, request, response);
  }

  @GetMapping("/api/release/{release_id}/external-links")
  @Operation(summary = LINKS + " about a release", description = LINKS_DESCRIPTION)
  @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(RELEASE_LINKS)))
  ResponseEntity<ExternalLink.Answer> releaseLinks(
      @PathVariable("release_id") @Parameter(example = "249504") long releaseId,
      HttpServletRequest request,
      HttpServletResponse response) {
    return links(EnrichedType.RELEASE, releaseId, request, response);
  }

  private ResponseEntity<MusicBrainzData> data(
      EnrichedType type, long id, HttpServletRequest request, HttpServletResponse response) {
    dataLimit.admit(request, response);
    graph.requireReady();
    return DatasetAnswers.of(nodes.require(type, id));
  }

  private ResponseEntity<ExternalLink.Answer> links(
      EnrichedType type, long id, HttpServletRequest request, HttpServletResponse response) {
    linksLimit.admit(request, response);
    return DatasetAnswers.of(new ExternalLink.Answer(id, tables.links(type, id)));
  }
}
