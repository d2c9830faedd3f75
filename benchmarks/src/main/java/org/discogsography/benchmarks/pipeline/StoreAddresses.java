package org.discogsography.benchmarks.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * Where the stores are.
 *
 * @param environment the variables that services get
 */
record StoreAddresses(Map<String, String> environment) {

  private String get(String variable) {
    return environment.getOrDefault(variable, "");
  }

  Driver neo4j() {
    return GraphDatabase.driver(
        "bolt://%s:%s".formatted(get("NEO4J_HOST"), get("NEO4J_PORT")),
        AuthTokens.basic(get("NEO4J_USERNAME"), get("NEO4J_PASSWORD")));
  }

  Connection postgres() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(get("POSTGRES_HOST"), get("POSTGRES_PORT"), get("POSTGRES_DATABASE")),
        get("POSTGRES_USERNAME"),
        get("POSTGRES_PASSWORD"));
  }
}
