package org.discogsography.common.neo4j;

/** A node that a batch had found or made was gone when its relationships were written. */
public final class ChangedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChangedMeanwhileException(String message) {
    super(message);
  }
}
