package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the MusicBrainz dump files in a folder, without network.
 *
 * <p>A version is a folder {@code YYYYMMDD-HHMMSS} below the root. Of each entity the archive as it
 * was fetched is preferred, then files with its lines, packed or not, then those of an unpacked
 * archive.
 */
public final class MusicBrainzFolder {

  private static final Logger log = LoggerFactory.getLogger(MusicBrainzFolder.class);

  /** What a version of the dumps is called. */
  public static final Pattern VERSION = Pattern.compile("\\d{8}-\\d{6}");

  private static final Pattern DAY = Pattern.compile("(?<!\\d)\\d{8}(?!\\d)");
  private static final String UNPACKED = "mbdump";

  /** The entities by the type of their records, in the order in which they are read. */
  private static final Map<DataType, String> ENTITIES = entities();

  private final Path root;

  public MusicBrainzFolder(Path root) {
    this.root = root;
  }

  private static Map<DataType, String> entities() {
    Map<DataType, String> entities = new LinkedHashMap<>();
    entities.put(DataType.ARTISTS, "artist");
    entities.put(DataType.LABELS, "label");
    entities.put(DataType.RELEASE_GROUPS, "release-group");
    entities.put(DataType.RELEASES, "release");
    return entities;
  }

  /**
   * The newest version of which there are files, else the files in the root itself.
   *
   * @throws DumpException if there are none; the text says what was expected
   */
  public DumpVersion newest() throws IOException {
    for (String version : versions()) {
      DumpVersion found = version(version);
      if (!found.files().isEmpty()) {
        return found;
      }
    }
    List<DumpFile> files = files(root);
    if (files.isEmpty()) {
      throw new DumpException(
          ("no MusicBrainz dump files in %s; expected a folder YYYYMMDD-HHMMSS with artist.tar.xz,"
                  + " label.tar.xz, release-group.tar.xz, release.tar.xz, or such files, .jsonl,"
                  + " .jsonl.xz or an unpacked mbdump folder right there")
              .formatted(root));
    }
    return new DumpVersion(versionOf(files), files, root);
  }

  /** The files of a version that are here, in the order in which they are read. */
  public DumpVersion version(String version) throws IOException {
    Path folder = root.resolve(version);
    return new DumpVersion(version, files(folder), folder);
  }

  /** Names of the versions that have a folder here, the newest first. */
  public List<String> versions() throws IOException {
    return list(root).stream()
        .filter(path -> VERSION.matcher(name(path)).matches() && Files.isDirectory(path))
        .map(MusicBrainzFolder::name)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<DumpFile> files(Path folder) throws IOException {
    List<Path> listed = new ArrayList<>();
    IOException unreadable = null;
    try {
      listed.addAll(list(folder));
    } catch (IOException e) {
      // names can be probed all the same
      unreadable = e;
    }
    List<DumpFile> files = new ArrayList<>();
    for (Map.Entry<DataType, String> entity : ENTITIES.entrySet()) {
      Optional<Path> path = find(folder, listed, entity.getValue());
      if (path.isPresent()) {
        files.add(new DumpFile(path.get(), entity.getKey(), Files.size(path.get())));
      }
    }
    if (files.isEmpty() && unreadable != null) {
      throw new DumpException("the folder %s cannot be read: %s".formatted(folder, unreadable));
    }
    return List.copyOf(files);
  }

  private static Optional<Path> find(Path folder, List<Path> listed, String entity) {
    List<Path> exact =
        List.of(
            folder.resolve(entity + ".tar.xz"),
            folder.resolve(entity + ".tar"),
            folder.resolve(entity + ".jsonl.xz"),
            folder.resolve(UNPACKED + "-" + entity + ".jsonl.xz"),
            folder.resolve(entity + ".jsonl.gz"),
            folder.resolve(entity + ".jsonl"),
            folder.resolve(UNPACKED).resolve(entity),
            folder.resolve(entity));
    return exact.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .or(() ->
            listed.stream().filter(speaksOf(entity)).filter(Files::isRegularFile).findFirst());
  }

  private static Predicate<Path> speaksOf(String entity) {
    return path -> {
      String name = name(path);
      boolean lines =
          name.endsWith(".jsonl") || name.endsWith(".jsonl.xz") || name.endsWith(".jsonl.gz");
      boolean other = entity.equals("release") && name.contains("release-group");
      return lines && name.contains(entity) && !other;
    };
  }

  /** What is in a folder, by name; a folder that does not exist is empty. */
  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      log.atWarn()
          .setMessage("⚠️ the dump folder does not exist or is no folder")
          .addKeyValue("folder", folder)
          .log();
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The version or the day in the name of the root, else the day of the newest file. */
  private String versionOf(List<DumpFile> files) throws IOException {
    for (Path path = root.toAbsolutePath().normalize();
        path != null && path.getFileName() != null;
        path = name(path).equals(UNPACKED) ? path.getParent() : null) {
      for (Pattern pattern : List.of(VERSION, DAY)) {
        Matcher matcher = pattern.matcher(name(path));
        if (matcher.find()) {
          return matcher.group();
        }
      }
    }
    LocalDate newest = LocalDate.EPOCH;
    for (DumpFile file : files) {
      LocalDate modified =
          Files.getLastModifiedTime(file.path()).toInstant().atZone(ZoneOffset.UTC).toLocalDate();
      newest = modified.isAfter(newest) ? modified : newest;
    }
    return newest.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
