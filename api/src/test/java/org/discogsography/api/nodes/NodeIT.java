package org.discogsography.api.nodes;

import static org.assertj.core.api.Assertions.assertThat;

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

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class NodeIT {

  private final ApiClient api;

  NodeIT(ApiClient api) {
    this.api = api;
  }

  @Test
  void artistHasEverythingAroundIt() {
    assertThat(api.get("/api/node/4654").json().toString())
        .isEqualTo(
            "{\"id\":\"4654\",\"name\":\"Kraftwerk\",\"genres\":[\"Electronic\",\"Pop\"],"
                + "\"styles\":[\"Electro\",\"Synth-pop\"],\"release_count\":3,"
                + "\"groups\":[\"Organisation\"],"
                + "\"aliases\":[{\"id\":\"78\",\"name\":\"Power Plant\"}],"
                + "\"members\":[{\"id\":\"26594\",\"name\":\"Florian Schneider\"},"
                + "{\"id\":\"26593\",\"name\":\"Ralf Hütter\"}]}");
  }

  @Test
  void artistWithoutReleasesHasEmptyListsAndAGroupNameOnce() {
    assertThat(api.get("/api/node/34").json().toString())
        .isEqualTo(
            "{\"id\":\"34\",\"name\":\"Nobody\",\"genres\":[],\"styles\":[],\"release_count\":0,"
                + "\"groups\":[\"Twins\"],\"aliases\":[],\"members\":[]}");
  }

  @Test
  void releaseHasEverythingAroundIt() {
    assertThat(api.get("/api/node/101?type=release").json().toString())
        .isEqualTo(
            "{\"id\":\"101\",\"name\":\"Computerwelt\",\"year\":1981,"
                + "\"artists\":[\"Kraftwerk\",\"Ralf Hütter\"],\"labels\":[\"EMI\",\"Kling Klang\"],"
                + "\"genres\":[\"Electronic\",\"Pop\"],\"styles\":[\"Synth-pop\",\"Electro\"],"
                + "\"formats\":[\"Box Set\",\"Vinyl\"],\"catalog_number\":\"1C 064-46 311\","
                + "\"master_id\":\"3001\","
                + "\"artist_refs\":[{\"id\":\"4654\",\"name\":\"Kraftwerk\"},{\"id\":\"26593\",\"name\":\"Ralf Hütter\"}],"
                + "\"label_refs\":[{\"id\":\"2002\",\"name\":\"EMI\"},{\"id\":\"2001\",\"name\":\"Kling Klang\"}]}");
  }

  @Test
  void releaseWithYearZeroHasNone() {
    assertThat(api.get("/api/node/103?type=release").json().get("year").isNull()).isTrue();
  }

  @Test
  void masterCanBeOpened() {
    assertThat(api.get("/api/node/3001?type=MASTER").json().toString())
        .isEqualTo(
            "{\"id\":\"3001\",\"name\":\"Computerwelt\",\"year\":1981,\"artists\":[\"Kraftwerk\"],"
                + "\"genres\":[\"Electronic\"],\"styles\":[\"Synth-pop\"],\"release_count\":1}");
  }

  @Test
  void labelHasParentAndSublabels() {
    assertThat(api.get("/api/node/2001?type=label").json().toString())
        .isEqualTo(
            "{\"id\":\"2001\",\"name\":\"Kling Klang\",\"release_count\":2,"
                + "\"parent\":{\"id\":\"2002\",\"name\":\"EMI\"},\"sublabels\":[]}");
    assertThat(api.get("/api/node/2002?type=label").json().toString())
        .isEqualTo(
            "{\"id\":\"2002\",\"name\":\"EMI\",\"release_count\":900,\"parent\":null,"
                + "\"sublabels\":[{\"id\":\"2003\",\"name\":\"EMI Electrola\"},"
                + "{\"id\":\"2001\",\"name\":\"Kling Klang\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/node/Funk%20%2F%20Soul?type=genre",
        "/api/node/Funk%20/%20Soul?type=genre",
        "/api/node?id=Funk%20/%20Soul&type=genre",
        "/api/node?id=Funk+%2F+Soul&type=genre"
      })
  void genreWithASlashIsFoundByEveryForm(String path) {
    assertThat(api.get(path).json().toString())
        .isEqualTo(
            "{\"id\":\"Funk / Soul\",\"name\":\"Funk / Soul\",\"artist_count\":4,"
                + "\"release_count\":5,\"label_count\":3,\"style_count\":2,\"first_year\":1960}");
  }

  @Test
  void genreWithCommasAndAmpersandIsFound() {
    String name = ApiClient.encoded("Folk, World, & Country");
    assertThat(api.get("/api/node/" + name + "?type=genre").json().get("artist_count").asInt())
        .isEqualTo(7);
    assertThat(api.get("/api/node?id=" + name + "&type=genre").json().get("first_year").isNull())
        .isTrue();
  }

  @Test
  void genreAndStyleOfOneNameGiveTheirOwnNumbers() {
    assertThat(api.get("/api/node/Jazz?type=genre").json().get("artist_count").asInt())
        .isEqualTo(12);
    assertThat(api.get("/api/node/Jazz?type=style").json().get("artist_count").asInt())
        .isEqualTo(22);
    assertThat(api.get("/api/node/Jazz?type=style").json().get("genre_count").asInt())
        .isEqualTo(24);
  }

  @Test
  void countsThatAreNotPrecomputedAreCountedLive() {
    assertThat(api.get("/api/node/Electro?type=style").json().toString())
        .isEqualTo(
            "{\"id\":\"Electro\",\"name\":\"Electro\",\"artist_count\":2,\"release_count\":2,"
                + "\"label_count\":2,\"genre_count\":2,\"first_year\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/node/4654?type=user, 400",
    "/api/node/99999999, 404",
    "/api/node/Absent?type=genre, 404",
    "/api/node/101?type=master, 404",
    "/api/node, 422"
  })
  void whatCannotBeFoundIsSaidSo(String path, int status) {
    Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().has("error")).isTrue();
    assertThat(answer.json().has("detail")).isTrue();
  }

  @Test
  void nodeIsCachedForADay(Stores stores) {
    stores.forgetCached();
    api.get("/api/node/26593");
    assertThat(stores.timeToLive("node:g0:artist:26593")).isBetween(86000L, 86400L);
    assertThat(api.get("/api/node/26593").json()).isEqualTo(api.get("/api/node?id=26593").json());
  }
}
