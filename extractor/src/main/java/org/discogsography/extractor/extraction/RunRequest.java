package org.discogsography.extractor.extraction;

import java.util.UUID;

/**
 * A run that somebody or the clock asked for.
 *
 * @param id tells this run from all others
 * @param force publish everything again, whatever the marker says
 */
public record RunRequest(String id, boolean force) {

  static RunRequest of(boolean force) {
    return new RunRequest(UUID.randomUUID().toString(), force);
  }
}
