package org.discogsography.api.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.ApiClient.Answer;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.MusicGraph;
import org.discogsography.api.testing.Stores;
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
class ExpandIT {

  private final ApiClient api;

  ExpandIT(ApiClient api) {
    this.api = api;
  }

  private Answer expand(String parent, String type, String category, String more) {
    return api.get(
        "/api/expand?node_id=%s&type=%s&category=%s%s"
            .formatted(ApiClient.encoded(parent), type, category, more));
  }

  private static List<String> ids(Answer answer) {
    return texts(answer, "id");
  }

  private static List<String> texts(Answer answer, String field) {
    return answer
        .json()
        .get("children")
        .valueStream()
        .map(child -> child.get(field).asString())
        .toList();
  }

  private List<String> allPages(String parent, String type, String category, String more) {
    List<String> all = new ArrayList<>();
    boolean unread = true;
    while (unread) {
      JsonNode page = expand(parent, type, category, more + "&limit=7&offset=" + all.size()).json();
      page.get("children").forEach(child -> all.add(child.get("id").asString()));
      unread = page.get("has_more").asBoolean();
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "Paging Artist, artist, releases, 60",
    "Paging Artist, artist, labels, 16",
    "Paging Artist, artist, aliases, 12",
    "Paging, genre, releases, 60",
    "Paging, genre, artists, 16",
    "Paging, genre, labels, 16",
    "Paging, genre, styles, 16",
    "Paging Label, label, releases, 60",
    "Paging Label, label, artists, 16",
    "Paging Label, label, genres, 16",
    "Paging Style, style, releases, 60",
    "Paging Style, style, artists, 16",
    "Paging Style, style, labels, 16",
    "Paging Style, style, genres, 16",
    "Huge, genre, releases, 30"
  })
  void pagesJoinedHoldEveryChildOnce(String parent, String type, String category, int size) {
    List<String> all = allPages(parent, type, category, "");
    assertThat(new HashSet<>(all)).hasSameSizeAs(all).hasSize(size);
    if (!parent.equals("Huge")) {
      assertThat(expand(parent, type, category, "").json().get("total").asInt()).isEqualTo(size);
    }
  }

  @Test
  void releasesComeNewestFirstThenByIdAndUndatedLast() {
    JsonNode children = expand("Paging", "genre", "releases", "&limit=200").json().get("children");
    List<Integer> years = new ArrayList<>();
    String previous = "";
    int previousYear = Integer.MAX_VALUE;
    for (JsonNode child : children) {
      int year = child.get("year").isNull() ? 0 : child.get("year").asInt();
      years.add(year);
      if (year == previousYear) {
        assertThat(child.get("id").asString()).isGreaterThan(previous);
      }
      previous = child.get("id").asString();
      previousYear = year;
      assertThat(child.get("type").asString()).isEqualTo("release");
    }
    assertThat(years).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    assertThat(years.stream().filter(year -> year == 0)).hasSize(24);
  }

  @Test
  void yearZeroIsShownAsNullAndLast() {
    Answer answer = expand("Kraftwerk", "artist", "releases", "");
    assertThat(ids(answer)).containsExactly("101", "102", "103");
    assertThat(answer.json().get("children").get(2).get("year").isNull()).isTrue();
  }

  @Test
  void neighboursComeByNumberOfSharedReleasesThenById() {
    Answer answer = expand("Paging", "genre", "artists", "&limit=3");
    assertThat(ids(answer)).containsExactly("5001", "6000", "6001");
    assertThat(answer.json().get("children").get(0).toString())
        .isEqualTo(
            "{\"id\":\"5001\",\"name\":\"Paging Artist\",\"type\":\"artist\",\"release_count\":60}");
    assertThat(answer.json().get("total").asInt()).isEqualTo(MusicGraph.PAGED_NEIGHBOURS + 1);
    assertThat(answer.json().get("limit").asInt()).isEqualTo(3);
    assertThat(answer.json().get("has_more").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"releases", "artists", "labels", "styles"})
  void yearWindowFiltersRowsAndTotalAlike(String category) {
    for (String window :
        List.of("&before_year=1990", "&after_year=1991", "&after_year=1991&before_year=1991")) {
      List<String> all = allPages("Paging", "genre", category, window);
      JsonNode first = expand("Paging", "genre", category, window).json();
      assertThat(new HashSet<>(all)).hasSize(first.get("total").asInt()).hasSameSizeAs(all);
    }
    assertThat(
            expand("Paging", "genre", "releases", "&before_year=2030").json().get("total").asInt())
        .isEqualTo(36);
    assertThat(
            expand("Paging", "genre", "releases", "&after_year=1991&before_year=1991")
                .json()
                .get("children")
                .valueStream()
                .map(child -> child.get("year").asInt()))
        .hasSize(12)
        .containsOnly(1991);
  }

  @Test
  void sharedReleasesOfNeighboursAreCountedWithinTheWindow() {
    JsonNode first =
        expand("Paging", "genre", "artists", "&before_year=1990").json().get("children").get(0);
    assertThat(first.get("release_count").asInt()).isEqualTo(12);
  }

  @Test
  void aliasesIgnoreTheYears() {
    assertThat(ids(expand("Kraftwerk", "artist", "aliases", "&before_year=1900")))
        .containsExactly("26593", "26594", "77", "78");
  }

  @ParameterizedTest
  @CsvSource({
    "before_year=1859, 422",
    "before_year=1860, 200",
    "before_year=2030, 200",
    "before_year=2031, 422",
    "after_year=1859, 422",
    "after_year=2031, 422",
    "before_year=abc, 422",
    "limit=0, 422",
    "limit=201, 422",
    "offset=-1, 422",
    "offset=99999999999, 422"
  })
  void numbersOutsideTheirRangeAreRefused(String parameter, int status) {
    Answer answer = expand("Electronic", "genre", "releases", "&" + parameter);
    assertThat(answer.status()).isEqualTo(status);
    if (status == 422) {
      JsonNode violation = answer.json().get("detail").get(0);
      assertThat(violation.get("loc").get(1).asString())
          .isEqualTo(parameter.substring(0, parameter.indexOf('=')));
      assertThat(violation.get("type").asString()).isNotEmpty();
      assertThat(answer.body()).doesNotContain("99999999999");
    }
  }

  @Test
  void categoryOfAnotherTypeIsRefusedListingTheRightOnes() {
    Answer answer = expand("Kraftwerk", "artist", "styles", "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asString()).contains("releases, labels, aliases");
    assertThat(expand("Kraftwerk", "artist", "RELEASES", "").status()).isEqualTo(200);
    assertThat(expand("Kraftwerk", "master", "releases", "").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/expand?type=artist&category=releases, node_id",
    "/api/expand?node_id=Kraftwerk&category=releases, type",
    "/api/expand?node_id=Kraftwerk&type=artist, category"
  })
  void missingParameterIsNamed(String path, String parameter) {
    Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("detail").get(0).get("loc").get(1).asString())
        .isEqualTo(parameter);
  }

  @Test
  void offsetBeyondTheTotalGivesAnEmptyPage() {
    JsonNode page = expand("Kraftwerk", "artist", "releases", "&offset=50").json();
    assertThat(page.get("children").isEmpty()).isTrue();
    assertThat(page.get("total").asInt()).isEqualTo(3);
    assertThat(page.get("has_more").asBoolean()).isFalse();
    assertThat(page.get("offset").asInt()).isEqualTo(50);
  }

  @Test
  void unknownParentHasNoChildren() {
    JsonNode page = expand("Absent", "artist", "releases", "").json();
    assertThat(page.toString())
        .isEqualTo("{\"children\":[],\"total\":0,\"offset\":0,\"limit\":50,\"has_more\":false}");
  }

  @Test
  void artistThatIsAliasAndMemberOfAnotherShowsItOnceWithBothRelations() {
    JsonNode page = expand("Two Roles", "artist", "aliases", "").json();
    assertThat(page.get("total").asInt()).isEqualTo(1);
    assertThat(page.get("children").toString())
        .isEqualTo(
            "[{\"id\":\"51\",\"name\":\"Other Half\",\"type\":\"artist\",\"relation\":[\"alias\",\"group\"]}]");
    assertThat(
            expand("Other Half", "artist", "aliases", "")
                .json()
                .get("children")
                .get(0)
                .get("relation")
                .toString())
        .isEqualTo("[\"alias\",\"member\"]");
  }

  @Test
  void aliasWithoutANameIsLeftOutOfRowsAndTotal() {
    JsonNode page = expand("Kraftwerk", "artist", "aliases", "").json();
    assertThat(page.get("total").asInt()).isEqualTo(4);
    assertThat(page.get("children").size()).isEqualTo(4);
  }

  @Test
  void parentMayBeGivenById() {
    assertThat(ids(api.get("/api/expand?id=4654&type=artist&category=releases")))
        .containsExactly("101", "102", "103");
    assertThat(ids(expand("4654", "artist", "releases", ""))).containsExactly("101", "102", "103");
    assertThat(ids(expand("2001", "label", "releases", ""))).containsExactly("101", "102");
    assertThat(
            api.get("/api/expand?id=4654&node_id=Kraftwerk&type=artist&category=releases").status())
        .isEqualTo(400);
  }

  @Test
  void nameOfDigitsWinsOverTheSameId(Stores stores) {
    stores.cypher(
        "MATCH (a:Artist {name: '311'}) CREATE (:Release {id: 'digits', sha256: 'a'})-[:BY]->(a)");
    assertThat(ids(expand("311", "artist", "releases", ""))).containsExactly("digits");
    assertThat(
            api.get("/api/expand?id=311&type=artist&category=releases").json().get("total").asInt())
        .isZero();
  }

  @Test
  void totalsComeFromTheNodeWhereTheyArePrecomputed() {
    assertThat(expand("Electronic", "genre", "styles", "").json().get("total").asInt())
        .isEqualTo(40);
  }

  @Test
  void hugeGenreIsWalkedByYearWithUndatedReleasesAfterwards() {
    List<String> all = allPages("Huge", "genre", "releases", "");
    assertThat(all.subList(0, 5)).containsExactly("20003", "20007", "20011", "20015", "20019");
    assertThat(all.subList(20, 30))
        .containsExactly(
            "20020", "20021", "20022", "20023", "20024", "20025", "20026", "20027", "20028",
            "20029");
    assertThat(ids(expand("Huge", "genre", "releases", "&before_year=2001&after_year=2001")))
        .containsExactly("20001", "20005", "20009", "20013", "20017");
  }

  @Test
  void deepPageOfAHugeGenreIsRefusedSuggestingYears() {
    assertThat(expand("Huge", "genre", "releases", "&limit=200&offset=9800").status())
        .isEqualTo(200);
    Answer refused = expand("Huge", "genre", "releases", "&limit=200&offset=9801");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("error").asString()).contains("before_year");
  }
}
