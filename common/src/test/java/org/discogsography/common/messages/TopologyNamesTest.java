package org.discogsography.common.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopologyNamesTest {

  private final TopologyNames names =
      new TopologyNames(Source.MUSICBRAINZ, "discogsography-musicbrainz");

  @Test
  void namesAreTheAgreedOnes() {
    assertThat(names.exchange(DataType.RELEASE_GROUPS))
        .isEqualTo("discogsography-musicbrainz-release-groups");
    assertThat(names.queue("brainztableinator", DataType.RELEASE_GROUPS))
        .isEqualTo("discogsography-musicbrainz-brainztableinator-release-groups");
    assertThat(names.deadLetterExchange("brainztableinator", DataType.ARTISTS))
        .isEqualTo("discogsography-musicbrainz-brainztableinator-artists.dlx");
    assertThat(names.deadLetterQueue("brainztableinator", DataType.ARTISTS))
        .isEqualTo("discogsography-musicbrainz-brainztableinator-artists.dlq");
  }

  @Test
  void noTwoQueuesShareAName() {
    Set<String> queues = new HashSet<>();
    for (Source source : Source.values()) {
      TopologyNames of = new TopologyNames(source, "discogsography-" + source);
      List<String> services =
          source == Source.DISCOGS
              ? List.of("graphinator", "tableinator")
              : List.of("brainzgraphinator", "brainztableinator");
      for (String service : services) {
        for (DataType type : source.types()) {
          queues.add(of.queue(service, type));
          queues.add(of.deadLetterQueue(service, type));
        }
      }
    }

    assertThat(queues).hasSize(32);
  }

  @Test
  void everyTypeIsFoundByItsName() {
    for (DataType type : DataType.values()) {
      assertThat(DataType.of(type.text())).isEqualTo(type);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataType.of("songs"))
        .withMessageContaining("songs");
  }
}
