package org.discogsography.extractor.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.extractor.acquisition.DiskSpace;
import org.discogsography.extractor.acquisition.Downloads;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.acquisition.RemoteFile;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.dumps.MusicBrainzFolder;
import org.discogsography.extractor.dumps.PublishedChecksums;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.FetchLog;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.files.DurableFile;
import org.discogsography.extractor.musicbrainz.Entity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A version that the site of the MusicBrainz dumps offers, kept as the archives that it is. */
final class MusicBrainzDownload implements DumpOffer {

  private static final Logger log = LoggerFactory.getLogger(MusicBrainzDownload.class);

  private final MusicBrainzListing.Version version;
  private final PoliteClient client;
  private final Path root;
  private final StopSignal stop;

  MusicBrainzDownload(
      MusicBrainzListing.Version version, PoliteClient client, Path root, StopSignal stop) {
    this.version = version;
    this.client = client;
    this.root = root;
    this.stop = stop;
  }

  /** A file that is here and needs not be fetched. */
  private record Present(DumpFile file, String checksum) {}

  @Override
  public String version() {
    return version.name();
  }

  @Override
  public boolean byHand() {
    return false;
  }

  /** The files of a version that this class writes, as far as they are there. */
  static List<Path> downloaded(Path folder) {
    List<Path> files = new ArrayList<>();
    for (Entity entity : Entity.values()) {
      for (String end : List.of("", ".part", ".part.state")) {
        files.add(folder.resolve(archive(entity) + end));
      }
    }
    files.add(folder.resolve(PublishedChecksums.MUSICBRAINZ));
    return files.stream().filter(Files::exists).toList();
  }

  private static String archive(Entity entity) {
    return entity.text() + ".tar.xz";
  }

  /** Keeps what is here and right, downloads the rest. */
  @Override
  public FetchedDump fetch(FetchLog progress) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(root.resolve(version.name()));
    DurableFile.write(
        folder.resolve(PublishedChecksums.MUSICBRAINZ),
        version.checksumText().getBytes(StandardCharsets.UTF_8));
    Map<Entity, Present> present = present(progress);
    requireSpace(folder, present, progress);
    List<DumpFile> files = new ArrayList<>();
    Map<String, String> checksums = new HashMap<>();
    for (Entity entity : Entity.values()) {
      Present here = present.get(entity);
      if (here == null) {
        here = download(folder, entity, progress);
      } else {
        progress.begun(here.file.name());
      }
      files.add(here.file);
      checksums.put(here.file.name(), here.checksum);
      progress.verified(here.file, here.checksum);
    }
    return new FetchedDump(new DumpVersion(version.name(), files, folder), checksums, Map.of());
  }

  private Map<Entity, Present> present(FetchLog progress) throws IOException {
    Map<Entity, Present> present = new EnumMap<>(Entity.class);
    for (DumpFile file : new MusicBrainzFolder(root).version(version.name()).files()) {
      progress.task("checking " + file.name());
      String checksum = file.checksum(stop::requested);
      @Nullable String published = version.checksums().of(file.name());
      if (published == null || published.equals(checksum)) {
        present.put(Entity.of(file.type()), new Present(file, checksum));
      } else {
        log.atWarn()
            .setMessage("⚠️ file is downloaded again")
            .addKeyValue("file", file.name())
            .addKeyValue("reason", "it differs from the published checksum " + published)
            .log();
      }
    }
    return present;
  }

  /** Tells how much is to come, and fails now rather than when the disk is full. */
  private void requireSpace(Path folder, Map<Entity, Present> present, FetchLog progress)
      throws IOException, InterruptedException {
    long missing = 0;
    long all = 0;
    boolean known = true;
    for (Entity entity : Entity.values()) {
      Present here = present.get(entity);
      if (here != null) {
        all += here.file.size();
      } else {
        String name = archive(entity);
        progress.task("asking for the size of " + name);
        long size = client.sizeOf(version.folder().resolve(name));
        Path part = folder.resolve(name + ".part");
        missing += Math.max(0, size - (Files.exists(part) ? Files.size(part) : 0));
        all += size;
        known &= size > 0;
      }
    }
    progress.planned(Entity.values().length, known ? all : 0);
    DiskSpace.require(folder, missing);
  }

  private Present download(Path folder, Entity entity, FetchLog progress)
      throws IOException, InterruptedException {
    String name = archive(entity);
    progress.begun(name);
    String published = version.checksums().of(name);
    if (published == null) {
      throw new IOException(
          "%s%s names no checksum of %s; the version cannot be verified"
              .formatted(version.folder(), PublishedChecksums.MUSICBRAINZ, name));
    }
    RemoteFile remote =
        new RemoteFile(version.folder().resolve(name), name, published, RemoteFile.Format.XZ);
    String checksum =
        new Downloads(client)
            .fetch(remote, folder, (bytes, total) -> progress.received(name, bytes, total));
    Path path = folder.resolve(name);
    return new Present(new DumpFile(path, entity.type(), Files.size(path)), checksum);
  }
}
