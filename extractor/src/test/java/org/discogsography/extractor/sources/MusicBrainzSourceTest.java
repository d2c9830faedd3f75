package org.discogsography.extractor.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.acquisition.AcquisitionSettings;
import org.discogsography.extractor.acquisition.Hasty;
import org.discogsography.extractor.canonical.ContentHash;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.FetchLog;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.state.Marker;
import org.discogsography.testkit.sites.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Gets MusicBrainz dumps from a site on this machine. */
@Timeout(60)
class MusicBrainzSourceTest {

  private static final String NEWEST = "20261104-001002";
  private static final String BEFORE = "20261031-001002";
  private static final List<String> ENTITIES =
      List.of("artist", "label", "release-group", "release");

  @TempDir Path root;

  private final TestSite site = new TestSite();
  private final StopSignal stop = new StopSignal();
  private final Log log = new Log();
  private final Map<String, byte[]> archives = new HashMap<>();

  @BeforeEach
  void offer() throws IOException {
    site.put(
        "/",
        TestSite.text(
            """
            <a href="../">..</a><a href="20261031-001002/">x</a>
            <a href="%s">y</a><a href='latest-is-%s'>z</a> <a href="LATEST">l</a>
            <a href="/pub/20261028-001002/">w</a>
            """
                .formatted(NEWEST, NEWEST)));
    for (String entity : ENTITIES) {
      archives.put(entity + ".tar.xz", xz(entity));
    }
    publish(NEWEST);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void newestVersionIsDownloadedVerifiedAndKeptAsItIs() throws Exception {
    try (MusicBrainzSource source = source(2)) {
      DumpOffer offer = source.newest();
      assertThat(offer.version()).isEqualTo(NEWEST);
      assertThat(offer.byHand()).isFalse();

      FetchedDump fetched = offer.fetch(log);

      assertThat(fetched.dump().files().stream().map(DumpFile::name))
          .containsExactly(
              "artist.tar.xz", "label.tar.xz", "release-group.tar.xz", "release.tar.xz");
      for (DumpFile file : fetched.dump().files()) {
        byte[] expected = archive(file.name());
        assertThat(Files.readAllBytes(root.resolve(NEWEST).resolve(file.name())))
            .isEqualTo(expected);
        assertThat(fetched.checksum(file)).isEqualTo(sha256(expected));
      }
      assertThat(fetched.faults()).isEmpty();
      assertThat(log.verified).hasSize(4);
      assertThat(root.resolve(NEWEST).resolve("SHA256SUMS")).exists();
    }
  }

  @Test
  void whatIsHereIsNotFetchedAgainUnlessItDiffers() throws Exception {
    Path folder = Files.createDirectories(root.resolve(NEWEST));
    Files.write(folder.resolve("artist.tar.xz"), archive("artist.tar.xz"));
    Files.write(folder.resolve("label.tar.xz"), xz("something else"));
    Files.writeString(folder.resolve("release-group.jsonl"), "{}\n");
    try (MusicBrainzSource source = source(2)) {
      FetchedDump fetched = source.newest().fetch(log);

      assertThat(fetched.dump().files().stream().map(DumpFile::name))
          .containsExactly(
              "artist.tar.xz", "label.tar.xz", "release-group.jsonl", "release.tar.xz");
    }
    assertThat(bodies("artist.tar.xz")).isZero();
    assertThat(bodies("label.tar.xz")).isEqualTo(1);
    assertThat(bodies("release-group.tar.xz")).isZero();
    assertThat(Files.readAllBytes(folder.resolve("label.tar.xz")))
        .isEqualTo(archive("label.tar.xz"));
  }

  @Test
  void brokenDownloadGoesOnWhereItWas() throws Exception {
    byte[] release = archive("release.tar.xz");
    site.first(path("release.tar.xz"), TestSite.file(release, "\"r\""));
    site.first(path("release.tar.xz"), TestSite.breakingOff(release, "\"r\"", 20));
    try (MusicBrainzSource source = source(2)) {
      source.newest().fetch(log);
    }

    assertThat(site.asked(path("release.tar.xz")).getLast().range()).isEqualTo("bytes=20-");
    assertThat(root.resolve(NEWEST).resolve("release.tar.xz")).hasBinaryContent(release);
  }

  @Test
  void fileThatDiffersFromItsChecksumIsNeverGivenItsName() throws Exception {
    site.put(path("label.tar.xz"), TestSite.file(xz("wrong"), "\"w\""));
    try (MusicBrainzSource source = source(2)) {
      DumpOffer offer = source.newest();

      assertThatThrownBy(() -> offer.fetch(log)).hasMessageContaining("label.tar.xz");
    }
    assertThat(root.resolve(NEWEST).resolve("label.tar.xz")).doesNotExist();
    assertThat(root.resolve(NEWEST).resolve("artist.tar.xz")).exists();
  }

  @Test
  void fileWithoutChecksumIsRefused() throws Exception {
    site.put(
        path("SHA256SUMS"), TestSite.text(sha256(archive("artist.tar.xz")) + " *artist.tar.xz\n"));
    try (MusicBrainzSource source = source(2)) {
      DumpOffer offer = source.newest();

      assertThatThrownBy(() -> offer.fetch(log))
          .hasMessageContaining("names no checksum of label.tar.xz");
    }
  }

  @Test
  void versionThatIsStillBeingCopiedIsPassedOver() throws Exception {
    site.put(path("SHA256SUMS"), TestSite.status(404));
    publish(BEFORE);
    try (MusicBrainzSource source = source(2)) {
      assertThat(source.newest().version()).isEqualTo(BEFORE);
    }
  }

  @Test
  void nothingOlderThanWhatIsLoadedIsOffered() throws Exception {
    site.put(path("SHA256SUMS"), TestSite.text(""));
    publish("20261028-001002");
    try (MusicBrainzSource source = source(2)) {
      complete(source, BEFORE);

      assertThatThrownBy(source::newest)
          .hasMessageContaining("offers no version with checksums")
          .hasMessageContaining("SHA256SUMS holds no checksums");
    }
  }

  @Test
  void pageWithoutVersionsIsAnErrorThatSaysWhatToLookAt() throws Exception {
    site.put("/", TestSite.text("<html>maintenance</html>"));
    try (MusicBrainzSource source = source(2)) {
      assertThatThrownBy(source::newest)
          .hasMessageContaining("lists no versions")
          .hasMessageContaining("MUSICBRAINZ_DUMP_URL");
    }
  }

  @Test
  void olderDownloadsAreDeletedAndEverythingElseStays() throws Exception {
    for (String version : List.of("20261021-001002", "20261024-001002", BEFORE)) {
      Path folder = Files.createDirectories(root.resolve(version));
      Files.writeString(folder.resolve("artist.tar.xz"), "x");
      Files.writeString(folder.resolve("SHA256SUMS"), "x");
      Files.writeString(folder.resolve(".mb_extraction_status_" + version + ".json"), "{}");
    }
    Path byHand = Files.createDirectories(root.resolve("20261001-001002"));
    Files.writeString(byHand.resolve("artist.jsonl"), "x");
    try (MusicBrainzSource source = source(2)) {
      source.cleanUp(BEFORE);
    }

    assertThat(root.resolve(BEFORE).resolve("artist.tar.xz")).exists();
    assertThat(root.resolve("20261024-001002/artist.tar.xz")).exists();
    assertThat(root.resolve("20261021-001002/artist.tar.xz")).doesNotExist();
    assertThat(root.resolve("20261021-001002/SHA256SUMS")).doesNotExist();
    assertThat(root.resolve("20261021-001002/.mb_extraction_status_20261021-001002.json")).exists();
    assertThat(byHand.resolve("artist.jsonl")).exists();
  }

  private void complete(MusicBrainzSource source, String version) throws IOException {
    Marker marker = new Marker(version);
    marker.startDownload(0, Clock.systemUTC().instant());
    marker.completeDownload(Clock.systemUTC().instant());
    marker.completeProcessing(Clock.systemUTC().instant());
    marker.completeExtraction(Clock.systemUTC().instant());
    source.markers().save(marker);
  }

  private void publish(String version) throws IOException {
    StringBuilder sums = new StringBuilder();
    archives.forEach((name, bytes) -> {
      sums.append(sha256(bytes)).append(" *").append(name).append('\n');
      site.put("/" + version + "/" + name, TestSite.file(bytes, "\"" + name.charAt(0) + "\""));
    });
    sums.append("0".repeat(64)).append(" *recording.tar.xz\n");
    site.put("/" + version + "/SHA256SUMS", TestSite.text(sums.toString()));
  }

  private byte[] archive(String name) {
    return Objects.requireNonNull(archives.get(name));
  }

  private static String path(String name) {
    return "/" + NEWEST + "/" + name;
  }

  /** Requests for more than the first byte, which tells the size. */
  private long bodies(String name) {
    return site.asked(path(name)).stream()
        .filter(asked -> !"bytes=0-0".equals(asked.range()))
        .count();
  }

  private MusicBrainzSource source(int keep) {
    Map<String, String> variables =
        Map.of("MUSICBRAINZ_ROOT", root.toString(), "DUMP_OFFLINE", "false");
    Settings settings = Settings.from(variables::get);
    Progress progress = new Progress(Clock.systemUTC(), Source.MUSICBRAINZ);
    return new MusicBrainzSource(
        ExtractorSettings.from(settings, Source.MUSICBRAINZ),
        new AcquisitionSettings(site.address(), Hasty.POLITENESS, keep),
        new DataQuality(QualityRules.NONE, Source.MUSICBRAINZ, root, 1 << 20, Clock.systemUTC()),
        new DiscogsWatch(DiscogsWatch.Patience.from(settings), progress, stop),
        progress,
        stop,
        Clock.systemUTC());
  }

  private static byte[] xz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
      out.write(text.repeat(20).getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    MessageDigest digest = ContentHash.sha256();
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  /** Keeps what it is told. */
  private static final class Log implements FetchLog {

    final List<String> verified = new ArrayList<>();

    @Override
    public void planned(int files, long bytes) {
      assertThat(files).isEqualTo(4);
    }

    @Override
    public void task(String now) {
      assertThat(now).isNotBlank();
    }

    @Override
    public void begun(String file) {
      assertThat(file).isNotBlank();
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
}
