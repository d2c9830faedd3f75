package org.discogsography.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {

  @Test
  void programIsUnpackedOnceSoThatOneThatRunsIsNeverWritten(@TempDir Path folder) throws Exception {
    Path program = RedisServer.unpackedOnce(folder);
    FileTime then = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(program, then);

    assertThat(RedisServer.unpackedOnce(folder)).isEqualTo(program).isExecutable();
    assertThat(Files.getLastModifiedTime(program)).isEqualTo(then);
    try (var files = Files.list(folder)) {
      assertThat(files.toList()).isEqualTo(List.of(program));
    }
  }
}
