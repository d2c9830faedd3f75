/** Reading configuration: environment variables, secrets in files, defaults and limits. */
@NullMarked
package org.discogsography.common.settings;

import org.jspecify.annotations.NullMarked;
