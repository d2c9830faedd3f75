package org.discogsography.tableinator;

import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("org.discogsography.tableinator");
  }
}
