package org.discogsography.api.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.ApiClient.Answer;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class ExploreIT {

  private final ApiClient api;

  ExploreIT(ApiClient api) {
    this.api = api;
  }

  private Answer explore(String name, String type) {
    return api.get("/api/explore?name=" + ApiClient.encoded(name) + "&type=" + type);
  }

  private static List<String> counts(Answer answer) {
    return answer
        .json()
        .get("categories")
        .valueStream()
        .map(category -> category.get("category").asString() + "=" + category.get("count"))
        .toList();
  }

  @Test
  void artistHasReleasesLabelsAndAliases() {
    JsonNode json = explore("Kraftwerk", "artist").json();
    assertThat(json.get("center").toString())
        .isEqualTo("{\"id\":\"4654\",\"name\":\"Kraftwerk\",\"type\":\"artist\"}");
    assertThat(json.get("categories").get(2).toString())
        .isEqualTo(
            "{\"id\":\"cat-aliases\",\"name\":\"Aliases & Members\",\"category\":\"aliases\",\"count\":4}");
    assertThat(counts(explore("Kraftwerk", "artist")))
        .containsExactly("releases=3", "labels=2", "aliases=4");
  }

  @Test
  void genreAndStyleCountsComeFromTheNode() {
    assertThat(counts(explore("Electronic", "genre")))
        .containsExactly("releases=4000", "artists=2000", "labels=800", "styles=40");
    assertThat(counts(explore("Synth-pop", "style")))
        .containsExactly("releases=700", "artists=350", "labels=80", "genres=3");
    assertThat(counts(explore("EMI", "label")))
        .containsExactly("releases=900", "artists=300", "genres=9");
  }

  @Test
  void countsThatAreNotPrecomputedAreCountedLive() {
    assertThat(counts(explore("Kling Klang", "label")))
        .containsExactly("releases=2", "artists=2", "genres=2");
    assertThat(counts(explore("Electro", "style")))
        .containsExactly("releases=2", "artists=2", "labels=2", "genres=2");
  }

  @Test
  void artistThatIsAliasAndMemberOfAnotherCountsItOnce() {
    assertThat(counts(explore("Two Roles", "artist"))).contains("aliases=1");
    assertThat(counts(explore("Other Half", "artist"))).contains("aliases=1");
  }

  @Test
  void aliasStatedByTheOtherSideAloneCounts() {
    assertThat(counts(explore("Power Plant", "artist"))).contains("aliases=1");
  }

  @Test
  void typeIsReadInAnyCaseAndUnknownTypesAreRefused() {
    assertThat(explore("Kraftwerk", "ARTIST").json())
        .isEqualTo(explore("Kraftwerk", "artist").json());
    assertThat(explore("Kraftwerk", "release").status()).isEqualTo(400);
    assertThat(explore("Kraftwerk", "user").status()).isEqualTo(400);
  }

  @Test
  void unknownNameIsNotFoundAndNotCached(Stores stores) {
    Answer answer = explore("Absent Artist", "artist");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("error").asString()).contains("artist", "Absent Artist");
    assertThat(answer.json().get("detail")).isEqualTo(answer.json().get("error"));
    assertThat(answer.json().get("suggestions").isEmpty()).isTrue();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    stores.cypher("CREATE (:Artist {id: '999', name: 'Absent Artist', sha256: 'a'})");
    assertThat(explore("Absent Artist", "artist").status()).isEqualTo(200);
    stores.cypher("MATCH (a:Artist {id: '999'}) DELETE a");
  }

  @Test
  void nameThatDiffersInCaseOrAccentsAloneIsTakenWhenItIsTheOnlyOne() {
    assertThat(explore("sigur ros", "artist").json().get("center").get("name").asString())
        .isEqualTo("Sigur Rós");
    assertThat(explore("KRAFTWERK", "artist").json().get("center").get("id").asString())
        .isEqualTo("4654");
    assertThat(explore("funk / soul", "genre").json().get("center").get("id").asString())
        .isEqualTo("Funk / Soul");
  }

  @Test
  void severalNamesThatDifferInCaseAloneAreSuggested() {
    Answer answer = explore("ladytron", "artist");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("suggestions").valueStream().map(s -> s.get("id").asString()))
        .containsExactlyInAnyOrder("32", "33");
  }

  @Test
  void missedNameBringsNamesThatItBegins() {
    assertThat(explore("Kraftw", "artist").json().get("suggestions").get(0).get("name").asString())
        .isEqualTo("Kraftwerk");
  }

  @Test
  void ambiguousNameMeansTheNodeWithARecordThenTheLowerId() {
    assertThat(explore("Twin Name", "artist").json().get("center").get("id").asString())
        .isEqualTo("61");
  }

  @Test
  void idTakesThePlaceOfTheName() {
    assertThat(api.get("/api/explore?id=60").json().get("center").get("id").asString())
        .isEqualTo("60");
    assertThat(counts(api.get("/api/explore?id=60"))).contains("releases=3");
    assertThat(api.get("/api/explore?id=79").json().get("center").get("name").asString())
        .isEqualTo("79");
    assertThat(api.get("/api/explore?id=Jazz&type=genre").status()).isEqualTo(200);
    assertThat(api.get("/api/explore?id=123456789").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?type=genre", "?name=Kraftwerk&id=4654"})
  void exactlyOneOfNameAndIdIsNeeded(String query) {
    assertThat(api.get("/api/explore" + query).status()).isEqualTo(400);
  }

  @Test
  void artistAndLabelAreCachedUnderTheGenerationGenresAreNot(Stores stores) {
    stores.forgetCached();
    explore("Electronic", "genre");
    explore("Electro", "style");
    assertThat(stores.keys("explore*")).isEmpty();
    explore("Kraftwerk", "artist");
    explore("EMI", "label");
    assertThat(stores.keys("explore*"))
        .containsExactlyInAnyOrder("explore:g0:artist:Kraftwerk", "explore:g0:label:EMI");
    assertThat(stores.timeToLive("explore:g0:label:EMI")).isBetween(86000L, 86400L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "null", "{}", "[]", "{\"center\":null,\"categories\":[]}"})
  void unreadableCacheEntryIsAMiss(String entry, Stores stores) {
    stores.redis(redis -> redis.set("explore:g0:artist:Florian Schneider", entry));
    Answer answer = explore("Florian Schneider", "artist");
    assertThat(counts(answer)).containsExactly("releases=0", "labels=0", "aliases=1");
  }

  @Test
  void cachedAnswerIsServed(Stores stores) {
    explore("Organisation", "artist");
    stores.cypher("MATCH (:Artist {id: '77'})<-[m:MEMBER_OF]-() DELETE m");
    assertThat(counts(explore("Organisation", "artist"))).contains("aliases=1");
    stores.forgetCached();
    assertThat(counts(explore("Organisation", "artist"))).contains("aliases=0");
    stores.cypher(
        "MATCH (k:Artist {id: '4654'}), (o:Artist {id: '77'}) CREATE (k)-[:MEMBER_OF]->(o)");
  }
}
