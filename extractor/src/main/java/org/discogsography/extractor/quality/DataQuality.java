package org.discogsography.extractor.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.rules.RecordInspection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the dump files of one source by the rules and keeps what is found under {@code
 * flagged/<version>/<type>}. Safe for several threads as long as each type has one file at a time.
 */
public final class DataQuality {

  private static final Logger log = LoggerFactory.getLogger(DataQuality.class);

  private final QualityRules rules;
  private final Source source;
  private final Path root;
  private final int maxMessageBytes;
  private final Clock clock;
  private volatile int year;

  /**
   * @param root folder that {@code flagged} is made in
   * @param maxMessageBytes of a message that the broker takes; larger records are skipped
   */
  public DataQuality(
      QualityRules rules, Source source, Path root, int maxMessageBytes, Clock clock) {
    this.rules = rules;
    this.source = source;
    this.root = root;
    this.maxMessageBytes = maxMessageBytes;
    this.clock = clock;
    beginRun();
  }

  /** Fixes the current year, which bounds may follow, until the next run. */
  public void beginRun() {
    year = clock.instant().atZone(ZoneOffset.UTC).getYear();
  }

  /**
   * A hash of what decides, beside the bytes of a file, which records are published and how. A file
   * that was begun under another one has to be begun again.
   *
   * @param normaliser version of the normaliser
   */
  public String fingerprint(int normaliser) {
    return rules.fingerprint(normaliser, year);
  }

  /**
   * An inspection for one reading of a file.
   *
   * @param file name of the dump file
   * @param resumed whether an earlier session has published a part of it; every record has to be
   *     shown all the same, and is counted once
   */
  public RecordInspection inspect(String version, DataType type, String file, boolean resumed) {
    Report head = new Report(source.text(), version, type.text(), List.of());
    FlaggedFolder folder = new FlaggedFolder(root, head, clock);
    FilePart before = folder.begin(file, resumed);
    return new FileQuality(
        file, rules.of(type, year), maxMessageBytes, !rules.isOff(), folder, before.tally());
  }

  /** Keeps what is odd about a whole version in {@code flagged/<version>/warnings.txt}. */
  public void report(String version, List<String> warnings) {
    Path file = root.resolve(FlaggedFolder.NAME).resolve(version).resolve("warnings.txt");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, warnings);
    } catch (IOException e) {
      log.atWarn()
          .setMessage("⚠️ the report of a version cannot be written")
          .addKeyValue("file", file)
          .addKeyValue("reason", e.toString())
          .log();
    }
  }
}
