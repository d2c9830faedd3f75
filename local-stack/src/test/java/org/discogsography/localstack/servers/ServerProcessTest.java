package org.discogsography.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

  private static final List<String> SLEEP = List.of("sh", "-c", "sleep 300 & wait");

  @TempDir private Path folder;

  @AfterEach
  void end() throws Exception {
    ServerProcess process = process();
    if (process.attach()) {
      process.kill();
    }
  }

  private ServerProcess process() {
    return new ServerProcess("sleeper", folder);
  }

  @Test
  void processOfAnEarlierProgramIsEndedBeforeTheNextOneStarts() throws Exception {
    ServerProcess earlier = process();
    earlier.start(SLEEP, Map.of(), folder);
    List<ProcessHandle> left = earlier.handles();

    process().start(SLEEP, Map.of(), folder);

    assertThat(left).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void killedProcessTakesItsChildrenWithIt() throws Exception {
    ServerProcess process = process();
    process.start(SLEEP, Map.of(), folder);
    while (process.handles().size() < 2) {
      Thread.onSpinWait();
    }
    List<ProcessHandle> all = process.handles();

    process.kill();

    assertThat(all).noneMatch(ProcessHandle::isAlive);
    assertThat(process.isRunning()).isFalse();
  }

  @Test
  void childWhoseParentHasGoneIsEndedToo() throws Exception {
    ServerProcess process = process();
    process.start(List.of("sh", "-c", "sleep 300 & echo $!"), Map.of(), folder);
    process.awaitEnd();
    long child = Long.parseLong(Files.readString(process.log()).trim());
    ProcessHandle left = ProcessHandle.of(child).orElseThrow();

    process.kill();

    left.onExit().get(10, TimeUnit.SECONDS);
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void processWithAReusedNumberIsNotTakenOver() throws Exception {
    Files.writeString(
        folder.resolve("sleeper.pid"), ProcessHandle.current().pid() + " 2000-01-01T00:00:00Z\n");

    assertThat(process().attach()).isFalse();
  }

  @Test
  void endWhileStartingNamesTheLog() throws Exception {
    ServerProcess process = process();
    process.start(List.of("sh", "-c", "echo broken; exit 3"), Map.of(), folder);

    assertThatThrownBy(() -> process.awaitPort(Ports.free(), Duration.ofSeconds(20)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(process.log().toString());
    assertThat(process.awaitEnd()).isEqualTo(3);
    assertThat(process.log()).hasContent("broken");
  }
}
