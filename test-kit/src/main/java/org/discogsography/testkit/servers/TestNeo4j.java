package org.discogsography.testkit.servers;

import org.discogsography.localstack.servers.BackingServer;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/** Neo4j for tests. */
public final class TestNeo4j extends Outage {

  private @Nullable Driver driver;

  TestNeo4j(BackingServer server) {
    super(server);
  }

  public String host() {
    return server().environment().getOrDefault("NEO4J_HOST", "localhost");
  }

  public int port() {
    return Integer.parseInt(server().environment().getOrDefault("NEO4J_PORT", "7687"));
  }

  public String boltUri() {
    return "bolt://%s:%d".formatted(host(), port());
  }

  public String username() {
    return server().environment().getOrDefault("NEO4J_USERNAME", "neo4j");
  }

  public String password() {
    return server().environment().getOrDefault("NEO4J_PASSWORD", "");
  }

  /** A driver that all tests of this run share; never close it. */
  public synchronized Driver driver() {
    Driver shared = driver;
    if (shared == null) {
      shared =
          GraphDatabase.driver(
              boltUri(),
              AuthTokens.basic(username(), password()),
              Config.builder().withUserAgent("discogsography-tests").build());
      driver = shared;
    }
    return shared;
  }

  /** Deletes all nodes and relationships; constraints and indexes stay. */
  public void wipe() {
    try (Session session = driver().session()) {
      session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume();
    }
  }

  /** Deletes everything, also constraints and indexes, as before the first migration. */
  public void wipeSchema() {
    wipe();
    try (Session session = driver().session()) {
      for (var row : session.run("SHOW CONSTRAINTS YIELD name").list()) {
        session.run("DROP CONSTRAINT `" + row.get("name").asString() + "` IF EXISTS").consume();
      }
      for (var row :
          session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").list()) {
        session.run("DROP INDEX `" + row.get("name").asString() + "` IF EXISTS").consume();
      }
    }
  }
}
