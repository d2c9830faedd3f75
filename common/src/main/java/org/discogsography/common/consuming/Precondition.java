package org.discogsography.common.consuming;

import java.util.Optional;

/**
 * What must be so before a consumer reads its first message; until then messages wait in its
 * queues. Once met it is not asked again.
 */
@FunctionalInterface
public interface Precondition {

  /** Nothing to wait for. */
  Precondition NONE = Optional::empty;

  /**
   * What is waited for, as told to people, for example {@code the first Discogs import}; empty when
   * consuming may begin.
   *
   * @throws Exception if the store cannot tell now
   */
  Optional<String> unmet() throws Exception;
}
