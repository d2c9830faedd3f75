package org.discogsography.api;

import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The borders between the packages of the API: no cycles, no reaching into a package's inside. */
class ModularityTest {

  @Test
  void packagesUseEachOtherThroughTheirPublicTypesWithoutCycles() {
    ApplicationModules.of(ApiApplication.class, ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .verify();
  }
}
