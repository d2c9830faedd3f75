package org.discogsography.extractor.discogs;

import java.nio.charset.StandardCharsets;
import org.discogsography.extractor.canonical.RecordMessage;
import org.discogsography.extractor.discogs.XmlRepair.Finding;
import org.discogsography.extractor.rules.Findings;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.rules.RecordJudge;
import org.discogsography.extractor.rules.Severity;
import org.discogsography.extractor.rules.Verdict;
import org.discogsography.extractor.rules.Violation;
import org.discogsography.extractor.tree.Fields;
import org.discogsography.extractor.tree.PrettyJson;
import org.jspecify.annotations.Nullable;

/**
 * Turns cut records into messages: inspect, parse, judge and filter, normalise, hash, serialise.
 *
 * <p>Each worker has one; not safe for several threads.
 */
final class RecordConverter {

  private static final int SNIPPET = 500;

  /** No character takes more bytes. */
  private static final int SNIPPET_BYTES = 4 * SNIPPET;

  private final PlainParser plainParser = new PlainParser();
  private final RecordParser parser;
  private final RecordInspection inspection;
  private final RecordJudge judge;
  private final Normaliser normaliser = new Normaliser();
  private final RecordMessage message = new RecordMessage();

  RecordConverter(RecordParser parser, RecordInspection inspection) {
    this.parser = parser;
    this.inspection = inspection;
    this.judge = inspection.judge();
  }

  ConvertedRecord convert(CutRecord cut) {
    String fault = cut.fault();
    if (fault != null) {
      return malformed(cut, fault, false);
    }
    boolean invalidUtf8 = false;
    try {
      Fields tree = plainParser.parse(cut.xml());
      if (tree == null) {
        Finding finding = XmlRepair.inspect(cut.xml());
        invalidUtf8 = finding == Finding.INVALID_UTF8;
        tree = parser.parse(cut.xml(), finding);
      }
      Verdict verdict = judge.judge(tree);
      Findings findings = verdict.isClean() ? null : findings(cut, tree, verdict);
      if (verdict.skipped() != null) {
        return new ConvertedRecord(cut.position(), null, null, "", invalidUtf8, findings);
      }
      byte[] bytes = message.of(normaliser.normalise(tree));
      if (!inspection.fits(bytes.length)) {
        findings = tooLarge(cut, tree, verdict, bytes.length);
        return new ConvertedRecord(cut.position(), null, null, "", invalidUtf8, findings);
      }
      return new ConvertedRecord(cut.position(), bytes, null, "", invalidUtf8, findings);
    } catch (MalformedRecordException e) {
      return malformed(cut, String.valueOf(e.getMessage()), invalidUtf8);
    }
  }

  private Findings findings(CutRecord cut, Fields tree, Verdict verdict)
      throws MalformedRecordException {
    boolean kept = inspection.keeps(verdict);
    return new Findings(
        Normaliser.recordId(tree),
        cut.position(),
        verdict,
        kept ? cut.xml() : null,
        kept ? PrettyJson.of(tree) : null);
  }

  /** Of a record that is too large its own text is kept; a copy as JSON would be larger still. */
  private Findings tooLarge(CutRecord cut, Fields tree, Verdict verdict, int bytes)
      throws MalformedRecordException {
    Violation violation = new Violation(Violation.TOO_LARGE, Severity.ERROR, "", bytes + " bytes");
    Verdict both = verdict.with(violation);
    byte @Nullable [] source = inspection.keeps(both) ? cut.xml() : null;
    return new Findings(Normaliser.recordId(tree), cut.position(), both, source, null);
  }

  private static ConvertedRecord malformed(CutRecord cut, String fault, boolean invalidUtf8) {
    byte[] xml = cut.xml();
    String start = new String(xml, 0, Math.min(xml.length, SNIPPET_BYTES), StandardCharsets.UTF_8);
    String snippet = start.substring(0, Math.min(start.length(), SNIPPET));
    return new ConvertedRecord(cut.position(), null, fault, snippet, invalidUtf8, null);
  }
}
