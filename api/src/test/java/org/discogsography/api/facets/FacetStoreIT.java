package org.discogsography.api.facets;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.discogsography.api.entities.EntityType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.Test;

@BackingServers(Server.POSTGRES)
class FacetStoreIT {

  private static final FacetParent ROCK = new FacetParent(EntityType.GENRE, "Rock");

  private final FacetTables tables;
  private final FacetStore store;

  FacetStoreIT(TestPostgres postgres) throws SQLException {
    this.tables = new FacetTables(postgres);
    this.store = new FacetStore(tables.source());
  }

  private void write(long generation, int artists) throws SQLException {
    List<Facet> facets = new ArrayList<>();
    for (int i = 1; i <= artists; i++) {
      facets.add(new Facet("a" + i, i == 1 ? null : "Artist " + i, 10_000 - i));
    }
    store.write(
        generation,
        new ParentFacets(
            ROCK,
            Map.of(FacetKind.ARTISTS, facets, FacetKind.LABELS, List.of()),
            Map.of(1969, 3L, 1970, 4L, 2001, 5L)));
  }

  @Test
  void pageHoldsItsRanksInOrder() throws Exception {
    write(7, 20);

    assertThat(store.page(7, ROCK, FacetKind.ARTISTS, 0, 2))
        .hasValue(List.of(new Facet("a1", null, 9999), new Facet("a2", "Artist 2", 9998)));
    assertThat(store.page(7, ROCK, FacetKind.ARTISTS, 18, 50).orElseThrow())
        .extracting(Facet::id)
        .containsExactly("a19", "a20");
    assertThat(store.page(7, ROCK, FacetKind.ARTISTS, 50, 50)).hasValue(List.of());
  }

  @Test
  void pageBeyondACutOffListHasToBeReadElsewhere() throws Exception {
    write(7, FacetStore.MOST);

    assertThat(store.page(7, ROCK, FacetKind.ARTISTS, 990, 10).orElseThrow()).hasSize(10);
    assertThat(store.page(7, ROCK, FacetKind.ARTISTS, 990, 11)).isEmpty();

    write(7, FacetStore.MOST - 1);
    assertThat(store.page(7, ROCK, FacetKind.ARTISTS, 990, 11).orElseThrow()).hasSize(9);
  }

  @Test
  void whatWasNotStoredIsAbsent() throws Exception {
    write(7, 20);

    assertThat(store.page(8, ROCK, FacetKind.ARTISTS, 0, 5)).isEmpty();
    assertThat(store.page(7, ROCK, FacetKind.LABELS, 0, 5)).isEmpty();
    FacetParent style = new FacetParent(EntityType.STYLE, "Rock");
    assertThat(store.page(7, style, FacetKind.ARTISTS, 0, 5)).isEmpty();
    assertThat(store.releases(7, style, 1, 9999)).isEmpty();
  }

  @Test
  void releasesOfTheYearsAreSummedBoundsIncluded() throws Exception {
    write(7, 1);

    assertThat(store.releases(7, ROCK, 1, 9999)).hasValue(12);
    assertThat(store.releases(7, ROCK, 1969, 1970)).hasValue(7);
    assertThat(store.releases(7, ROCK, 1980, 1990)).hasValue(0);
  }

  @Test
  void onlyTheKeptGenerationStays() throws Exception {
    write(7, 3);
    write(8, 3);

    store.forgetOthers(8);

    assertThat(store.filled(7)).isEmpty();
    assertThat(store.filled(8)).containsExactly(ROCK);
  }

  @Test
  void secondInstanceLeavesTheFillingToTheFirst() throws Exception {
    AtomicBoolean second = new AtomicBoolean();
    AtomicBoolean third = new AtomicBoolean();

    boolean first =
        store.alone(() -> second.set(new FacetStore(tables.source()).alone(() -> third.set(true))));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(third).isFalse();
    assertThat(store.alone(() -> third.set(true))).isTrue();
    assertThat(third).isTrue();
  }
}
