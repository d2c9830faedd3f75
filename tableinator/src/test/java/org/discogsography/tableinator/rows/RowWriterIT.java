package org.discogsography.tableinator.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.postgres.PostgresFailures;
import org.discogsography.common.postgres.PostgresProbe;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.tableinator.DiscogsTables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowWriterIT {

  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-24T00:00:00Z");

  private static DiscogsTables tables;
  private static RowWriter releases;

  @BeforeAll
  static void createTables() throws Exception {
    tables = DiscogsTables.create();
    releases = new RowWriter(DataType.RELEASES, tables.pool(), CLOCK);
  }

  @AfterAll
  static void closeTables() {
    tables.close();
  }

  @BeforeEach
  void clearTables() throws Exception {
    tables.clear();
  }

  @Test
  void newRecordsBecomeRows() throws Exception {
    WriteResult result = write(release("1", "h1", "Kind of Blue"), release("2", "h2", "Nefertiti"));

    assertThat(result).isEqualTo(new WriteResult(2, 0));
    assertThat(tables.count("releases")).isEqualTo(2);
    assertThat(column("hash", "1")).isEqualTo("h1");
    assertThat(column("data", "2"))
        .isEqualTo(
            "{\"id\": \"2\", \"year\": 1969, \"title\": \"Nefertiti\", \"sha256\": \"h2\","
                + " \"released\": \"1969-07\"}");
    assertThat(column("updated_at > now() - interval '1 minute'", "1")).isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"artists", "labels", "masters", "releases"})
  void recordGoesIntoTheTableOfItsType(String type) throws Exception {
    RowWriter writer = new RowWriter(DataType.of(type), tables.pool(), CLOCK);

    writer.write(List.of(writer.prepare(release("7", "h", "T"))));

    for (String table : List.of("artists", "labels", "masters", "releases")) {
      assertThat(tables.count(table)).isEqualTo(table.equals(type) ? 1 : 0);
    }
  }

  @Test
  void byteIdenticalRecordIsNotedAsSeenAndItsRowLeftAlone() throws Exception {
    write(release("1", "h1", "Kind of Blue"));
    age("1");
    tables.execute("TRUNCATE seen_ids");
    String version = column("xmin", "1");

    assertThat(write(release("1", "h1", "Kind of Blue"))).isEqualTo(new WriteResult(0, 1));
    assertThat(column("xmin", "1")).isEqualTo(version);
    assertThat(seen("releases").contains("1")).isTrue();
  }

  @Test
  void newChangedAndUnchangedRecordsAreAllSeenUnderTheirType() throws Exception {
    write(release("1", "h1", "unchanged"), release("2", "h2", "before"));
    tables.execute("TRUNCATE seen_ids");

    write(release("1", "h1", "unchanged"), release("2", "h2b", "after"), release("x", "h3", "new"));

    assertThat(tables.count("seen_ids")).isEqualTo(1);
    SeenIds seen = seen("releases");
    assertThat(List.of("1", "2", "x")).allMatch(seen::contains);
    assertThat(seen.size()).isEqualTo(3);
    assertThat(seen("masters").size()).isZero();
  }

  @Test
  void unchangedRecordIsNotEvenParsed() throws Exception {
    write(release("1", "h1", "stored"));

    DataRecord broken = new DataRecord("1", "h1", bytes("{\"id\":\"1\",\"sha256\":\"h1\",oops"));
    assertThat(write(broken)).isEqualTo(new WriteResult(0, 1));
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> write(new DataRecord("2", "h2", bytes("{\"id\":\"2\",oops"))));
    assertThat(tables.count("releases")).isEqualTo(1);
  }

  @Test
  void recordThatAnotherWriterStoresMeanwhileIsStoredOnce() throws Exception {
    try (Connection other = DiscogsTables.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("INSERT INTO releases (data_id, hash, data) VALUES ('1', 'theirs', '{}')");
      CompletableFuture<WriteResult> ours =
          CompletableFuture.supplyAsync(() -> {
            try {
              return write(release("1", "h1", "ours"), release("2", "h2", "other"));
            } catch (Exception e) {
              throw new CompletionException(e);
            }
          });
      awaitBlockedWriter(statement);
      other.commit();

      assertThat(ours.get(30, TimeUnit.SECONDS)).isEqualTo(new WriteResult(2, 0));
    }
    assertThat(column("data->>'title'", "1")).isEqualTo("ours");
    assertThat(tables.count("releases")).isEqualTo(2);
    assertThat(tables.count("seen_ids")).isEqualTo(1);
  }

  private static void awaitBlockedWriter(Statement statement) throws Exception {
    for (boolean blocked = false; !blocked; ) {
      try (ResultSet locks =
          statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
        locks.next();
        blocked = locks.getBoolean(1);
      }
      Thread.sleep(10);
    }
  }

  @Test
  void sameHashKeepsTheStoredDocument() throws Exception {
    write(release("1", "h1", "stored"));

    assertThat(write(release("1", "h1", "never sent"))).isEqualTo(new WriteResult(0, 1));
    assertThat(column("data->>'title'", "1")).isEqualTo("stored");
  }

  @Test
  void changedRecordReplacesDocumentAndHash() throws Exception {
    write(release("1", "h1", "before"));
    age("1");

    assertThat(write(release("1", "h2", "after"))).isEqualTo(new WriteResult(1, 0));
    assertThat(column("data->>'title'", "1")).isEqualTo("after");
    assertThat(column("hash", "1")).isEqualTo("h2");
    assertThat(column("updated_at > now() - interval '1 minute'", "1")).isEqualTo("t");
  }

  @Test
  void recordWithoutHashIsNeverTakenForUnchanged() throws Exception {
    write(release("1", "", "before"));

    assertThat(write(release("1", "", "after"))).isEqualTo(new WriteResult(1, 0));
    assertThat(column("data->>'title'", "1")).isEqualTo("after");
    assertThat(column("hash", "1")).isEmpty();
  }

  @Test
  void batchOfNewChangedAndUnchangedRecordsTreatsEachByItsKind() throws Exception {
    write(release("1", "h1", "unchanged"), release("2", "h2", "before"));

    WriteResult result =
        write(
            release("1", "h1", "unchanged"),
            release("2", "h2b", "after"),
            release("3", "h3", "new"));

    assertThat(result).isEqualTo(new WriteResult(2, 1));
    assertThat(tables.text("SELECT string_agg(data->>'title', ',' ORDER BY data_id) FROM releases"))
        .isEqualTo("unchanged,after,new");
  }

  @Test
  void emptyYearIsStoredAsJsonNull() throws Exception {
    RowWriter masters = new RowWriter(DataType.MASTERS, tables.pool(), CLOCK);

    masters.write(
        List.of(masters.prepare(new DataRecord("1", "h", bytes("{\"id\":\"1\",\"year\":\"\"}")))));

    assertThat(tables.text("SELECT jsonb_typeof(data->'year') FROM masters")).isEqualTo("null");
  }

  static List<String> jsonValues() {
    return List.of(
        "\"\\\\N\"",
        "\"\\\\.\"",
        "\"\\\\\"",
        "\"a\\\\tb\\tc\\nd\\re\\bf\\fg\\/h\\\"i\"",
        "\"\\u0001\\u001f\\u007f\\u0080\\u2028\\u2029\\ufeff\\uffff\"",
        "\"\\u00e9 é e\\u0301 ß ﬃ 中文 العربية\"",
        "\"😀 \\ud83d\\ude00 𝄞 \\uD834\\uDD1E\"",
        "\"'; DROP TABLE releases; --\"",
        "\"\"",
        "[0, -0, 1, -1, 9007199254740993, 123456789012345678901234567890]",
        "[0.1, 1e-7, 1E+10, 1.0, 1.50, 3.141592653589793238462643383279]",
        "[true, false, null, [], {}, [[]], [{}]]",
        "{\"\": 1, \" \": 2, \"a\\nb\": 3, \"😀\": 4}",
        "{\"a\": 1, \"a\": 2}",
        "[".repeat(300) + "]".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("jsonValues")
  void everyJsonValueArrivesAsItWasSent(String value) throws Exception {
    write(new DataRecord("1", "h", bytes("{\"type\":\"data\",\"id\":\"1\",\"v\":" + value + "}")));

    assertThat(tables.text("SELECT data->'v' = ?::jsonb FROM releases", value)).isEqualTo("t");
    assertThat(tables.text("SELECT (data->'v')::text = (?::jsonb)::text FROM releases", value))
        .isEqualTo("t");
  }

  @Test
  void textLosesNulAndHalvesOfSurrogatePairs() throws Exception {
    write(
        new DataRecord(
            "1",
            "h",
            bytes("{\"id\":\"1\",\"a\":\"x\\u0000y\\ud83dz\",\"b\\u0000\":\"\\u0000\"}")));

    assertThat(tables.text("SELECT data->>'a' FROM releases")).isEqualTo("xy\ufffdz");
    assertThat(tables.text("SELECT data->>'b' FROM releases")).isEmpty();
  }

  @Test
  void recordOfThreeMegabytesAmongSmallOnesArrivesWhole() throws Exception {
    String large = incompressible(3_000_000);

    write(release("1", "h1", "small"), release("2", "h2", large), release("3", "h3", "small"));

    assertThat(column("data->>'title'", "2")).isEqualTo(large);
    assertThat(tables.count("releases")).isEqualTo(3);
  }

  @Test
  void batchOfThousandsArrivesWhole() throws Exception {
    List<DataRecord> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(releases.prepare(release("%05d".formatted(i), "h" + i, "title\t" + i)));
    }

    assertThat(releases.write(rows)).isEqualTo(new WriteResult(5_000, 0));
    assertThat(
            tables.text(
                "SELECT count(*) FROM releases WHERE data->>'title' = E'title\\t' || data_id::int"))
        .isEqualTo("5000");
    assertThat(releases.write(rows)).isEqualTo(new WriteResult(0, 5_000));
  }

  @Test
  void batchWithARecordThatJsonbRefusesLeavesNothingAndTheConnectionUsable() throws Exception {
    DataRecord refused = new DataRecord("2", "h2", bytes("{\"id\":\"2\",\"title\":1e200000}"));

    Throwable failure =
        catchThrowable(() -> write(release("1", "h1", "good"), refused, release("3", "h3", "g")));

    assertThat(new PostgresFailures().classify(failure)).isEqualTo(FailureClass.DETERMINISTIC);
    assertThat(tables.count("releases")).isZero();
    assertThat(write(release("1", "h1", "good"))).isEqualTo(new WriteResult(1, 0));
  }

  @Test
  void failingBatchHasSeenNothing() throws Exception {
    write(release("1", "h1", "good"));
    tables.execute("TRUNCATE seen_ids");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() ->
            write(
                release("1", "h1", "good"),
                new DataRecord("2", "h2", bytes("{\"id\":\"2\",\"title\":1e200000}"))));

    assertThat(tables.count("seen_ids")).isZero();
  }

  @Test
  void missingTableIsAFaultOfTheEnvironment() throws Exception {
    tables.execute("ALTER TABLE releases RENAME TO away");
    try {
      Throwable failure = catchThrowable(() -> write(release("1", "h1", "T")));
      Throwable probed =
          catchThrowable(() -> new PostgresProbe(tables.pool(), List.of("releases")).check());

      assertThat(new PostgresFailures().classify(failure)).isEqualTo(FailureClass.ENVIRONMENT);
      assertThat(new PostgresFailures().classify(probed)).isEqualTo(FailureClass.ENVIRONMENT);
    } finally {
      tables.execute("ALTER TABLE away RENAME TO releases");
    }
    new PostgresProbe(tables.pool(), List.of("releases")).check();
  }

  @Test
  void idWithNulIsInvalid() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> releases.prepare(new DataRecord("1\0", "h", bytes("{}"))))
        .withMessageContaining("NUL");
  }

  private WriteResult write(DataRecord... records) throws Exception {
    List<DataRecord> prepared = new ArrayList<>();
    for (DataRecord record : records) {
      prepared.add(releases.prepare(record));
    }
    return releases.write(prepared);
  }

  private static SeenIds seen(String type) throws SQLException {
    try (Connection connection = tables.pool().getConnection()) {
      return RowWriter.SEEN.since(connection, DataType.of(type), Instant.EPOCH);
    }
  }

  private static DataRecord release(String id, String hash, String title) {
    String json =
        """
        {"type":"data","id":"%s","sha256":"%s","title":"%s","released":"1969-07"}\
        """
            .formatted(id, hash, title.replace("\t", "\\t"));
    return new DataRecord(id, hash, bytes(json));
  }

  private static void age(String id) throws SQLException {
    tables.execute(
        "UPDATE releases SET updated_at = now() - interval '1 day' WHERE data_id = ?", id);
  }

  private static String column(String expression, String id) throws SQLException {
    return tables.text("SELECT " + expression + " FROM releases WHERE data_id = ?", id);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String incompressible(int length) {
    Random random = new Random(7);
    return IntStream.range(0, length)
        .map(i -> 0x4e00 + random.nextInt(20_000))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
