/**
 * The four backing servers as private processes of this machine, without Docker and without root.
 */
@NullMarked
package org.discogsography.localstack.servers;

import org.jspecify.annotations.NullMarked;
