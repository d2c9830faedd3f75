package org.discogsography.extractor.musicbrainz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.JsonDump;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the dump of the artists and notes which artist of Discogs each of them is.
 *
 * <p>This comes before all else: relations of any record can point to any artist.
 */
public final class ArtistMapReader {

  /**
   * What every link to Discogs contains, in any case; most artists have none and are not parsed.
   */
  private static final byte[] DISCOGS = "discogs.com".getBytes(StandardCharsets.US_ASCII);

  private static final int BEFORE_DOT = "discogs".length();

  private final DumpFile file;
  private final LineReading<Identity> reading;

  private record Identity(UUID mbid, long discogsId) {}

  /** Decides whether the reading goes on. */
  @FunctionalInterface
  public interface GoOn {

    /** False ends the reading. */
    boolean goOn();
  }

  public ArtistMapReader(DumpFile file, ReadLimits limits) {
    this.file = file;
    this.reading = new LineReading<>(file.name(), limits, Integer.MAX_VALUE, IdentityFinder::new);
  }

  /**
   * Fills the map; bad lines are skipped.
   *
   * @param bytesRead counts bytes of the file on disk as they are read
   * @return false if it was ended
   * @throws DumpException if the file cannot be read to its end
   */
  public boolean read(AtomicLong bytesRead, ArtistMap map, GoOn goOn)
      throws IOException, InterruptedException {
    return reading.read(
        new JsonDump(file.path(), Entity.ARTIST.text()).open(bytesRead),
        identity -> {
          map.put(identity.mbid, identity.discogsId);
          return goOn.goOn();
        });
  }

  /** Finds the Discogs page of an artist. */
  private static final class IdentityFinder
      implements LineReading.LineWorker<Identity>, LineParser.RelationSink {

    private final LineParser parser = new LineParser(Shape.ofDiscogsLinks(), this);
    private final DiscogsLinks links = new DiscogsLinks(Entity.ARTIST);

    @Override
    public @Nullable Identity line(byte[] bytes, int offset, int length, long position)
        throws MalformedLineException {
      if (!mentionsDiscogs(bytes, offset, offset + length)) {
        return null;
      }
      begin();
      return identity(parser.parse(bytes, offset, length));
    }

    @Override
    public @Nullable Identity line(InputStream line, long position) throws MalformedLineException {
      begin();
      return identity(parser.parse(line));
    }

    @Override
    public void begin() {
      links.clear();
    }

    @Override
    public void add(Fields relation) {
      if (DiscogsLinks.TARGET_TYPE.equals(relation.get("target-type"))
          && DiscogsLinks.TYPE.equals(relation.get("type"))) {
        links.add(relation);
      }
    }

    private @Nullable Identity identity(Fields line) throws MalformedLineException {
      UUID mbid = Mbids.parse(Normaliser.mbid(line));
      List<@Nullable Object> ids = links.ids();
      return mbid != null && !ids.isEmpty() && ids.getFirst() instanceof Long id
          ? new Identity(mbid, id)
          : null;
    }

    private static boolean mentionsDiscogs(byte[] bytes, int from, int to) {
      int dot = ByteSearch.find('.', bytes, from + BEFORE_DOT, to);
      while (dot <= to - (DISCOGS.length - BEFORE_DOT)) {
        if (matches(bytes, dot - BEFORE_DOT)) {
          return true;
        }
        dot = ByteSearch.find('.', bytes, dot + 1, to);
      }
      return false;
    }

    private static boolean matches(byte[] bytes, int from) {
      for (int i = 0; i < DISCOGS.length; i++) {
        // the bit that tells lower from upper case; the dot has it too
        if ((bytes[from + i] | 0x20) != DISCOGS[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
