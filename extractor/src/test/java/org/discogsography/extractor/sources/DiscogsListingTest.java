package org.discogsography.extractor.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.testkit.sites.TestSite.status;
import static org.discogsography.testkit.sites.TestSite.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.acquisition.Hasty;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.discogsography.testkit.sites.TestSite;
import org.discogsography.testkit.sites.TestSite.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiscogsListingTest {

  private static final String Y2026 = "/?prefix=data%2F2026%2F";
  private static final String Y2025 = "/?prefix=data%2F2025%2F";

  private final TestSite site = new TestSite();
  private final PoliteClient client =
      new PoliteClient(Hasty.POLITENESS, new StopSignal(), InstantSource.system(), task -> {});

  @AfterEach
  void close() {
    client.close();
    site.close();
  }

  @Test
  void newestVersionWithAllTypesIsFoundInTheTwoNewestYears() throws Exception {
    site.put("/", text(years("2008", "2024", "2025", "2026")));
    site.put(Y2025, text(links(month("20251201"))));
    site.put(Y2026, text(links(month("20260301"), month("20260401"))));
    DiscogsListing.Version newest = newest();
    assertThat(newest.date()).isEqualTo("20260401");
    assertThat(newest.files()).containsOnlyKeys(Source.DISCOGS.types());
    assertThat(offered(newest, DataType.RELEASES).address())
        .hasToString(site.address() + "?download=data%2F2026%2Fdiscogs_20260401_releases.xml.gz");
    assertThat(newest.checksums())
        .singleElement()
        .extracting(DiscogsListing.Offered::name)
        .isEqualTo("discogs_20260401_CHECKSUM.txt");
    assertThat(site.asked()).extracting(Asked::query).doesNotContain("prefix=data%2F2024%2F");
  }

  @Test
  void plainSlashesSingleQuotesAndEscapedAmpersandsAreRead() throws Exception {
    site.put("/", text("<A HREF = '?prefix=data/2026/'>2026</a>"));
    site.put(
        Y2026,
        text(
            month("20260401")
                .map(name -> "<a href='?a=b&amp;download=data/2026/" + name + "'>x</a>")
                .collect(Collectors.joining())));
    assertThat(newest().date()).isEqualTo("20260401");
  }

  @Test
  void incompleteMonthIsPassedOver() throws Exception {
    site.put("/", text(years("2026")));
    site.put(
        Y2026,
        text(
            links(
                month("20260301"), month("20260401").filter(name -> !name.contains("releases")))));
    assertThat(newest().date()).isEqualTo("20260301");
  }

  @Test
  void missingChecksumsAndMoreFilesDoNotMatter() throws Exception {
    site.put("/", text(years("2026")));
    site.put(
        Y2026,
        text(
            links(
                Stream.concat(
                    month("20260401").filter(name -> !name.contains("CHECKSUM")),
                    Stream.of("discogs_20260401_samples.xml.gz")))));
    assertThat(newest().files()).hasSize(4);
    assertThat(newest().checksums()).isEmpty();
  }

  @Test
  void repeatedLinkIsOneFile() throws Exception {
    site.put("/", text(years("2026", "2026")));
    site.put(Y2026, text(links(month("20260401"), month("20260401"))));
    assertThat(newest().checksums()).hasSize(1);
    assertThat(site.asked(Y2026)).hasSize(1);
  }

  @Test
  void yearThatCannotBeReadLeavesTheOther() throws Exception {
    site.put("/", text(years("2025", "2026")));
    site.put(Y2026, status(404));
    site.put(Y2025, text(links(month("20251201"))));
    assertThat(newest().date()).isEqualTo("20251201");
    site.put(Y2026, text("<html>nothing that looks like a dump</html>"));
    assertThat(newest().date()).isEqualTo("20251201");
  }

  @Test
  void noReadableYearIsAnError() {
    site.put("/", text(years("2025", "2026")));
    assertThatThrownBy(this::newest).hasMessageContaining("none of the years");
  }

  @Test
  void pageWithoutYearsIsAnError() {
    site.put("/", text("<html>welcome</html>"));
    assertThatThrownBy(this::newest)
        .hasMessageContaining("neither years nor dumps")
        .hasMessageContaining("DISCOGS_DUMP_URL");
  }

  @Test
  void siteWithoutACompleteVersionIsAnError() {
    site.put("/", text(years("2026")));
    site.put(Y2026, text(links(Stream.of("discogs_20260401_artists.xml.gz"))));
    assertThatThrownBy(this::newest).hasMessageContaining("the newest is 20260401");
  }

  @Test
  void startPageThatFailsIsAnError() {
    site.put("/", status(500));
    assertThatThrownBy(this::newest).hasMessageContaining("answered 500");
    assertThat(site.asked()).hasSize(3);
  }

  @Test
  void namesWithFoldersAreNoFiles() {
    site.put("/", text(years("2026")));
    site.put(
        Y2026,
        text(links(month("20260401").map(name -> name.replace("discogs_", "..%2F..%2Fdiscogs_")))));
    assertThatThrownBy(this::newest).isInstanceOf(IOException.class);
  }

  @Test
  void bucketListingIsReadWithItsSizes() throws Exception {
    site.put("/", text(bucket(false, Stream.concat(month("20260301"), month("20260401")))));
    DiscogsListing.Version newest = newest();
    assertThat(newest.date()).isEqualTo("20260401");
    assertThat(newest.files().get(DataType.MASTERS))
        .isEqualTo(
            new DiscogsListing.Offered(
                "discogs_20260401_masters.xml.gz",
                site.address().resolve("data/2026/discogs_20260401_masters.xml.gz"),
                22233075));
    assertThat(site.asked()).hasSize(1);
  }

  @Test
  void bucketListingThatIsCutIsCompletedByYear() throws Exception {
    site.put("/", text(bucket(true, month("20260101"))));
    site.put(Y2026, text(bucket(false, Stream.concat(month("20260301"), month("20260401")))));
    assertThat(newest().date()).isEqualTo("20260401");
  }

  @Test
  void damagedBucketListingIsAnError() {
    String whole = bucket(false, month("20260401"));
    site.put("/", text(whole.substring(0, whole.length() / 2)));
    assertThatThrownBy(this::newest).hasMessageContaining("damaged");
  }

  @Test
  void realBucketListingIsRead() throws Exception {
    Path listing =
        RealExcerpts.discogsFolders().stream()
            .map(folder -> folder.resolve("ListBucketResult-a.xml"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(listing != null, "there is no listing of the real bucket");
    site.put("/", text(Files.readString(listing)));
    DiscogsListing.Version newest = newest();
    assertThat(newest.date()).matches("20\\d{6}").isGreaterThan("2020");
    assertThat(offered(newest, DataType.RELEASES).size()).isGreaterThan(1_000_000_000L);
    assertThat(newest.checksums()).hasSize(1);
  }

  private DiscogsListing.Version newest() throws IOException, InterruptedException {
    return new DiscogsListing(
            client, site.address(), InstantSource.fixed(Instant.parse("2026-04-10T00:00:00Z")))
        .newest();
  }

  private static DiscogsListing.Offered offered(DiscogsListing.Version version, DataType type) {
    return Objects.requireNonNull(version.files().get(type));
  }

  private static Stream<String> month(String date) {
    return Stream.of(
            "CHECKSUM.txt", "artists.xml.gz", "labels.xml.gz", "masters.xml.gz", "releases.xml.gz")
        .map(end -> "discogs_" + date + "_" + end);
  }

  private static String years(String... years) {
    return Stream.of(years)
        .map(year -> "<a href=\"?prefix=data%2F" + year + "%2F\">" + year + "/</a>\n")
        .collect(Collectors.joining("", "<html><a href=\"/\">up</a>", "</html>"));
  }

  @SafeVarargs
  private static String links(Stream<String>... names) {
    return Stream.of(names)
        .flatMap(stream -> stream)
        .map(name ->
            "<a href=\"?download=data%%2F%s%%2F%s\">%s</a>\n"
                .formatted(name.replaceAll("\\D*(\\d{4}).*", "$1"), name, name))
        .collect(Collectors.joining());
  }

  private static String bucket(boolean cut, Stream<String> names) {
    return names
        .map(name ->
            """
            <Contents><ETag>&quot;8fbe&quot;</ETag><Key>data/2026/%s</Key>
            <Size>22233075</Size></Contents>
            """
                .formatted(name))
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\"?><ListBucketResult><Contents><Key>index.html</Key>"
                    + "<Size>1503</Size></Contents>",
                "<IsTruncated>" + cut + "</IsTruncated><Prefix></Prefix></ListBucketResult>"));
  }
}
