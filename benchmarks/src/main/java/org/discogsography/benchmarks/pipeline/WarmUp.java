package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * Loads a small catalogue of its own before anything is measured, and empties the stores again: a
 * virtual machine runs a program at its full speed only after it has run it for a while, and a
 * whole catalogue takes an hour.
 *
 * @param dumps of each branch that is measured
 */
record WarmUp(Map<Branch, GeneratedDumps> dumps) {

  WarmUp {
    dumps = Map.copyOf(dumps);
  }

  /** Loads what these consumers take, in the order in which the branches build on each other. */
  void run(Fleet fleet) throws IOException, InterruptedException, SQLException {
    for (Branch branch : fleet.branches()) {
      LoadRunner runner = fleet.runner(branch);
      runner.loadTogether(Objects.requireNonNull(dumps.get(branch)));
      runner.awaitPostImport();
    }
    StoredRecords.deleteAll(fleet.stores());
  }
}
