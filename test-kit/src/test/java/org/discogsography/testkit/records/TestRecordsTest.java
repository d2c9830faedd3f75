package org.discogsography.testkit.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.MessageCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestRecordsTest {

  @ParameterizedTest
  @EnumSource
  void recordIsAMessageThatTheConsumersRead(TestRecords example) throws Exception {
    assertThat(new MessageCodec().decode(example.message()))
        .isInstanceOfSatisfying(
            DataRecord.class,
            read -> {
              assertThat(read.sha256()).isEqualTo(example.hash());
              assertThat(example.type()).isIn("artists", "labels", "masters", "releases");
            });
  }
}
