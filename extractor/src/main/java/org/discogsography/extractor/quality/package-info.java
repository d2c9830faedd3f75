/** What the rules found in the records of a dump: counts, copies of flagged records, reports. */
@NullMarked
package org.discogsography.extractor.quality;

import org.jspecify.annotations.NullMarked;
