package org.discogsography.api.caching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheKeyTest {

  @Test
  void generationStandsBehindTheFeature() {
    assertThat(CacheKey.of("explore", "artist", "AC/DC").inGeneration(7))
        .isEqualTo("explore:g7:artist:AC/DC");
  }

  @Test
  void longNamesAreCutAndStayDistinct() {
    String one = CacheKey.of("explore", "a".repeat(300) + "1").inGeneration(0);
    String other = CacheKey.of("explore", "a".repeat(300) + "2").inGeneration(0);
    assertThat(one).hasSizeLessThan(240).isNotEqualTo(other);
  }
}
