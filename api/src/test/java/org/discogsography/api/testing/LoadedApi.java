package org.discogsography.api.testing;

import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestRedis;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the service once for all test classes, over the {@link MusicGraph}, and hands it to tests
 * as {@link RunningApi}, {@link ApiClient} or {@link Stores}. Each class gets the graph as it was.
 * The servers come from {@code @BackingServers}, which must stand before this extension.
 */
public final class LoadedApi implements ParameterResolver, BeforeAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LoadedApi.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    MusicGraph.load(shared(context).stores());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RunningApi.class || type == ApiClient.class || type == Stores.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Shared shared = shared(context);
    if (type == Stores.class) {
      return shared.stores();
    }
    return type == RunningApi.class ? shared.api() : shared.api().client();
  }

  private static Shared shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("api", key -> Shared.start(context), Shared.class);
  }

  private record Shared(Stores stores, RunningApi api) implements AutoCloseable {

    static Shared start(ExtensionContext context) {
      Stores stores = Servers.of(context).open();
      // The service asks for the import generation as soon as it starts, and other modules' tests
      // leave their nodes behind.
      stores.clear();
      return new Shared(stores, RunningApi.start(stores.environment()));
    }

    @Override
    public void close() {
      api.close();
      stores.close();
    }
  }

  /** Asks the other extension for the servers, as a test would. */
  private record Servers(TestNeo4j neo4j, TestRedis redis) {

    static Servers of(ExtensionContext context) {
      try {
        return context
            .getExecutableInvoker()
            .invoke(Servers.class.getDeclaredConstructor(TestNeo4j.class, TestRedis.class));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("records have a canonical constructor", e);
      }
    }

    Stores open() {
      return new Stores(neo4j, redis);
    }
  }
}
