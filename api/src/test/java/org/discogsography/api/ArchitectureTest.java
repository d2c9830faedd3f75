package org.discogsography.api;

import org.discogsography.testkit.architecture.HouseRules;

class ArchitectureTest extends HouseRules {

  ArchitectureTest() {
    super("org.discogsography.api");
  }
}
