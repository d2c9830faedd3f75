package org.discogsography.common.postgres;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.consuming.FailureClassifier;

/** Sorts the failures of PostgreSQL by the class of their SQLSTATE, its first two characters. */
public final class PostgresFailures implements FailureClassifier {

  private static final int CLASS_LENGTH = 2;

  @Override
  public FailureClass classify(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        if (e.getSQLState() != null && e.getSQLState().length() >= CLASS_LENGTH) {
          return classify(e.getSQLState().substring(0, CLASS_LENGTH));
        }
        if (e instanceof SQLTransientException || e instanceof SQLRecoverableException) {
          return FailureClass.TRANSIENT;
        }
      }
    }
    return FailureClass.DETERMINISTIC;
  }

  private static FailureClass classify(String sqlStateClass) {
    return switch (sqlStateClass) {
      case "08", "40", "53", "55", "57", "58", "XX" -> FailureClass.TRANSIENT;
      case "28", "3D", "3F", "42" -> FailureClass.ENVIRONMENT;
      default -> FailureClass.DETERMINISTIC;
    };
  }
}
