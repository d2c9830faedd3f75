package org.discogsography.extractor;

import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("org.discogsography.extractor");
  }

  /** Help, version and usage errors are for whoever typed the command. */
  @Override
  protected boolean writesToTheTerminal() {
    return true;
  }
}
