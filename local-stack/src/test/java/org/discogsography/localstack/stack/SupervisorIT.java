package org.discogsography.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.discogsography.localstack.servers.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

  @TempDir private Path data;
  private final List<Supervisor> started = new ArrayList<>();
  private int offset;

  @AfterEach
  void end() throws Exception {
    for (Supervisor supervisor : started) {
      supervisor.stop();
    }
  }

  private Supervisor redisOnly(Path folder) throws IOException, InterruptedException {
    if (offset == 0) {
      do {
        offset = Ports.free() - StackPlan.REDIS;
      } while (offset <= 0 || offset > 40_000);
    }
    StackOptions options =
        new StackOptions(
            Path.of("."), Path.of("."), false, null, folder, offset, Set.of("redis"), false);
    return new Supervisor(StackPlan.of(options), line -> {});
  }

  @Test
  void stateTellsWhatRunsAndThatItStopped() throws Exception {
    Supervisor supervisor = redisOnly(data);
    started.add(supervisor);
    supervisor.start();

    StackState running = StackState.read(data).orElseThrow();
    assertThat(running.phase()).isEqualTo("running");
    assertThat(running.supervisorProcess()).contains(ProcessHandle.current());
    StackState.Part redis = running.part("redis").orElseThrow();
    assertThat(redis.running()).isTrue();
    ProcessHandle process = ProcessHandle.of(redis.pids().getFirst()).orElseThrow();

    supervisor.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(StackState.read(data).orElseThrow().phase()).isEqualTo("stopped");
  }

  @Test
  void serverThatDiesIsStartedAgain() throws Exception {
    Supervisor supervisor = redisOnly(data);
    started.add(supervisor);
    supervisor.start();
    Thread watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                supervisor.watch();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    long before = pid();

    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    while (pid() == before) {
      Thread.sleep(20);
    }

    assertThat(ProcessHandle.of(pid())).isPresent();
    supervisor.stop();
    watch.join();
  }

  private long pid() throws IOException {
    List<Long> pids = StackState.read(data).orElseThrow().part("redis").orElseThrow().pids();
    return pids.isEmpty() ? 0 : pids.getFirst();
  }

  @Test
  void secondStackOnTheSameFolderIsRefused() throws Exception {
    Supervisor supervisor = redisOnly(data);
    started.add(supervisor);
    supervisor.start();

    assertThatThrownBy(() -> redisOnly(data).start())
        .isInstanceOf(StackException.class)
        .hasMessageContaining("already runs");
    assertThat(StackState.read(data).orElseThrow().phase()).isEqualTo("running");
  }

  @Test
  void takenPortIsNamedWithWhatToDo() throws Exception {
    Supervisor refused = redisOnly(data);
    try (ServerSocket taken =
        new ServerSocket(StackPlan.REDIS + offset, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(refused::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("Redis")
          .hasMessageContaining("--port-offset");
    }
    assertThat(StackState.read(data).orElseThrow().phase()).isEqualTo("failed");
  }

  @Test
  void fileInPlaceOfTheDataFolderIsNamed() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "no folder");

    assertThatThrownBy(() -> redisOnly(file).start())
        .isInstanceOf(StackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--data");
  }
}
