/** Data-quality rules: what is read from the rules file, and how a record is judged by it. */
@NullMarked
package org.discogsography.extractor.rules;

import org.jspecify.annotations.NullMarked;
