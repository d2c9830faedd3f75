package org.discogsography.graphinator.writing;

/**
 * The revision of the writing rules. To be raised when the same record leads to other nodes or
 * relationships than before: byte-identical records are then written again.
 */
final class ModelRevision {

  static final long CURRENT = 1;

  private ModelRevision() {}
}
