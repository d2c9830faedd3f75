package org.discogsography.graphinator.maintenance;

import org.discogsography.graphinator.completion.ImportRun;

/** One part of the post-import work; may be repeated at any time without harm. */
interface Step {

  /** As stored in the graph and shown in health and metrics. */
  String name();

  void run(ImportRun run) throws InterruptedException;
}
