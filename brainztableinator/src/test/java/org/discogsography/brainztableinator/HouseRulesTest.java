package org.discogsography.brainztableinator;

import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("org.discogsography.brainztableinator");
  }
}
