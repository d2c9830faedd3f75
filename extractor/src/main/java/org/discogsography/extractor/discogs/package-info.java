/** Reads Discogs dumps: gunzips, cuts records, repairs, parses and normalises them. */
@NullMarked
package org.discogsography.extractor.discogs;

import org.jspecify.annotations.NullMarked;
