package org.discogsography.extractor.discogs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.discogsography.benchmarks.micro.SampleReleases;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.canonical.RecordMessage;
import org.discogsography.extractor.discogs.XmlRepair.Finding;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.rules.RecordJudge;
import org.discogsography.extractor.tree.Fields;
import org.discogsography.localstack.servers.Checkout;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What each step from the XML of a release to its message costs: microseconds a release. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReleaseStagesBenchmark {

  private static final int YEAR = 2026;

  private final PlainParser plainParser = new PlainParser();
  private final RecordParser parser = new RecordParser();
  private final Normaliser normaliser = new Normaliser();
  private final RecordMessage message = new RecordMessage();
  private final RecordConverter converter = new RecordConverter(parser, RecordInspection.NONE);
  private final List<CutRecord> cuts = new ArrayList<>();
  private final List<Fields> trees = new ArrayList<>();
  private final List<Fields> records = new ArrayList<>();
  private RecordJudge judge = RecordInspection.NONE.judge();
  private byte[] xml = {};
  private int next;

  /** Cuts, parses and normalises the releases. */
  @Setup
  public void readReleases() throws IOException, InterruptedException, MalformedRecordException {
    xml = SampleReleases.xml();
    judge =
        QualityRules.load(Checkout.defaultRules(Checkout.root()))
            .of(DataType.RELEASES, YEAR)
            .judge();
    RecordCutter cutter = cutter();
    for (CutRecord cut = cutter.next(); cut != null; cut = cutter.next()) {
      cuts.add(cut);
      trees.add(parser.parse(cut.xml(), Finding.CLEAN));
      records.add(normaliser.normalise(trees.getLast()));
    }
  }

  private RecordCutter cutter() {
    return new RecordCutter(new ByteArrayInputStream(xml), "releases", DataType.RELEASES);
  }

  private int next() {
    next = next + 1 < cuts.size() ? next + 1 : 0;
    return next;
  }

  /** Cuts the whole dump: microseconds for all its releases. */
  @Benchmark
  public int cutAll() throws IOException {
    RecordCutter cutter = cutter();
    int count = 0;
    while (cutter.next() != null) {
      count++;
    }
    return count;
  }

  /** Looks for what needs repair. */
  @Benchmark
  public Object inspect() {
    return XmlRepair.inspect(cuts.get(next()).xml());
  }

  /** Parses into the tree form. */
  @Benchmark
  public @Nullable Object parsePlain() {
    return plainParser.parse(cuts.get(next()).xml());
  }

  /** The same with the parser for records that are not plain. */
  @Benchmark
  public Object parse() throws MalformedRecordException {
    return parser.parse(cuts.get(next()).xml(), Finding.CLEAN);
  }

  /** Judges the tree by the default rules. */
  @Benchmark
  public Object judge() {
    return judge.judge(trees.get(next()));
  }

  /** Normalises the tree. */
  @Benchmark
  public Object normalise() throws MalformedRecordException {
    return normaliser.normalise(trees.get(next()));
  }

  /** Writes the canonical form, hashes it and makes the message. */
  @Benchmark
  public Object hashAndWrite() {
    return message.of(records.get(next()));
  }

  /** All of it, from the cut record to the message. */
  @Benchmark
  public Object convert() {
    return converter.convert(cuts.get(next()));
  }
}
