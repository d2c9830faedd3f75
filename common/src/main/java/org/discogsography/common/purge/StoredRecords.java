package org.discogsography.common.purge;

import java.time.Instant;
import org.discogsography.common.messages.DataType;

/** The records of a store, compared with what an import has brought. */
@FunctionalInterface
public interface StoredRecords {

  /** The records of a type against the import that began at an instant. */
  Comparison against(DataType type, Instant since) throws Exception;

  /** Tells and removes what the import has not brought. */
  interface Comparison {

    Census count() throws Exception;

    /**
     * Removes what is stale, unless it was written since.
     *
     * @return records removed
     */
    long removeStale() throws Exception;

    /** Drops what is remembered of the imports before this one. */
    void forgetEarlier() throws Exception;
  }
}
