package org.discogsography.testkit.architecture;

/** The rules for common, which cannot depend on this module itself. */
class CommonRulesTest extends HouseRules {

  CommonRulesTest() {
    super("org.discogsography.common");
  }
}
