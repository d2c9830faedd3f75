package org.discogsography.localstack.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QpidServerIT {

  @TempDir private Path data;
  private QpidServer qpid;

  @BeforeEach
  void start() throws Exception {
    qpid = new QpidServer(data, Ports.free());
    qpid.start();
  }

  @AfterEach
  void end() throws Exception {
    qpid.kill();
  }

  @Test
  void queueOfAnUnknownKindIsTakenAndItsMessagesSurviveACrash() throws Exception {
    try (Connection connection = factory().newConnection();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(
          "records", true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", 20));
      channel.confirmSelect();
      channel.basicPublish(
          "", "records", MessageProperties.PERSISTENT_BASIC, bytes("written before the crash"));
      channel.waitForConfirmsOrDie(10_000);
    }

    qpid.kill();
    qpid.start();

    try (Connection connection = factory().newConnection();
        Channel channel = connection.createChannel()) {
      GetResponse message = channel.basicGet("records", true);
      assertThat(new String(message.getBody(), StandardCharsets.UTF_8))
          .isEqualTo("written before the crash");
    }
  }

  @Test
  void laterProgramTakesOverAndEndsIt() throws Exception {
    QpidServer later = new QpidServer(data, qpid.ports().keySet().iterator().next());

    assertThat(later.attach()).isTrue();
    later.stop();

    assertThat(qpid.isRunning()).isFalse();
    assertThat(later.attach()).isFalse();
  }

  private ConnectionFactory factory() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(Integer.parseInt(qpid.environment().get("RABBITMQ_PORT")));
    factory.setUsername(qpid.environment().get("RABBITMQ_USERNAME"));
    factory.setPassword(qpid.environment().get("RABBITMQ_PASSWORD"));
    return factory;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
