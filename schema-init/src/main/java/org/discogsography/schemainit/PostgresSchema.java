package org.discogsography.schemainit;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings a PostgreSQL database to the current layout, from nothing or from any older layout. A file
 * of migrations is one transaction: a refused statement undoes its file and holds back the later
 * ones, and the next run begins with that file again.
 */
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
