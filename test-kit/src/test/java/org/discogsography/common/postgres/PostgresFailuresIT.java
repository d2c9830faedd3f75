package org.discogsography.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BackingServers(Server.POSTGRES)
class PostgresFailuresIT {

  private final TestPostgres postgres;
  private final TestPostgres.Database database;
  private final PostgresFailures failures = new PostgresFailures();
  private final Connection connection;

  PostgresFailuresIT(TestPostgres postgres) throws SQLException {
    this.postgres = postgres;
    database = postgres.createDatabase();
    connection = database.dataSource().getConnection();
  }

  @BeforeEach
  void createTable() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE records (id text PRIMARY KEY, name text NOT NULL, year int, data jsonb)");
      statement.execute("CREATE INDEX ON records (name)");
      statement.execute("INSERT INTO records VALUES ('1', 'first', 1959, '{}')");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO records VALUES ('1', 'again')",
        "INSERT INTO records VALUES ('2', NULL)",
        "INSERT INTO records VALUES ('2', 'x', 99999999999)",
        "INSERT INTO records VALUES ('2', 'x', 1, '{no json')",
        "INSERT INTO records VALUES ('2', 'x', 1, '{\"a\": \"\\u0000\"}')",
        "INSERT INTO records VALUES ('2', 'x'), ('2', 'y') ON CONFLICT (id) DO UPDATE SET name ="
            + " excluded.name"
      })
  void valueThatIsRefusedIsDeterministic(String statement) {
    assertThat(classOf(statement)).isEqualTo(FailureClass.DETERMINISTIC);
  }

  @Test
  void valueTooLongForItsIndexIsDeterministic() {
    byte[] random = new byte[20_000];
    new SecureRandom().nextBytes(random);
    String name = Base64.getEncoder().encodeToString(random);

    assertThat(
            failures.classify(
                catchException(() -> {
                  try (PreparedStatement insert =
                      connection.prepareStatement("INSERT INTO records VALUES ('2', ?)")) {
                    insert.setString(1, name);
                    insert.execute();
                  }
                })))
        .isEqualTo(FailureClass.DETERMINISTIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO missing VALUES ('1')",
        "INSERT INTO records (missing) VALUES ('1')",
        "INSERT INTO missing.records VALUES ('1')"
      })
  void schemaThatIsMissingIsTheEnvironment(String statement) {
    assertThat(classOf(statement)).isEqualTo(FailureClass.ENVIRONMENT);
  }

  @Test
  void serverThatTakesNoWritesIsTheEnvironment() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = on");
    }

    assertThat(classOf("INSERT INTO records VALUES ('2', 'x')"))
        .isEqualTo(FailureClass.ENVIRONMENT);
  }

  @Test
  void missingDatabaseIsTheEnvironment() {
    assertThat(failures.classify(catchException(() -> connect(database.jdbcUrl() + "_missing"))))
        .isEqualTo(FailureClass.ENVIRONMENT);
  }

  @Test
  void serverThatIsNotThereIsTransient() {
    assertThat(
            failures.classify(
                catchException(() -> connect("jdbc:postgresql://localhost:1/records"))))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void statementThatRanOutOfTimeIsTransient() {
    assertThat(classOf("SET statement_timeout = 50; SELECT pg_sleep(30)"))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void connectionThatTheServerEndsIsTransient() {
    assertThat(classOf("SELECT pg_terminate_backend(pg_backend_pid())"))
        .isEqualTo(FailureClass.TRANSIENT);
    assertThat(classOf("SELECT 1")).isEqualTo(FailureClass.TRANSIENT);
  }

  private FailureClass classOf(String sql) {
    return failures.classify(
        catchException(() -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        }));
  }

  private void connect(String url) throws SQLException {
    DriverManager.getConnection(url, postgres.username(), postgres.password()).close();
  }
}
