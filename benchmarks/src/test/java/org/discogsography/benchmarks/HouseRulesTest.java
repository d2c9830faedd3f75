package org.discogsography.benchmarks;

import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("org.discogsography.benchmarks");
  }
}
