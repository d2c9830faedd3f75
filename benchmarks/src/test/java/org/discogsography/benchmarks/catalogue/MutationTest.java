package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.messages.DataRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class MutationTest {

  private static final int RELEASES = 5_000;
  private static final double PERCENT = 10;

  @TempDir private Path folder;

  @Test
  void nextVersionChangesRemovesAndAddsWhatTheManifestSays() throws Exception {
    Generated first = Generated.of(folder.resolve("first"), RELEASES, 5, 0);
    Generated next = Generated.of(folder.resolve("next"), RELEASES, 5, PERCENT);

    for (RecordType type : RecordType.values()) {
      Map<String, String> before = hashes(first, type);
      Map<String, String> after = hashes(next, type);
      Manifest.DumpedFile file = next.file(type);
      long changed =
          after.entrySet().stream()
              .filter(entry -> before.containsKey(entry.getKey()))
              .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
              .count();
      long removed = before.keySet().stream().filter(id -> !after.containsKey(id)).count();
      long added = after.keySet().stream().filter(id -> !before.containsKey(id)).count();

      assertThat(file.changed()).as("changed %s", type).isEqualTo(changed);
      assertThat(file.removed()).as("removed %s", type).isEqualTo(removed);
      assertThat(file.added()).as("added %s", type).isEqualTo(added);
      assertThat(file.records()).isEqualTo(after.size());
    }
  }

  @Test
  void nextVersionKeepsToTheAskedPercentage() throws Exception {
    Generated next = Generated.of(folder, 30_000, 5, PERCENT);

    for (RecordType type : RecordType.values()) {
      Manifest.DumpedFile file = next.file(type);
      double before = file.records() - file.added() + file.removed();
      assertThat(100 * file.changed() / before).isCloseTo(PERCENT, within(2.0));
      assertThat(100 * file.removed() / before).isCloseTo(PERCENT / 10, within(0.6));
      assertThat(100 * file.added() / before).isCloseTo(PERCENT / 10, within(0.1));
    }
  }

  @Test
  void firstVersionHasNothingChanged() throws Exception {
    Generated first = Generated.of(folder, 500, 5, 0);

    assertThat(first.manifest().files().values())
        .allMatch(file -> file.changed() + file.removed() + file.added() == 0);
  }

  @Test
  void editsReachCreditsLabelsGenresMembersAndNames() throws Exception {
    Generated first = Generated.of(folder.resolve("first"), RELEASES, 5, 0);
    Generated next = Generated.of(folder.resolve("next"), RELEASES, 5, 40);

    for (String field : new String[] {"title", "labels", "extraartists", "genres", "artists"}) {
      assertThat(differences(first, next, RecordType.RELEASE, field)).as(field).isPositive();
    }
    for (String field : new String[] {"name", "members", "aliases", "profile"}) {
      assertThat(differences(first, next, RecordType.ARTIST, field)).as(field).isPositive();
    }
    assertThat(differences(first, next, RecordType.LABEL, "parentLabel")).isPositive();
    assertThat(differences(first, next, RecordType.MASTER, "styles")).isPositive();
  }

  private static long differences(Generated one, Generated other, RecordType type, String field)
      throws Exception {
    Map<String, String> before = fields(one, type, field);
    return fields(other, type, field).entrySet().stream()
        .filter(entry -> before.containsKey(entry.getKey()))
        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
        .count();
  }

  private static Map<String, String> fields(Generated catalogue, RecordType type, String field)
      throws Exception {
    Map<String, String> values = new HashMap<>();
    JsonMapper mapper = JsonMapper.shared();
    for (DataRecord record : catalogue.records(type)) {
      values.put(record.id(), String.valueOf(mapper.readTree(record.json()).get(field)));
    }
    return values;
  }

  private static Map<String, String> hashes(Generated catalogue, RecordType type) throws Exception {
    Map<String, String> hashes = new HashMap<>();
    for (DataRecord record : catalogue.records(type)) {
      hashes.put(record.id(), record.sha256());
    }
    return hashes;
  }
}
