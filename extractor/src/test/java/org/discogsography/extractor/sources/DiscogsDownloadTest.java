package org.discogsography.extractor.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.testkit.sites.DumpSite.name;
import static org.discogsography.testkit.sites.DumpSite.sum;
import static org.discogsography.testkit.sites.DumpSite.target;
import static org.discogsography.testkit.sites.TestSite.status;
import static org.discogsography.testkit.sites.TestSite.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.acquisition.AcquisitionSettings;
import org.discogsography.extractor.acquisition.Hasty;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.FetchLog;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.testkit.sites.DumpSite;
import org.discogsography.testkit.sites.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class DiscogsDownloadTest {

  private static final String DATE = "20260401";
  private static final String METADATA = ".discogs_metadata.json";

  @TempDir Path folder;
  private final DumpSite site = new DumpSite();
  private final StopSignal stop = new StopSignal();
  private final Seen seen = new Seen();
  private DiscogsSource source;

  /** What the run is told. */
  private static final class Seen implements FetchLog {
    private final List<String> verified = new ArrayList<>();
    private long planned;

    @Override
    public void planned(int files, long bytes) {
      planned = bytes;
    }

    @Override
    public void task(String now) {
      assertThat(now).isNotBlank();
    }

    @Override
    public void begun(String file) {
      assertThat(file).startsWith("discogs_");
    }

    @Override
    public void received(String file, long bytes, long total) {
      assertThat(bytes).isLessThanOrEqualTo(total);
    }

    @Override
    public void verified(DumpFile file, @Nullable String checksum) {
      verified.add(file.name());
    }
  }

  @BeforeEach
  void open() throws IOException {
    site.offer(DATE, 20);
    source = source("2");
  }

  @AfterEach
  void close() {
    source.close();
    site.close();
  }

  @Test
  void allFilesAreDownloadedAndNoted() throws Exception {
    FetchedDump fetched = fetch();
    assertThat(fetched.dump().version()).isEqualTo(DATE);
    assertThat(fetched.dump().files())
        .extracting(DumpFile::type)
        .containsExactlyElementsOf(Source.DISCOGS.types());
    assertThat(fetched.faults()).isEmpty();
    long size = 0;
    JsonNode metadata = JsonMapper.shared().readTree(Files.readString(folder.resolve(METADATA)));
    for (DataType type : Source.DISCOGS.types()) {
      byte[] content = site.content(DATE, type);
      Path path = folder.resolve(name(DATE, type));
      assertThat(Files.readAllBytes(path)).isEqualTo(content);
      assertThat(fetched.checksums()).containsEntry(name(DATE, type), sum(content));
      JsonNode note = metadata.path(name(DATE, type));
      assertThat(note.path("checksum").asString()).isEqualTo(sum(content));
      assertThat(note.path("version").asString()).isEqualTo("202604");
      assertThat(note.path("size").asLong()).isEqualTo(content.length);
      assertThat(note.path("path").asString()).isEqualTo(path.toString());
      size += content.length;
    }
    assertThat(seen.planned).isEqualTo(size);
    assertThat(seen.verified).hasSize(4);
  }

  @Test
  void filesThatAreRightAreNotDownloadedAgain() throws Exception {
    fetch();
    int before = downloads();
    fetch();
    assertThat(downloads()).isEqualTo(before);
    assertThat(seen.verified).hasSize(8);
  }

  @Test
  void fileThatWasDamagedIsDownloadedAgain() throws Exception {
    fetch();
    Path labels = folder.resolve(name(DATE, LABELS));
    byte[] damaged = Files.readAllBytes(labels);
    damaged[30] ^= 1;
    Files.write(labels, damaged);
    fetch();
    assertThat(Files.readAllBytes(labels)).isEqualTo(site.content(DATE, LABELS));
    assertThat(site.site().asked(target(name(DATE, LABELS)))).hasSize(4);
    assertThat(site.site().asked(target(name(DATE, ARTISTS)))).hasSize(2);
  }

  @Test
  void fileThatTheSitePublishedAnewIsDownloadedAgain() throws Exception {
    fetch();
    site.offer(DATE, 25);
    FetchedDump fetched = fetch();
    assertThat(fetched.checksums())
        .containsEntry(name(DATE, RELEASES), sum(site.content(DATE, RELEASES)));
    assertThat(Files.readAllBytes(folder.resolve(name(DATE, RELEASES))))
        .isEqualTo(site.content(DATE, RELEASES));
  }

  @Test
  void rightFileWithoutANoteIsAdopted() throws Exception {
    Files.write(folder.resolve(name(DATE, MASTERS)), site.content(DATE, MASTERS));
    fetch();
    assertThat(site.site().asked(target(name(DATE, MASTERS)))).isEmpty();
  }

  @Test
  void fileWithoutANoteOrChecksumIsDownloaded() throws Exception {
    site.remove("discogs_" + DATE + "_CHECKSUM.txt");
    Files.write(folder.resolve(name(DATE, MASTERS)), site.content(DATE, MASTERS));
    fetch();
    assertThat(site.site().asked(target(name(DATE, MASTERS)))).isNotEmpty();
  }

  @Test
  void thirdFileThatFailsDoesNotCostTheFirstTwo() throws Exception {
    site.site().put(target(name(DATE, MASTERS)), status(404));
    assertThatThrownBy(this::fetch).hasMessageContaining(name(DATE, MASTERS));
    assertThat(seen.verified).containsExactly(name(DATE, ARTISTS), name(DATE, LABELS));
    site.put(DATE, MASTERS, site.content(DATE, MASTERS));
    int artists = site.site().asked(target(name(DATE, ARTISTS))).size();
    fetch();
    assertThat(site.site().asked(target(name(DATE, ARTISTS)))).hasSize(artists);
  }

  @Test
  void errorPageIsNeverRememberedAsGood() throws Exception {
    String releases = target(name(DATE, RELEASES));
    site.site().put(releases, text("<html>down</html>"));
    assertThatThrownBy(this::fetch).hasMessageContaining("no GZIP file");
    assertThat(Files.readString(folder.resolve(METADATA))).doesNotContain(name(DATE, RELEASES));
    assertThat(folder.resolve(name(DATE, RELEASES))).doesNotExist();
    site.put(DATE, RELEASES, site.content(DATE, RELEASES));
    assertThat(fetch().checksums()).hasSize(4);
  }

  @Test
  void dumpThatDiffersFromItsChecksumIsRefused() throws Exception {
    site.put(DATE, LABELS, DumpSite.dump(LABELS, 3, "another"));
    assertThatThrownBy(this::fetch).hasMessageContaining("SHA-256");
    assertThat(folder.resolve(name(DATE, LABELS))).doesNotExist();
  }

  @Test
  void unreadableChecksumsAreNoReasonToStop() throws Exception {
    site.site().put(target("discogs_" + DATE + "_CHECKSUM.txt"), status(403));
    assertThat(fetch().checksums()).hasSize(4);
    site.site().put(target("discogs_" + DATE + "_CHECKSUM.txt"), text("none today"));
    assertThat(fetch().checksums()).hasSize(4);
  }

  @Test
  void damagedNotesArePutAside() throws Exception {
    fetch();
    for (String damage : List.of("{\"discogs_20260401_art", "[]", "")) {
      Files.writeString(folder.resolve(METADATA), damage);
      assertThat(fetch().checksums()).hasSize(4);
      assertThat(Files.readString(folder.resolve(METADATA + ".corrupt"))).isEqualTo(damage);
    }
  }

  @Test
  void downloadedFilesOfOldVersionsAreDeletedAndOthersStay() throws Exception {
    for (String date : List.of("20260201", "20260301")) {
      site.offer(date, 5);
    }
    site.remove(name(DATE, ARTISTS));
    fetch();
    site.remove(name("20260301", ARTISTS));
    fetch();
    site.offer(DATE, 20);
    fetch();
    Path mine = folder.resolve("discogs_20250101_artists.xml.gz");
    Files.writeString(mine, "laid here by hand");
    Files.writeString(folder.resolve(".extraction_status_20260201.json"), "{}");

    source.cleanUp(DATE);

    assertThat(folder.resolve(name("20260201", LABELS))).doesNotExist();
    assertThat(folder.resolve("discogs_20260201_CHECKSUM.txt")).doesNotExist();
    assertThat(folder.resolve(name("20260301", LABELS))).exists();
    assertThat(folder.resolve(name(DATE, LABELS))).exists();
    assertThat(mine).exists();
    assertThat(folder.resolve(".extraction_status_20260201.json")).exists();
    assertThat(Files.readString(folder.resolve(METADATA))).doesNotContain("20260201");
  }

  @Test
  void partsOfVersionsThatNeverCameWholeAreDeleted() throws Exception {
    byte[] releases = site.content(DATE, RELEASES);
    site.site()
        .put(
            target(name(DATE, RELEASES)),
            TestSite.breakingOff(releases, "\"one\"", releases.length / 5));
    assertThatThrownBy(this::fetch).hasMessageContaining(name(DATE, RELEASES));
    Path part = folder.resolve(name(DATE, RELEASES) + ".part");

    source.cleanUp(DATE);
    assertThat(part).exists();
    source.cleanUp("20260501");

    assertThat(part).doesNotExist();
    assertThat(folder.resolve(name(DATE, RELEASES) + ".part.state")).doesNotExist();
    assertThat(folder.resolve(name(DATE, LABELS))).exists();
  }

  @Test
  void nothingIsDeletedIfAllVersionsAreKept() throws Exception {
    fetch();
    try (DiscogsSource keeping = source("0")) {
      keeping.cleanUp("20290101");
    }
    assertThat(folder.resolve(name(DATE, LABELS))).exists();
  }

  @Test
  void versionIsKnownBeforeAnythingIsDownloaded() throws Exception {
    DumpOffer offer = source.newest();
    assertThat(offer.version()).isEqualTo(DATE);
    assertThat(offer.byHand()).isFalse();
    assertThat(downloads()).isZero();
  }

  private FetchedDump fetch() throws IOException, InterruptedException {
    return source.newest().fetch(seen);
  }

  /** Requests for dump files, those for their size included. */
  private int downloads() {
    return (int)
        site.site().asked().stream()
            .filter(one -> one.query() != null && one.query().endsWith(".xml.gz"))
            .count();
  }

  private DiscogsSource source(String keep) {
    Map<String, String> variables =
        Map.of("DISCOGS_ROOT", folder.toString(), "DUMP_KEEP_VERSIONS", keep);
    Settings settings = Settings.from(variables::get);
    AcquisitionSettings acquisition =
        new AcquisitionSettings(site.address(), Hasty.POLITENESS, Integer.parseInt(keep));
    Clock clock = Clock.fixed(Instant.parse("2026-04-10T00:00:00Z"), ZoneOffset.UTC);
    return new DiscogsSource(
        ExtractorSettings.from(settings, Source.DISCOGS),
        acquisition,
        new DataQuality(QualityRules.NONE, Source.DISCOGS, folder, 1 << 20, clock),
        stop,
        clock,
        task -> {});
  }
}
