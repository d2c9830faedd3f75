package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"4:d5ba7f6e-0f9c-4e9d-8a9e-6d0c9b1f2a3b:0", "4:x:17179869183", "12", "a:b:c:7"})
  void numberedIdIsPutTogetherAsItWas(String text) {
    ElementId id = ElementId.parse(text);

    assertThat(id.isNumbered()).isTrue();
    assertThat(ElementId.of(id.database(), id.number())).isEqualTo(id);
    assertThat(id.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4:x:", "4:x:007", "4:x:-1", "4:x:1a", "", "4:x:1234567890123456789"})
  void idOfAnotherFormIsKeptAsItIs(String text) {
    ElementId id = ElementId.parse(text);

    assertThat(id.isNumbered()).isFalse();
    assertThat(id.text()).isEqualTo(text);
  }
}
