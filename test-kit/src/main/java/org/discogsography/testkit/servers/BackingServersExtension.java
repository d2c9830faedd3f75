package org.discogsography.testkit.servers;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts what {@link BackingServers} names and hands it to the tests. */
final class BackingServersExtension implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    EnumSet<Server> wanted = EnumSet.noneOf(Server.class);
    for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
      BackingServers servers = type.getAnnotation(BackingServers.class);
      if (servers != null) {
        wanted.addAll(Arrays.asList(servers.value()));
      }
    }
    Fleet.ensureRunning(wanted);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestNeo4j.class
        || type == TestPostgres.class
        || type == TestRabbit.class
        || type == TestRedis.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == TestNeo4j.class) {
      return Fleet.neo4j();
    }
    if (type == TestPostgres.class) {
      return Fleet.postgres();
    }
    return type == TestRabbit.class ? Fleet.rabbit() : Fleet.redis();
  }
}
