package org.discogsography.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitServerIT {

  @TempDir private Path data;

  @Test
  void portMapperThatOutlivedAKilledBrokerIsEnded() throws Exception {
    int port = Ports.free();
    int distribution = Ports.freePair();
    BackingServer first = Broker.choose(data, port, 0, distribution);
    assumeTrue(first instanceof RabbitServer, "needs RabbitMQ");
    first.start();
    ProcessHandle mapper =
        first.processes().stream()
            .filter(handle -> handle.info().command().orElse("").endsWith("epmd"))
            .findFirst()
            .orElseThrow();
    first.processes().stream()
        .filter(handle -> !handle.equals(mapper))
        .forEach(ProcessHandle::destroyForcibly);
    first.processes().stream()
        .filter(handle -> !handle.equals(mapper))
        .forEach(handle -> handle.onExit().join());

    BackingServer later = Broker.choose(data, port, 0, distribution);
    assertThat(later.attach()).isTrue();
    later.stop();

    mapper.onExit().join();
    assertThat(Ports.isFree(distribution + 1)).isTrue();
  }
}
