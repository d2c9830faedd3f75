package org.discogsography.benchmarks;

import java.util.List;
import org.discogsography.testkit.architecture.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("org.discogsography.benchmarks");
  }

  @Override
  protected List<String> leansOn() {
    return List.of("localstack", "extractor", "graphinator");
  }

  @Override
  protected boolean writesToTheTerminal() {
    return true;
  }
}
