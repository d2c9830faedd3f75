package org.discogsography.extractor.acquisition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.testkit.sites.TestSite.breakingOff;
import static org.discogsography.testkit.sites.TestSite.file;
import static org.discogsography.testkit.sites.TestSite.status;
import static org.discogsography.testkit.sites.TestSite.text;
import static org.discogsography.testkit.sites.TestSite.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.discogsography.extractor.acquisition.RemoteFile.Format;
import org.discogsography.extractor.canonical.ContentHash;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.testkit.sites.TestSite;
import org.discogsography.testkit.sites.TestSite.Asked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DownloadsTest {

  private static final String NAME = "dump.xml.gz";
  private static final String PATH = "/" + NAME;
  private static final byte[] CONTENT = content(1, 300_000);
  private static final String TAG = "\"one\"";

  @TempDir Path folder;
  private final TestSite site = new TestSite();
  private final StopSignal stop = new StopSignal();
  private final List<String> tasks = Collections.synchronizedList(new ArrayList<>());
  private final PoliteClient client =
      new PoliteClient(Hasty.POLITENESS, stop, Clock.systemUTC(), tasks::add);

  @AfterEach
  void close() {
    client.close();
    site.close();
  }

  @Test
  void fileIsDownloadedWholeAndVerified() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    List<Long> received = new ArrayList<>();

    String checksum =
        new Downloads(client)
            .fetch(
                remote(sum(CONTENT)),
                folder,
                (bytes, total) -> {
                  assertThat(total).isEqualTo(CONTENT.length);
                  received.add(bytes);
                });

    assertThat(checksum).isEqualTo(sum(CONTENT));
    assertThat(received).isSorted().startsWith(0L).endsWith((long) CONTENT.length);
    assertOnlyTheWholeFileIsThere();
    assertThat(site.asked()).singleElement().extracting(Asked::userAgent).isEqualTo("test-agent");
  }

  @Test
  void brokenDownloadIsGoneOnFromWhereItBroke() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    site.first(PATH, breakingOff(CONTENT, TAG, 100_000), breakingOff(CONTENT, TAG, 50_000));

    fetch(sum(CONTENT));

    assertOnlyTheWholeFileIsThere();
    assertThat(site.asked(PATH))
        .hasSize(3)
        .extracting(Asked::ifRange)
        .containsExactly(null, TAG, TAG);
    assertThat(from(site.asked(PATH).get(1))).isBetween(1L, 100_000L);
    assertThat(from(site.asked(PATH).get(2))).isBetween(50_001L, 150_000L);
  }

  @Test
  void laterProcessGoesOnWithWhatIsHere() throws Exception {
    site.put(PATH, breakingOff(CONTENT, TAG, 40_000));
    assertThatThrownBy(() -> fetch(null)).isInstanceOf(IOException.class);
    site.put(PATH, file(CONTENT, TAG));
    int before = site.asked().size();

    try (PoliteClient other =
        new PoliteClient(Hasty.POLITENESS, stop, Clock.systemUTC(), tasks::add)) {
      new Downloads(other).fetch(remote(sum(CONTENT)), folder, (bytes, total) -> {});
    }

    assertOnlyTheWholeFileIsThere();
    assertThat(from(site.asked().get(before))).isGreaterThan(60_000);
  }

  @Test
  void siteWithoutRangesSendsAllAgain() throws Exception {
    site.put(PATH, whole(CONTENT, TAG));
    site.first(PATH, breakingOff(CONTENT, TAG, 100_000));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
  }

  @Test
  void fileThatChangedMeanwhileIsBegunAnew() throws Exception {
    byte[] changed = content(2, 280_000);
    site.put(PATH, file(changed, "\"two\""));
    site.first(PATH, breakingOff(CONTENT, TAG, 100_000));
    assertThat(fetch(null)).isEqualTo(sum(changed));
    assertThat(Files.readAllBytes(folder.resolve(NAME))).isEqualTo(changed);
  }

  @Test
  void partOfAnotherStateIsNotAppended() throws Exception {
    byte[] changed = content(2, 300_000);
    site.put(PATH, file(changed, "\"two\""));
    site.first(PATH, breakingOff(CONTENT, TAG, 100_000), breakingOff(changed, "\"two\"", 100_000));
    assertThat(fetch(null)).isEqualTo(sum(changed));
  }

  @Test
  void silentBodyIsGivenUpAndGoneOnFrom() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    site.first(PATH, site.stalling(CONTENT, TAG, 120_000));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
    assertThat(from(site.asked(PATH).get(1))).isEqualTo(120_000);
  }

  @Test
  void completePartNeedsOnlyItsName() throws Exception {
    Files.write(folder.resolve(NAME + ".part"), CONTENT);
    Files.writeString(folder.resolve(NAME + ".part.state"), TAG);
    site.put(PATH, file(CONTENT, TAG));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
    assertThat(site.asked()).hasSize(1);
  }

  /** A site would not wait while a large part is read. */
  @Test
  void siteIsAskedOnlyAfterThePartWasReadAndAStopEndsTheReading() throws Exception {
    Files.write(folder.resolve(NAME + ".part"), Arrays.copyOf(CONTENT, 100_000));
    Files.writeString(folder.resolve(NAME + ".part.state"), TAG);
    site.put(PATH, file(CONTENT, TAG));
    stop.request();
    assertThatThrownBy(() -> fetch(sum(CONTENT))).isInstanceOf(StoppedException.class);
    assertThat(site.asked()).isEmpty();
    assertThat(folder.resolve(NAME + ".part")).hasSize(100_000);
  }

  @Test
  void partLongerThanTheFileIsBegunAnew() throws Exception {
    Files.write(folder.resolve(NAME + ".part"), Arrays.copyOf(CONTENT, CONTENT.length + 5));
    Files.writeString(folder.resolve(NAME + ".part.state"), TAG);
    site.put(PATH, file(CONTENT, TAG));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
  }

  @Test
  void partOfUnknownStateIsReplaced() throws Exception {
    Files.write(folder.resolve(NAME + ".part"), new byte[1000]);
    site.put(PATH, file(CONTENT, TAG));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
    assertThat(site.asked()).singleElement().extracting(Asked::range).isNull();
  }

  @Test
  void damagedPartIsFoundByTheChecksumAndBegunAnew() throws Exception {
    byte[] damaged = Arrays.copyOf(CONTENT, 1000);
    damaged[500] ^= 1;
    Files.write(folder.resolve(NAME + ".part"), damaged);
    Files.writeString(folder.resolve(NAME + ".part.state"), TAG);
    site.put(PATH, file(CONTENT, TAG));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
    assertThat(site.asked()).hasSize(2);
  }

  @Test
  void wrongChecksumIsTriedAgainAndThenFails() throws Exception {
    site.put(PATH, file(content(9, 300_000), TAG));
    assertThatThrownBy(() -> fetch(sum(CONTENT)))
        .hasMessageContaining(NAME)
        .hasMessageContaining("SHA-256")
        .hasMessageContaining(sum(CONTENT));
    assertThat(site.asked()).hasSize(3);
    assertThat(files()).isEmpty();
  }

  @Test
  void errorPageInsteadOfADumpIsRejectedAndTriedAgain() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    site.first(PATH, text("<html>we are moving</html>"));
    fetch(null);
    assertOnlyTheWholeFileIsThere();
  }

  @Test
  void errorPageThatStaysFailsWithItsBeginning() {
    site.put(PATH, text("<html>we are moving</html>"));
    assertThatThrownBy(() -> fetch(null))
        .hasMessageContaining("no GZIP file")
        .hasMessageContaining("<html>");
    assertThat(files()).isEmpty();
    assertThat(site.asked()).hasSize(3);
  }

  @Test
  void emptyFileIsNone() {
    site.put(PATH, whole(new byte[0], TAG));
    assertThatThrownBy(() -> fetch(null)).hasMessageContaining("empty");
    assertThat(files()).isEmpty();
  }

  @Test
  void shorterBodyThanPromisedIsNotTheFile() {
    site.put(PATH, breakingOff(CONTENT, TAG, 0));
    assertThatThrownBy(() -> fetch(null)).hasMessageContaining(NAME);
    assertThat(folder.resolve(NAME)).doesNotExist();
  }

  @Test
  void refusalIsNotTriedAgain() {
    for (int status : new int[] {401, 403, 404}) {
      int before = site.asked().size();
      site.put(PATH, status(status));
      assertThatThrownBy(() -> fetch(null)).hasMessageContaining(" answered " + status);
      assertThat(site.asked()).hasSize(before + 1);
    }
  }

  @Test
  void serverErrorIsTriedAgain() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    site.first(PATH, status(500), status(502));
    fetch(sum(CONTENT));
    assertOnlyTheWholeFileIsThere();
    site.put(PATH, status(500));
    assertThatThrownBy(() -> fetch(null)).hasMessageContaining("answered 500");
  }

  @Test
  void busySiteIsWaitedForAsLongAsItAsks() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    site.first(PATH, status(429, "Retry-After", "1"), status(503));
    fetch(sum(CONTENT));
    List<Asked> asked = site.asked(PATH);
    assertThat(asked).hasSize(3);
    assertThat(Duration.ofNanos(asked.get(1).nanos() - asked.get(0).nanos()))
        .isBetween(Duration.ofMillis(990), Duration.ofSeconds(3));
    assertThat(tasks).hasSize(2).first().asString().contains("1 s", "busy (429)");
  }

  @Test
  void siteThatStaysBusyIsGivenUpAfterFiveRetries() {
    site.put(PATH, status(503));
    assertThatThrownBy(() -> fetch(null)).hasMessageContaining("answered 503, 6 times");
    assertThat(site.asked()).hasSize(6);
  }

  @Test
  void requestsKeepTheirGap() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    Politeness hasty = Hasty.POLITENESS;
    Politeness slow =
        new Politeness(
            "x",
            Duration.ofMillis(200),
            hasty.longestBusyPause(),
            hasty.firstBusyPause(),
            hasty.busyRetries(),
            hasty.connectTimeout(),
            hasty.idleTimeout(),
            hasty.attempts(),
            hasty.firstRetryPause());
    try (PoliteClient gentle = new PoliteClient(slow, stop, Clock.systemUTC(), tasks::add)) {
      gentle.sizeOf(site.address().resolve(NAME));
      gentle.sizeOf(site.address().resolve(NAME));
    }
    List<Asked> asked = site.asked(PATH);
    assertThat(Duration.ofNanos(asked.get(1).nanos() - asked.get(0).nanos()))
        .isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void sizeIsAskedForWithoutTheFile() throws Exception {
    site.put(PATH, file(CONTENT, TAG));
    assertThat(client.sizeOf(site.address().resolve(NAME))).isEqualTo(CONTENT.length);
    site.put(PATH, whole(CONTENT, TAG));
    assertThat(client.sizeOf(site.address().resolve(NAME))).isEqualTo(CONTENT.length);
    site.put(PATH, status(403));
    assertThat(client.sizeOf(site.address().resolve(NAME))).isZero();
  }

  @Test
  void stopEndsEveryWaitAtOnce() throws Exception {
    site.put("/silent", site.silent());
    site.put("/stalls", site.stalling(CONTENT, TAG, 10));
    site.put("/busy", status(429, "Retry-After", "2"));
    for (String path : List.of("/silent", "/stalls", "/busy")) {
      StopSignal soon = new StopSignal();
      Politeness patient = Politeness.of("x", Duration.ZERO, Duration.ofSeconds(7200));
      try (PoliteClient waiting = new PoliteClient(patient, soon, Clock.systemUTC(), tasks::add)) {
        CompletableFuture<String> fetching =
            CompletableFuture.supplyAsync(() -> {
              try {
                return new Downloads(waiting)
                    .fetch(
                        new RemoteFile(site.address().resolve(path), "x.gz", null, Format.GZIP),
                        folder,
                        (bytes, total) -> {});
              } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
              }
            });
        while (site.asked(path).isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(2);
        }
        long since = System.nanoTime();
        soon.request();
        assertThatThrownBy(fetching::join).hasCauseInstanceOf(StoppedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(900));
      }
    }
  }

  @Test
  void unreachableSiteIsNamed() {
    site.close();
    assertThatThrownBy(() -> fetch(null))
        .hasMessageContaining(NAME)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void fullDiskIsNoticedBeforeTheDownload() {
    assertThatThrownBy(() -> DiskSpace.require(folder, 3L << 30, 1L << 30))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1,024 MB free")
        .hasMessageContaining("needs 3,136 MB");
  }

  @Test
  void namesWithFoldersAreRefused() {
    for (String name : List.of("../x.gz", "a/b.gz", ".hidden", "", "a\\b.gz")) {
      assertThatThrownBy(() -> new RemoteFile(site.address(), name, null, Format.GZIP))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private String fetch(@Nullable String sha256) throws IOException, InterruptedException {
    return new Downloads(client).fetch(remote(sha256), folder, (bytes, total) -> {});
  }

  private RemoteFile remote(@Nullable String sha256) {
    return new RemoteFile(site.address().resolve(NAME), NAME, sha256, Format.GZIP);
  }

  private void assertOnlyTheWholeFileIsThere() throws IOException {
    assertThat(files()).containsExactly(NAME);
    assertThat(Files.readAllBytes(folder.resolve(NAME))).isEqualTo(CONTENT);
  }

  private List<String> files() {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long from(Asked asked) {
    String range = String.valueOf(asked.range());
    assertThat(range).matches("bytes=\\d+-");
    return Long.parseLong(range.replaceAll("\\D", ""));
  }

  private static byte[] content(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 0x1F;
    bytes[1] = (byte) 0x8B;
    return bytes;
  }

  private static String sum(byte[] bytes) {
    return new String(new ContentHash().of(bytes, bytes.length), UTF_8);
  }
}
