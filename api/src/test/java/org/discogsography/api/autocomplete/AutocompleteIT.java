package org.discogsography.api.autocomplete;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class AutocompleteIT {

  private final ApiClient api;

  AutocompleteIT(ApiClient api) {
    this.api = api;
  }

  private Answer complete(String q, String more) {
    return api.get("/api/autocomplete?q=" + ApiClient.encoded(q) + more);
  }

  private List<String> names(String q, String more) {
    return complete(q, more)
        .json()
        .get("results")
        .valueStream()
        .map(result -> result.get("name").asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"   ", "???", "([\\", "AND OR", "~~~", "C++", "AC/DC", "a:b*^2", "\"\"\""})
  void anyTextIsAnsweredWithoutAnError(String q) {
    assertThat(complete(q, "").status()).isEqualTo(200);
  }

  @Test
  void blankTextFindsNothing() {
    assertThat(names("   ", "")).isEmpty();
    assertThat(names("!!!", "")).isEmpty();
  }

  @Test
  void tooShortTooLongAndMissingTextIsRefused() {
    assertThat(complete("ab", "").status()).isEqualTo(422);
    assertThat(complete("a".repeat(101), "").status()).isEqualTo(422);
    Answer missing = api.get("/api/autocomplete");
    assertThat(missing.status()).isEqualTo(422);
    JsonNode violation = missing.json().get("detail").get(0);
    assertThat(violation.get("type").asString()).isEqualTo("missing");
    assertThat(violation.get("loc").toString()).isEqualTo("[\"query\",\"q\"]");
    assertThat(violation.get("msg").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "51", "x"})
  void limitOutsideItsRangeIsRefused(String limit) {
    Answer answer = complete("kraft", "&limit=" + limit);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("detail").get(0).get("loc").toString())
        .isEqualTo("[\"query\",\"limit\"]");
  }

  @Test
  void unknownTypeIsRefusedListingTheValidOnes() {
    Answer answer = complete("kraft", "&type=release");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asString()).contains("artist", "genre", "label", "style");
    assertThat(answer.json().get("detail")).isEqualTo(answer.json().get("error"));
  }

  @ParameterizedTest
  @CsvSource({
    "AC/DC, AC/DC",
    "p!nk, P!nk",
    "sigur ros, Sigur Rós",
    "SIGUR RÓS, Sigur Rós",
    "edith pi, Édith Piaf",
    "strassen, Straßenjungs",
    "straßen, Straßenjungs",
    "guns n ros, Guns N' Roses",
    "the the, The The",
    "кин, Кино",
    "also trees, And Also The Trees"
  })
  void namesAreFoundHoweverTheyAreTyped(String q, String name) {
    assertThat(names(q, "")).contains(name);
  }

  @Test
  void everyWordMustBeginSomeWordOfTheName() {
    assertThat(names("kraft kuts", "")).containsExactly("Krafty Kuts");
    assertThat(names("raftwerk", "")).isEmpty();
  }

  @Test
  void exactNameComesFirstThenNamesThatStartWithTheText() {
    assertThat(names("kraftwerk", "")).containsExactly("Kraftwerk", "The Kraftwerk Cover Band");
    assertThat(names("jazz", "&type=style")).containsExactly("Jazz", "Jazz-Funk", "Free Jazz");
  }

  @Test
  void moreReleasesWinAmongEquallyCloseNames() {
    assertThat(names("kraft", "&limit=2")).containsExactly("Kraftwerk", "Krafty Kuts");
  }

  @Test
  void resultsCarryIdNameScoreAndSubtitle() {
    JsonNode result = complete("Kraftwerk", "&limit=1").json().get("results").get(0);
    assertThat(result.get("id").asString()).isEqualTo("4654");
    assertThat(result.get("score").isNumber()).isTrue();
    assertThat(result.get("subtitle").isNull()).isTrue();
    JsonNode genre = complete("funk", "&type=genre").json().get("results").get(0);
    assertThat(genre.get("id").asString()).isEqualTo("Funk / Soul");
  }

  @Test
  void typeIsReadInAnyCase() {
    assertThat(names("kling", "&type=LABEL")).containsExactly("Kling Klang");
  }

  @Test
  void secondRequestOfTheSameTextComesFromTheCache(Stores stores) {
    assertThat(names("Organi", "")).containsExactly("Organisation");
    stores.cypher("MATCH (a:Artist {name: 'Organisation'}) SET a.name = 'Organised'");
    assertThat(names(" organi", "")).containsExactly("Organisation");
    assertThat(names("organis", "")).containsExactly("Organised");
  }
}
