package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the Discogs dump files in a folder, without network and without descending.
 *
 * <p>Any {@code .xml} or {@code .xml.gz} counts whose name or, failing that, whose root element
 * tells its type. Files with a date in their name belong to the version of that date: the newest
 * date with all four types wins; without one, the newest date together with the undated files.
 */
public final class DumpFolder {

  private static final Logger log = LoggerFactory.getLogger(DumpFolder.class);

  private static final Pattern DATE =
      Pattern.compile("(?<!\\d)((?:19|20)\\d{2})(-?)(\\d{2})\\2(\\d{2})(?!\\d)");
  private static final Pattern NOT_A_LETTER = Pattern.compile("[^a-z]+");
  private static final DateTimeFormatter VERSION = DateTimeFormatter.BASIC_ISO_DATE;

  private final Path folder;

  public DumpFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The version to read.
   *
   * @throws DumpException if there is none; the text says what was expected
   */
  public DumpVersion newest() throws IOException {
    List<Found> found = find();
    if (found.isEmpty()) {
      throw new DumpException(
          "no Discogs dump files in %s; expected discogs_<YYYYMMDD>_artists.xml.gz, _labels,"
                  .formatted(folder)
              + " _masters, _releases, or any .xml or .xml.gz file with such records");
    }
    List<String> dates =
        found.stream()
            .map(Found::date)
            .filter(Objects::nonNull)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    for (String date : dates) {
      List<Found> files = found.stream().filter(file -> date.equals(file.date)).toList();
      if (types(files).containsAll(Source.DISCOGS.types())) {
        return version(date, files);
      }
      log.atInfo()
          .setMessage("📋 version is incomplete")
          .addKeyValue("version", date)
          .addKeyValue("types", types(files))
          .log();
    }
    if (dates.isEmpty()) {
      return version(versionOfUndated(found), found);
    }
    Predicate<Found> newestOrUndated = file -> file.date == null || file.date.equals(dates.get(0));
    return version(dates.get(0), found.stream().filter(newestOrUndated).toList());
  }

  private DumpVersion version(String version, List<Found> found) {
    List<DumpFile> files =
        found.stream()
            .map(Found::file)
            .sorted(Comparator.comparing(DumpFile::type).thenComparing(DumpFile::name))
            .toList();
    return new DumpVersion(version, files, folder);
  }

  private List<Found> find() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DumpException("the dump folder " + folder + " does not exist or is no folder");
    }
    List<Path> paths;
    try (Stream<Path> listed = Files.list(folder)) {
      paths = listed.filter(DumpFolder::isDump).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Set<String> packed = new HashSet<>();
    paths.forEach(path -> packed.add(path.getFileName().toString()));
    return paths.stream()
        .filter(path -> !packed.contains(path.getFileName() + ".gz"))
        .map(this::found)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isDump(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path)
        && !name.startsWith(".")
        && (name.endsWith(".xml") || name.endsWith(".xml.gz"));
  }

  private Optional<Found> found(Path path) {
    String name = path.getFileName().toString();
    try {
      DataType type = typeOfName(name);
      if (type == null) {
        type = RootElement.typeOf(path);
      }
      if (type == null) {
        log.atWarn()
            .setMessage("⚠️ not a Discogs dump, file is left out")
            .addKeyValue("file", name)
            .log();
        return Optional.empty();
      }
      return Optional.of(new Found(new DumpFile(path, type, Files.size(path)), date(name)));
    } catch (IOException e) {
      log.atWarn()
          .setMessage("⚠️ unreadable file is left out")
          .addKeyValue("file", name)
          .addKeyValue("reason", e.getMessage())
          .log();
      return Optional.empty();
    }
  }

  /** The one type that a file name speaks of, null if it names none or several. */
  private static @Nullable DataType typeOfName(String name) {
    Set<DataType> named = EnumSet.noneOf(DataType.class);
    for (String word : NOT_A_LETTER.split(name.toLowerCase(Locale.ROOT), -1)) {
      DataType type = RootElement.typeOf(word);
      if (type != null) {
        named.add(type);
      }
    }
    return named.size() == 1 ? named.iterator().next() : null;
  }

  private static Set<DataType> types(List<Found> files) {
    Set<DataType> types = EnumSet.noneOf(DataType.class);
    files.forEach(found -> types.add(found.file.type()));
    return types;
  }

  private String versionOfUndated(List<Found> found) throws IOException {
    String named = date(folder.toAbsolutePath().normalize().getFileName().toString());
    if (named != null) {
      return named;
    }
    LocalDate newest = LocalDate.EPOCH;
    for (Found one : found) {
      LocalDate modified =
          Files.getLastModifiedTime(one.file.path())
              .toInstant()
              .atZone(ZoneOffset.UTC)
              .toLocalDate();
      newest = modified.isAfter(newest) ? modified : newest;
    }
    return VERSION.format(newest);
  }

  /** The first date in a name, as {@code YYYYMMDD}. */
  private static @Nullable String date(String name) {
    Matcher matcher = DATE.matcher(name);
    while (matcher.find()) {
      try {
        return VERSION.format(
            LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4))));
      } catch (DateTimeException e) {
        // eight digits that are no date
      }
    }
    return null;
  }

  private record Found(DumpFile file, @Nullable String date) {}
}
