package org.discogsography.testkit.architecture;

/** The rules for local-stack, which cannot depend on this module itself. */
class LocalStackRulesTest extends HouseRules {

  LocalStackRulesTest() {
    super("org.discogsography.localstack");
  }

  @Override
  protected boolean writesToTheTerminal() {
    return true;
  }
}
