package org.discogsography.extractor.discogs;

import org.discogsography.extractor.canonical.RecordMessage;
import org.discogsography.extractor.discogs.XmlRepair.Finding;
import org.discogsography.extractor.tree.Fields;

/**
 * Turns cut records into messages: inspect, parse, normalise, hash, serialise.
 *
 * <p>Each worker has one; not safe for several threads.
 */
final class RecordConverter {

  private final RecordParser parser;
  private final Normaliser normaliser = new Normaliser();
  private final RecordMessage message = new RecordMessage();

  RecordConverter(RecordParser parser) {
    this.parser = parser;
  }

  ConvertedRecord convert(CutRecord cut) {
    String fault = cut.fault();
    if (fault != null) {
      return new ConvertedRecord(cut.position(), null, fault, false);
    }
    Finding finding = XmlRepair.inspect(cut.xml());
    boolean invalidUtf8 = finding == Finding.INVALID_UTF8;
    try {
      Fields tree = parser.parse(cut.xml(), finding);
      byte[] bytes = message.of(normaliser.normalise(tree));
      return new ConvertedRecord(cut.position(), bytes, null, invalidUtf8);
    } catch (MalformedRecordException e) {
      return new ConvertedRecord(cut.position(), null, e.getMessage(), invalidUtf8);
    }
  }
}
