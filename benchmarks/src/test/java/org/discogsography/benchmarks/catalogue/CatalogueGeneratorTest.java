package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.xml.parsers.SAXParserFactory;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.extractor.dumps.DumpFolder;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.PublishedChecksums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogueGeneratorTest {

  private static final int RELEASES = 2_000;

  @TempDir private Path folder;

  private static GenerationRequest request(long seed) {
    return new GenerationRequest(RELEASES, seed, 0, Generated.DATE);
  }

  @Test
  void sameArgumentsGiveTheSameBytesWithAnyNumberOfThreads() throws Exception {
    Generated one = Generated.of(folder.resolve("one"), request(7), 1);
    Generated three = Generated.of(folder.resolve("three"), request(7), 3);

    for (RecordType type : RecordType.values()) {
      assertThat(one.path(type)).hasSameBinaryContentAs(three.path(type));
    }
    assertThat(one.folder().resolve(Manifest.FILE_NAME))
        .hasSameBinaryContentAs(three.folder().resolve(Manifest.FILE_NAME));
  }

  @Test
  void anotherSeedGivesOtherRecords() throws Exception {
    Generated one = Generated.of(folder.resolve("one"), request(7), 2);
    Generated other = Generated.of(folder.resolve("other"), request(8), 2);

    for (RecordType type : RecordType.values()) {
      assertThat(one.file(type).crc32()).isNotEqualTo(other.file(type).crc32());
    }
  }

  @Test
  void catalogueOfAnotherSizeHasTheSameNames() throws Exception {
    Generated small = Generated.of(folder.resolve("small"), 200, 7, 0);
    Generated large = Generated.of(folder.resolve("large"), 400, 7, 0);

    assertThat(name(small)).isEqualTo(name(large));
  }

  private static String name(Generated generated) throws Exception {
    byte[] first = generated.records(RecordType.LABEL).getFirst().json();
    return JsonMapper.shared().readTree(first).get("name").asString();
  }

  @Test
  void recordsComeInTheProportionsOfTheRealDumps() throws Exception {
    Generated catalogue = Generated.of(folder, 19_000, 1, 0);

    assertThat(catalogue.manifest().tables())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("artists", 10_000L, "labels", 2_400L, "masters", 2_500L, "releases", 19_000L));
  }

  @Test
  void recordsHaveTheSizesOfTheRealOnes() throws Exception {
    Generated catalogue = Generated.of(folder, 20_000, 1, 0);

    assertThat(meanBytes(catalogue, RecordType.RELEASE)).isCloseTo(3_200, within(250.0));
    assertThat(meanBytes(catalogue, RecordType.ARTIST)).isCloseTo(300, within(60.0));
    assertThat(meanBytes(catalogue, RecordType.LABEL)).isCloseTo(220, within(60.0));
    assertThat(meanBytes(catalogue, RecordType.MASTER)).isCloseTo(1_000, within(200.0));
    long[] lengths =
        catalogue.records(RecordType.RELEASE).stream()
            .mapToLong(record -> record.json().length)
            .sorted()
            .toArray();
    assertThat(lengths[lengths.length / 2]).isBetween(1_500L, 3_500L);
    assertThat(lengths[lengths.length * 99 / 100]).isBetween(8_000L, 30_000L);
    assertThat(lengths[lengths.length - 1]).isGreaterThan(200_000L);
  }

  private static double meanBytes(Generated catalogue, RecordType type) {
    return (double) catalogue.file(type).bytes() / catalogue.file(type).records();
  }

  @Test
  void filesAreWellFormedAndTheManifestCountsTheirRecordsAndBytes() throws Exception {
    Generated catalogue = Generated.of(folder, request(3), 2);

    for (RecordType type : RecordType.values()) {
      Manifest.DumpedFile file = catalogue.file(type);
      byte[] xml;
      try (InputStream in = catalogue.xml(type)) {
        xml = in.readAllBytes();
      }
      CRC32 crc = new CRC32();
      crc.update(xml);
      assertThat(elementsBelowRoot(catalogue, type)).isEqualTo(file.records());
      assertThat(xml).hasSize((int) file.bytes());
      assertThat(file.crc32()).isEqualTo("%08x".formatted(crc.getValue()));
      assertThat(Files.size(catalogue.path(type))).isEqualTo(file.compressedBytes());
    }
    assertThat(Manifest.read(folder)).isEqualTo(catalogue.manifest());
  }

  private static long elementsBelowRoot(Generated catalogue, RecordType type) throws Exception {
    long[] count = {0};
    int[] depth = {0};
    try (InputStream in = catalogue.xml(type)) {
      SAXParserFactory.newInstance()
          .newSAXParser()
          .parse(
              in,
              new DefaultHandler() {
                @Override
                public void startElement(String uri, String local, String name, Attributes all) {
                  if (depth[0]++ == 1) {
                    count[0]++;
                  }
                }

                @Override
                public void endElement(String uri, String local, String name) {
                  depth[0]--;
                }
              });
    }
    return count[0];
  }

  @Test
  void extractorFindsTheVersionWithItsChecksums() throws Exception {
    Generated catalogue = Generated.of(folder, request(3), 2);

    DumpVersion version = new DumpFolder(folder).newest();
    PublishedChecksums checksums = PublishedChecksums.beside(version);

    assertThat(version.version()).isEqualTo(Generated.DATE);
    assertThat(version.files()).hasSize(4);
    for (RecordType type : RecordType.values()) {
      String name = catalogue.request().fileName(type);
      assertThat(checksums.of(name)).isEqualTo(catalogue.file(type).sha256());
    }
  }

  @Test
  void everyTwentiethReleaseIsByVariousAndSomeMastersHaveManyPressings() throws Exception {
    Generated catalogue = Generated.of(folder, 20_000, 1, 0);
    long various = 0;
    long pageless = 0;
    Map<String, Integer> pressings = new TreeMap<>();
    JsonMapper mapper = JsonMapper.shared();
    for (DataRecord record : catalogue.records(RecordType.RELEASE)) {
      JsonNode release = mapper.readTree(record.json());
      if (release.at("/artists/0/id").asString("").equals("194")) {
        various++;
      }
      if (release.has("master_id")) {
        pressings.merge(release.get("master_id").asString(), 1, Integer::sum);
      }
      for (JsonNode credit : release.path("extraartists")) {
        if (!credit.has("id")) {
          pageless++;
        }
      }
    }
    assertThat(various / 20_000.0).isBetween(0.04, 0.065);
    assertThat(pressings.size()).isGreaterThan(2_500);
    assertThat(pressings.values().stream().max(Integer::compare).orElse(0)).isGreaterThan(30);
    assertThat(pageless).isGreaterThan(100);
  }

  /** Measurements of different machines and years can only be compared with the same records. */
  @Test
  void recordsOfASeedAreTheSameEverywhere() throws Exception {
    Generated catalogue = Generated.of(folder, 1_000, 1, 5);

    assertThat(catalogue.file(RecordType.ARTIST).crc32()).isEqualTo("008490eb");
    assertThat(catalogue.file(RecordType.LABEL).crc32()).isEqualTo("07bb26e5");
    assertThat(catalogue.file(RecordType.MASTER).crc32()).isEqualTo("4c2ccf43");
    assertThat(catalogue.file(RecordType.RELEASE).crc32()).isEqualTo("6fa23360");
  }
}
