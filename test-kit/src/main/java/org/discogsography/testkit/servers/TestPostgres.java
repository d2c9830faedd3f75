package org.discogsography.testkit.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.discogsography.localstack.servers.BackingServer;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL for tests. */
public final class TestPostgres extends Outage {

  TestPostgres(BackingServer server) {
    super(server);
  }

  public String host() {
    return server().environment().getOrDefault("POSTGRES_HOST", "localhost");
  }

  public int port() {
    return Integer.parseInt(server().environment().getOrDefault("POSTGRES_PORT", "5432"));
  }

  public String username() {
    return server().environment().getOrDefault("POSTGRES_USERNAME", "");
  }

  public String password() {
    return server().environment().getOrDefault("POSTGRES_PASSWORD", "");
  }

  /** Creates an empty database that no other test knows. */
  public Database createDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    String known = server().environment().getOrDefault("POSTGRES_DATABASE", "postgres");
    try (Connection connection = new Database(known).dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return new Database(name);
    } catch (SQLException e) {
      throw new IllegalStateException("the test database could not be created", e);
    }
  }

  /** One database of the server. */
  public final class Database {

    private final String name;

    private Database(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    public String jdbcUrl() {
      return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), name);
    }

    /** A source that opens a connection each time. */
    public DataSource dataSource() {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(jdbcUrl());
      source.setUser(username());
      source.setPassword(password());
      return source;
    }
  }
}
