package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.discogsography.localstack.servers.QpidServer;
import org.discogsography.localstack.servers.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchStackTest {

  @Test
  void brokerOfTheFiguresIsTheOneThatRuns(@TempDir Path folder) {
    RedisServer redis = new RedisServer(folder, 1);

    assertThat(BenchStack.broker(List.of(redis, new QpidServer(folder, 2)))).isEqualTo("qpid");
    assertThat(BenchStack.broker(List.of(redis))).isEqualTo("rabbitmq");
  }
}
