package org.discogsography.schemainit;

import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {
  HouseRulesTest() {
    super("org.discogsography.schemainit");
  }
}
