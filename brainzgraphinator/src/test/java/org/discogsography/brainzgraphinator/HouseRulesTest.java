package org.discogsography.brainzgraphinator;

import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("org.discogsography.brainzgraphinator");
  }
}
