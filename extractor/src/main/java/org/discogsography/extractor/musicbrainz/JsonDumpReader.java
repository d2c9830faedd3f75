package org.discogsography.extractor.musicbrainz;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.extractor.canonical.RecordMessage;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.JsonDump;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.tree.Fields;

/** Reads the dump of one entity and makes a message of each line. */
public final class JsonDumpReader implements RecordReader {

  /** A file with more malformed lines than this is not a dump that can be trusted. */
  static final int MAX_MALFORMED = 1000;

  /** Changes when the same dump gives other messages than before. */
  public static final int NORMALISER_VERSION = Normaliser.VERSION;

  private final DumpFile file;
  private final Entity entity;
  private final LineReading<byte[]> reading;

  /**
   * @param artists the Discogs ids of artists, for relations to them
   */
  public JsonDumpReader(DumpFile file, ReadLimits limits, ArtistMap artists) {
    this.file = file;
    this.entity = Entity.of(file.type());
    this.reading =
        new LineReading<>(
            file.name(), limits, MAX_MALFORMED, () -> new MessageMaker(entity, artists));
  }

  @Override
  public boolean read(AtomicLong bytesRead, RecordSink sink)
      throws IOException, InterruptedException {
    return read(new JsonDump(file.path(), entity.text()).open(bytesRead), sink);
  }

  /**
   * Hands every record of the lines to the sink; closes the stream.
   *
   * @throws DumpException as {@link #read(AtomicLong, RecordSink)}
   */
  boolean read(InputStream lines, RecordSink sink) throws IOException, InterruptedException {
    return reading.read(lines, sink::accept);
  }

  @Override
  public long malformed() {
    return reading.malformed();
  }

  @Override
  public long waitingBytes() {
    return reading.waitingBytes();
  }

  /** Turns lines into messages: parse, normalise, hash, serialise. */
  private static final class MessageMaker implements LineReading.LineWorker<byte[]> {

    private final LineParser parser;
    private final Normaliser normaliser;
    private final RecordMessage message = new RecordMessage();

    MessageMaker(Entity entity, ArtistMap artists) {
      parser = new LineParser(Shape.of(entity, List.of()));
      normaliser = new Normaliser(entity, artists);
    }

    @Override
    public byte[] line(byte[] bytes, int offset, int length) throws MalformedLineException {
      return message(parser.parse(bytes, offset, length));
    }

    @Override
    public byte[] line(InputStream line) throws MalformedLineException {
      return message(parser.parse(line));
    }

    private byte[] message(Fields line) throws MalformedLineException {
      return message.of(normaliser.normalise(line));
    }
  }
}
