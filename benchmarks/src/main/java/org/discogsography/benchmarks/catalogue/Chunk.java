package org.discogsography.benchmarks.catalogue;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Some consecutive records, made and compressed by one thread. A chunk ends on a byte of the
 * deflate stream and refers to nothing before it, so the chunks of a file, made side by side, are
 * one gzip member when put in a row.
 */
final class Chunk implements AutoCloseable {

  private static final int XML_CAPACITY = 2 << 20;

  final XmlBuffer xml = new XmlBuffer(XML_CAPACITY);
  final Counts counts = new Counts();
  private final Edition edition;
  private final RecordType type;
  private final RecordXml writer;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private byte[] compressed = new byte[XML_CAPACITY / 4];
  private int compressedSize;

  Chunk(Catalogue catalogue, RecordType type) {
    this.edition = catalogue.edition;
    this.type = type;
    this.writer = catalogue.writer(type);
  }

  /** Makes the records from one position up to, but without, another. */
  Chunk fill(int from, int to) {
    xml.clear();
    counts.clear();
    if (from == 0) {
      xml.add(XmlBuffer.bytes("<" + type.plural() + ">\n"));
    }
    for (int position = from; position < to; position++) {
      Edition.Fate fate = edition.fate(type, position);
      if (counts.meet(fate)) {
        writer.write(xml, position, fate, counts);
      }
    }
    if (to == edition.positions(type)) {
      xml.add(XmlBuffer.bytes("</" + type.plural() + ">\n"));
    }
    compress();
    return this;
  }

  private void compress() {
    deflater.reset();
    deflater.setInput(xml.array(), 0, xml.size());
    compressedSize = 0;
    while (true) {
      int room = compressed.length - compressedSize;
      int written = deflater.deflate(compressed, compressedSize, room, Deflater.SYNC_FLUSH);
      compressedSize += written;
      if (written < room) {
        return;
      }
      compressed = Arrays.copyOf(compressed, compressed.length * 2);
    }
  }

  byte[] compressed() {
    return compressed;
  }

  int compressedSize() {
    return compressedSize;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
