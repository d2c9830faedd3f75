package org.discogsography.acceptance.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.discogsography.acceptance.stores.StoreContents;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.testkit.dumps.CanonicalText;
import org.discogsography.testkit.dumps.MusicBrainzRows;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What both stores must hold after records were loaded into empty ones. */
public final class ExpectedStores {

  private final Map<DataType, Map<String, Element>> records = new LinkedHashMap<>();
  private @Nullable PlainMusicBrainz musicBrainz;

  private ExpectedStores(DumpRecords dumps) {
    for (DataType type : Source.DISCOGS.types()) {
      Map<String, Element> ofType = new LinkedHashMap<>();
      // of a record that comes twice the last one counts
      dumps.of(type).forEach(record -> ofType.put(Xml.recordId(record), record));
      records.put(type, ofType);
    }
  }

  /** For the well-formed dump files in a folder. */
  public static ExpectedStores of(Path folder) throws IOException {
    return new ExpectedStores(DumpRecords.in(folder));
  }

  /**
   * The same with what MusicBrainz says of it.
   *
   * @param folder with the MusicBrainz files of lines
   */
  public ExpectedStores and(Path folder) {
    musicBrainz = new PlainMusicBrainz(folder);
    return this;
  }

  /** How many different Discogs records there are. */
  public int count() {
    return records.values().stream().mapToInt(Map::size).sum();
  }

  /** After a complete extraction, with the numbers that are worked out at its end. */
  public StoreContents complete() throws IOException {
    ExpectedGraph graph = graph();
    ExpectedCounts.addTo(graph);
    return contents(graph);
  }

  /** After an extraction that failed, which ends without those numbers. */
  public StoreContents withoutCounts() throws IOException {
    return contents(graph());
  }

  private StoreContents contents(ExpectedGraph graph) {
    SortedMap<String, String> rows = documents();
    if (musicBrainz != null) {
      rows.putAll(MusicBrainzRows.of(musicBrainz));
    }
    return new StoreContents(rows, graph.nodesAsText(), graph.relationshipsAsText());
  }

  private ExpectedGraph graph() throws IOException {
    ExpectedGraph graph = new ExpectedGraph(new RoleCategories());
    records.forEach((type, ofType) -> {
      ofType.forEach((id, record) -> {
        String hash = String.valueOf(ExpectedDocument.of(type, record).get("sha256"));
        graph.add(type, id, record, hash);
      });
    });
    if (musicBrainz != null) {
      graph.enrich(musicBrainz);
    }
    return graph;
  }

  private SortedMap<String, String> documents() {
    SortedMap<String, String> documents = new TreeMap<>();
    records.forEach((type, ofType) -> {
      ofType.forEach((id, record) -> {
        Map<String, @Nullable Object> document = ExpectedDocument.of(type, record);
        documents.put(
            type.text() + " " + id, document.get("sha256") + " " + CanonicalText.of(document));
      });
    });
    return documents;
  }
}
