package org.discogsography.common.postgres;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.consuming.FailureClassifier;
import org.jspecify.annotations.Nullable;

/** Sorts the failures of PostgreSQL by the class of their SQLSTATE, its first two characters. */
public final class PostgresFailures implements FailureClassifier {

  private static final int CLASS_LENGTH = 2;

  /** A server that takes no writes, such as the standby after a fail-over. */
  private static final String READ_ONLY = "25006";

  @Override
  public FailureClass classify(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        FailureClass found = classify(e);
        if (found != null) {
          return found;
        }
      }
    }
    return FailureClass.DETERMINISTIC;
  }

  /** Null when neither the state nor the kind of the exception says anything. */
  private static @Nullable FailureClass classify(SQLException failure) {
    String state = failure.getSQLState();
    if (READ_ONLY.equals(state)) {
      return FailureClass.ENVIRONMENT;
    }
    if (state != null && state.length() >= CLASS_LENGTH) {
      return classify(state.substring(0, CLASS_LENGTH));
    }
    boolean passes =
        failure instanceof SQLTransientException || failure instanceof SQLRecoverableException;
    if (!passes) {
      return null;
    }
    // a pool that gave up waiting names the reason, if it knows one, in its cause
    return failure.getCause() instanceof SQLException cause
        ? classify(cause)
        : FailureClass.TRANSIENT;
  }

  private static FailureClass classify(String sqlStateClass) {
    return switch (sqlStateClass) {
      case "08", "40", "53", "55", "57", "58", "XX" -> FailureClass.TRANSIENT;
      case "28", "3D", "3F", "42" -> FailureClass.ENVIRONMENT;
      default -> FailureClass.DETERMINISTIC;
    };
  }
}
