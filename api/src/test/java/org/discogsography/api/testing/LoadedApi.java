package org.discogsography.api.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the service once for all test classes, over the {@link MusicGraph}, and hands it to tests
 * as {@link RunningApi}, {@link ApiClient} or {@link Stores}. Each class gets the graph as it was.
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
        .computeIfAbsent("api", key -> Shared.start(), Shared.class);
  }

  private record Shared(Stores stores, RunningApi api) implements AutoCloseable {

    static Shared start() {
      Stores stores = Stores.open();
      return new Shared(stores, RunningApi.start(stores.environment()));
    }

    @Override
    public void close() {
      api.close();
      stores.close();
    }
  }
}
