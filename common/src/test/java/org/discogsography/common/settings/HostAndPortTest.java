package org.discogsography.common.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAndPortTest {

  @ParameterizedTest
  @CsvSource({
    "db, db, 5432, db:5432",
    "' db ', db, 5432, db:5432",
    "pgbouncer:6432, pgbouncer, 6432, pgbouncer:6432",
    "db:, db, 5432, db:5432",
    "db:abc, db, 5432, db:5432",
    "db:0, db, 5432, db:5432",
    "db:70000, db, 5432, db:5432",
    "::1, ::1, 5432, [::1]:5432",
    "[::1], ::1, 5432, [::1]:5432",
    "[::1]:6432, ::1, 6432, [::1]:6432",
    "[::1]:abc, ::1, 5432, [::1]:5432",
    "fe80::1:6432, fe80::1:6432, 5432, [fe80::1:6432]:5432",
    "'', localhost, 5432, localhost:5432",
    "'  ', localhost, 5432, localhost:5432",
    ":6432, localhost, 6432, localhost:6432"
  })
  void hostMayCarryItsPort(String text, String host, int port, String canonical) {
    HostAndPort parsed = HostAndPort.parse(text, 5432);

    assertThat(parsed.host()).isEqualTo(host);
    assertThat(parsed.port()).isEqualTo(port);
    assertThat(parsed).hasToString(canonical);
  }
}
