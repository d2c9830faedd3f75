package org.discogsography.extractor.state;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discogsography.common.messages.DataType;
import org.jspecify.annotations.Nullable;

/** Tells the type of a dump file by its name, as both sources name their files. */
final class TypeOfFile {

  /** The longer names come first: a release group is no release. */
  private static final Pattern WORD =
      Pattern.compile("(?<![a-z])(artist|label|master|release-group|release)s?(?![a-z])");

  private TypeOfFile() {}

  /** The type, null if the name tells none. */
  static @Nullable DataType of(String name) {
    Matcher matcher = WORD.matcher(name.toLowerCase(Locale.ROOT));
    return matcher.find() ? DataType.of(matcher.group(1) + "s") : null;
  }
}
