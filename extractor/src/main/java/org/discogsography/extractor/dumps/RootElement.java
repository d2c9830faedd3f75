package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;

/** Tells the type of a dump by its first element, plural root or a single record. */
final class RootElement {

  private static final int PEEK = 64 << 10;
  private static final Pattern PROLOG =
      Pattern.compile("<\\?.*?\\?>|<!--.*?-->|<![^<>\\[]*(\\[.*?\\]\\s*)?>", Pattern.DOTALL);
  private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z][^\\s/><]*)");

  private RootElement() {}

  /** The type of the records in a file, null if its first element is none of a dump. */
  static @Nullable DataType typeOf(Path path) throws IOException {
    DumpFile unknown = new DumpFile(path, DataType.ARTISTS, Files.size(path));
    try (InputStream in = unknown.openHere(new AtomicLong())) {
      String start = new String(in.readNBytes(PEEK), StandardCharsets.UTF_8);
      Matcher element = ELEMENT.matcher(PROLOG.matcher(start).replaceAll(""));
      return element.find() ? typeOf(element.group(1)) : null;
    }
  }

  /** The type with this plural or singular name. */
  static @Nullable DataType typeOf(String name) {
    for (DataType type : Source.DISCOGS.types()) {
      String plural = type.text();
      if (name.equals(plural) || plural.equals(name + "s")) {
        return type;
      }
    }
    return null;
  }
}
