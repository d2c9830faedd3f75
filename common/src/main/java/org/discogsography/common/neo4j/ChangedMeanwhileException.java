package org.discogsography.common.neo4j;

/**
 * A batch has run into another writer: a node that it had found or made was gone when its
 * relationships were written, one that it was about to make was there, or both waited for each
 * other.
 */
public final class ChangedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChangedMeanwhileException(String message) {
    super(message);
  }

  public ChangedMeanwhileException(String message, Throwable cause) {
    super(message, cause);
  }
}
