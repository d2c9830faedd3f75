/** Gets files from the sites that offer dumps: politely, resumably, and only whole. */
@NullMarked
package org.discogsography.extractor.acquisition;

import org.jspecify.annotations.NullMarked;
