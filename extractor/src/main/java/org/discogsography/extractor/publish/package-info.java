/** Sends messages to the broker and knows which of them arrived. */
@NullMarked
package org.discogsography.extractor.publish;

import org.jspecify.annotations.NullMarked;
