package org.discogsography.testkit.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Supplies real servers to a test class. Parameters of type {@link TestNeo4j}, {@link
 * TestPostgres}, {@link TestRabbit} and {@link TestRedis} are injected into constructors,
 * life-cycle and test methods.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(BackingServersExtension.class)
public @interface BackingServers {

  /** The servers to have running before the first test of the class. */
  Server[] value();
}
