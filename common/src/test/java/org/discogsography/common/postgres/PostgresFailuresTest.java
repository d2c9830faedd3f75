package org.discogsography.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.discogsography.common.consuming.FailureClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFailuresTest {

  private final PostgresFailures failures = new PostgresFailures();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "40001", "40P01", "53100", "53200", "53300", "55P03", "57014", "57P01",
        "57P03", "58030", "XX000"
      })
  void whatPassesIsTransient(String sqlState) {
    assertThat(failures.classify(new SQLException("away", sqlState)))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "21000", "22001", "22003", "22021", "22P02", "22P05", "23502", "23505", "54000", "54023"
      })
  void whatTheRecordIsToBlameForIsDeterministic(String sqlState) {
    assertThat(failures.classify(new SQLException("refused", sqlState)))
        .isEqualTo(FailureClass.DETERMINISTIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"28000", "28P01", "3D000", "3F000", "42P01", "42501", "42703", "25006"})
  void whatAnOperatorMustMendIsTheEnvironment(String sqlState) {
    assertThat(failures.classify(new SQLException("missing", sqlState)))
        .isEqualTo(FailureClass.ENVIRONMENT);
  }

  @Test
  void exhaustedPoolIsTransient() {
    assertThat(failures.classify(new SQLTransientConnectionException("timed out")))
        .isEqualTo(FailureClass.TRANSIENT);
    assertThat(failures.classify(new SQLRecoverableException("broken")))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void poolThatIsRefusedTheLoginIsTheEnvironment() {
    assertThat(
            failures.classify(
                new SQLTransientConnectionException(
                    "timed out", null, new SQLException("wrong password", "28P01"))))
        .isEqualTo(FailureClass.ENVIRONMENT);
  }

  @Test
  void causeDecides() {
    assertThat(
            failures.classify(
                new IllegalStateException("batch failed", new SQLException("down", "57P01"))))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void anyOtherFailureIsDeterministic() {
    assertThat(failures.classify(new IllegalStateException("bug")))
        .isEqualTo(FailureClass.DETERMINISTIC);
    assertThat(failures.classify(new SQLException("without a state")))
        .isEqualTo(FailureClass.DETERMINISTIC);
  }
}
