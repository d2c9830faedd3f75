package org.discogsography.extractor.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.tree.Fields;

/** Rules written in a test, applied to trees of a test. */
final class Rules {

  static final int YEAR = 2026;

  private Rules() {}

  static QualityRules of(Path folder, String yaml) {
    try {
      return QualityRules.load(Files.writeString(folder.resolve("rules.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Verdict judge(Path folder, String yaml, Fields record) {
    return of(folder, yaml).of(DataType.RELEASES, YEAR).judge().judge(record);
  }

  /** A tree of names and values in turn; a repeated name makes a list. */
  static Fields tree(Object... namesAndValues) {
    Fields fields = new Fields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      fields.append((String) namesAndValues[i], "null".equals(value) ? null : value);
    }
    return fields;
  }
}
