/** The rules of the house that every module's code keeps, as tests. */
@NullMarked
package org.discogsography.testkit.architecture;

import org.jspecify.annotations.NullMarked;
