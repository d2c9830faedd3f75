package org.discogsography.common.consuming;

/** Tells whether the store can be used. */
@FunctionalInterface
public interface StoreProbe {

  /**
   * Returns when the store answers.
   *
   * @throws Exception if it does not, within a few seconds
   */
  void check() throws Exception;
}
