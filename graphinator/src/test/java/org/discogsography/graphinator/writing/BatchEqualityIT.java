package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.graphinator.GeneratedCatalogue;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.TestGraph;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;

@BackingServers(Server.NEO4J)
class BatchEqualityIT extends GraphTest {

  BatchEqualityIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  private static final int RELEASES = 550;

  private static GeneratedCatalogue catalogue() {
    return new GeneratedCatalogue(20260401, 250, 60, 140, RELEASES);
  }

  @Test
  void graphDependsNeitherOnOrderNorOnBatchesNorOnWritersSideBySide() throws Exception {
    List<Load> loads = loads();
    loads.forEach(load -> writeInBatches(load, 500));
    List<String> inOrder = graph.export();

    loads.forEach(load -> writeInBatches(load, 500));
    assertThat(graph.export()).as("loaded twice").isEqualTo(inOrder);

    graph.clear();
    List<Load> backwards = new ArrayList<>(loads);
    Collections.reverse(backwards);
    backwards.forEach(load -> writeInBatches(load.shuffled(), 1));
    assertThat(graph.export()).as("one by one, types and records reordered").isEqualTo(inOrder);

    graph.clear();
    assertThat(writeSideBySide(loads)).as("records written").isEqualTo(1000);
    assertThat(graph.export()).as("four writers side by side").isEqualTo(inOrder);
  }

  @Test
  void graphIsTheSameWhenOneWriterHasTwoBatchesAtOnce() throws Exception {
    List<Load> loads = loads();
    loads.forEach(load -> writeInBatches(load, 50));
    List<String> inOrder = graph.export();

    graph.clear();
    for (Load load : loads) {
      writeTwoAtOnce(load, graph.writer(load.type()));
    }

    assertThat(graph.export()).isEqualTo(inOrder);
  }

  private static <R> void writeTwoAtOnce(Load load, RecordWriter<R> writer) throws Exception {
    List<Callable<WriteResult>> batches = new ArrayList<>();
    for (int from = 0; from < load.records().size(); from += 50) {
      List<DataRecord> batch =
          load.records().subList(from, Math.min(from + 50, load.records().size()));
      batches.add(() -> TestGraph.write(writer, batch));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(writer.batchesAtOnce())) {
      for (Future<WriteResult> batch : threads.invokeAll(batches)) {
        batch.get();
      }
    }
  }

  private int writeSideBySide(List<Load> loads) throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    loads.forEach(load -> writers.add(() -> writeInBatches(load.shuffled(), 40)));
    try (ExecutorService threads = Executors.newFixedThreadPool(loads.size())) {
      int written = 0;
      for (Future<Integer> writer : threads.invokeAll(writers)) {
        written += writer.get();
      }
      return written;
    }
  }

  private int writeInBatches(Load load, int size) {
    int written = 0;
    for (int from = 0; from < load.records().size(); from += size) {
      WriteResult result =
          graph.write(
              load.type(),
              load.records().subList(from, Math.min(from + size, load.records().size())));
      written += result.written();
    }
    return written;
  }

  private static List<Load> loads() {
    GeneratedCatalogue catalogue = catalogue();
    List<Load> loads = new ArrayList<>();
    for (DataType type : Source.DISCOGS.types()) {
      loads.add(new Load(type, catalogue.records(type)));
    }
    return loads;
  }

  private record Load(DataType type, List<DataRecord> records) {

    Load shuffled() {
      List<DataRecord> other = new ArrayList<>(records);
      Collections.shuffle(other, new Random(7));
      return new Load(type, other);
    }
  }
}
