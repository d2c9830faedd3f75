/** What observers and operators see over HTTP: health, readiness, metrics, the trigger. */
@NullMarked
package org.discogsography.extractor.http;

import org.jspecify.annotations.NullMarked;
