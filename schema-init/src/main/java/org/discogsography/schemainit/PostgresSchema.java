package org.discogsography.schemainit;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a PostgreSQL database to the current layout, from nothing or from any older layout. */
public final class PostgresSchema {

  private PostgresSchema() {}

  /**
   * Applies the migrations that the database lacks.
   *
   * @return how many were applied
   */
  public static int migrate(DataSource database) {
    return Flyway.configure(PostgresSchema.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:postgres/migrations")
        .table("schema_migrations")
        .defaultSchema("public")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
