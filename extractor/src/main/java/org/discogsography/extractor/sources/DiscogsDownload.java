package org.discogsography.extractor.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.acquisition.DiskSpace;
import org.discogsography.extractor.acquisition.Downloads;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.acquisition.RemoteFile;
import org.discogsography.extractor.acquisition.StoppedException;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.dumps.PublishedChecksums;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.FetchLog;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.files.DurableFile;
import org.discogsography.extractor.sources.DiscogsListing.Offered;
import org.discogsography.extractor.sources.DownloadNotes.Note;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A version that the site of the Discogs dumps offers. */
final class DiscogsDownload implements DumpOffer {

  private static final Logger log = LoggerFactory.getLogger(DiscogsDownload.class);
  private static final int MONTH = 6;

  private final DiscogsListing.Version version;
  private final PoliteClient client;
  private final Path root;
  private final StopSignal stop;

  DiscogsDownload(DiscogsListing.Version version, PoliteClient client, Path root, StopSignal stop) {
    this.version = version;
    this.client = client;
    this.root = root;
    this.stop = stop;
  }

  @Override
  public String version() {
    return version.date();
  }

  @Override
  public boolean byHand() {
    return false;
  }

  /**
   * Keeps what is here and right, downloads the rest.
   *
   * <p>A file counts as right if it is what was downloaded and what is published now.
   */
  @Override
  public FetchedDump fetch(FetchLog progress) throws IOException, InterruptedException {
    Files.createDirectories(root);
    DownloadNotes notes = DownloadNotes.of(root);
    progress.task("reading the checksums of " + version.date());
    PublishedChecksums published = publishedChecksums();
    Map<DataType, String> right = new LinkedHashMap<>();
    for (Map.Entry<DataType, Offered> entry : version.files().entrySet()) {
      String name = entry.getValue().name();
      progress.task("checking " + name);
      String checksum = checksumIfRight(entry.getKey(), name, notes, published);
      if (checksum != null) {
        right.put(entry.getKey(), checksum);
      }
    }
    requireSpace(right, progress);
    List<DumpFile> files = new ArrayList<>();
    Map<String, String> checksums = new HashMap<>();
    for (Map.Entry<DataType, Offered> entry : version.files().entrySet()) {
      Offered offered = entry.getValue();
      String name = offered.name();
      progress.begun(name);
      String checksum = right.get(entry.getKey());
      if (checksum == null) {
        checksum = download(offered, published, notes, progress);
      }
      Path path = root.resolve(name);
      DumpFile file = new DumpFile(path, entry.getKey(), Files.size(path));
      files.add(file);
      checksums.put(name, checksum);
      progress.verified(file, checksum);
    }
    return new FetchedDump(new DumpVersion(version.date(), files, root), checksums, Map.of());
  }

  /** Without published checksums the length and the beginning of a file must be enough. */
  private PublishedChecksums publishedChecksums() throws IOException, InterruptedException {
    PublishedChecksums none = PublishedChecksums.parse("");
    if (version.checksums().isEmpty()) {
      log.atWarn()
          .setMessage("⚠️ the version is offered without checksums")
          .addKeyValue("version", version.date())
          .log();
      return none;
    }
    Offered offered = version.checksums().get(0);
    try {
      String text = client.page(offered.address());
      PublishedChecksums checksums = PublishedChecksums.parse(text);
      if (checksums.isEmpty()) {
        throw new IOException("it holds no checksums");
      }
      DurableFile.write(root.resolve(offered.name()), text.getBytes(StandardCharsets.UTF_8));
      return checksums;
    } catch (StoppedException e) {
      throw e;
    } catch (IOException e) {
      log.atWarn()
          .setMessage("⚠️ the published checksums cannot be had")
          .addKeyValue("file", offered.name())
          .addKeyValue("reason", e.getMessage())
          .log();
      return none;
    }
  }

  /**
   * The checksum of a file that needs not be downloaded; null if it has to be. A file of which
   * nothing is noted counts only if it is exactly what is published.
   */
  private @Nullable String checksumIfRight(
      DataType type, String name, DownloadNotes notes, PublishedChecksums published)
      throws IOException {
    Path path = root.resolve(name);
    Note note = notes.of(name);
    String wanted = published.of(name);
    if (!Files.exists(path) || (note == null && wanted == null)) {
      return null;
    }
    long size = Files.size(path);
    String checksum = new DumpFile(path, type, size).checksum(stop::requested);
    if (wanted != null && !wanted.equals(checksum)) {
      return redo(name, "it differs from the published checksum " + wanted);
    }
    if (note == null) {
      notes.put(name, note(checksum, size));
      return checksum;
    }
    return note.checksum().equals(checksum)
        ? checksum
        : redo(name, "it is not what was downloaded");
  }

  private static @Nullable String redo(String name, String reason) {
    log.atWarn()
        .setMessage("⚠️ file is downloaded again")
        .addKeyValue("file", name)
        .addKeyValue("reason", reason)
        .log();
    return null;
  }

  private Note note(String checksum, long size) {
    return new Note(checksum, version.date().substring(0, MONTH), size);
  }

  /** Tells how much is to come, and fails now rather than when the disk is full. */
  private void requireSpace(Map<DataType, String> right, FetchLog progress)
      throws IOException, InterruptedException {
    long missing = 0;
    long all = 0;
    boolean known = true;
    for (Map.Entry<DataType, Offered> entry : version.files().entrySet()) {
      Offered offered = entry.getValue();
      Path path = root.resolve(offered.name());
      if (right.containsKey(entry.getKey())) {
        all += Files.size(path);
      } else {
        progress.task("asking for the size of " + offered.name());
        long size = offered.size() > 0 ? offered.size() : client.sizeOf(offered.address());
        Path part = root.resolve(offered.name() + ".part");
        missing += Math.max(0, size - (Files.exists(part) ? Files.size(part) : 0));
        all += size;
        known &= size > 0;
      }
    }
    progress.planned(version.files().size(), known ? all : 0);
    DiskSpace.require(root, missing);
  }

  private String download(
      Offered offered, PublishedChecksums published, DownloadNotes notes, FetchLog progress)
      throws IOException, InterruptedException {
    String name = offered.name();
    notes.remove(List.of(name));
    RemoteFile remote =
        new RemoteFile(offered.address(), name, published.of(name), RemoteFile.Format.GZIP);
    String checksum =
        new Downloads(client)
            .fetch(remote, root, (bytes, total) -> progress.received(name, bytes, total));
    notes.put(name, note(checksum, Files.size(root.resolve(name))));
    return checksum;
  }
}
