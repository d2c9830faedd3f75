package org.discogsography.common.consuming;

/** Sorts failures of a store into those to retry and those to dead-letter. */
@FunctionalInterface
public interface FailureClassifier {

  /** The class of this failure, looking through its causes. */
  FailureClass classify(Throwable failure);
}
