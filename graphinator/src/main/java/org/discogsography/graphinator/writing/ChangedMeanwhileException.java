package org.discogsography.graphinator.writing;

/** A node that a batch had found or made was gone when its relationships were written. */
final class ChangedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ChangedMeanwhileException(String message) {
    super(message);
  }
}
