package org.discogsography.localstack.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of our services as a process.
 *
 * @param healthPort 0 for a service that ends by itself
 * @param ports to be free before the start, with what they are for
 */
public record ServicePlan(
    String name,
    List<String> arguments,
    Map<String, String> environment,
    int heapMegabytes,
    int healthPort,
    Map<Integer, String> ports) {

  public ServicePlan {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    ports = Map.copyOf(ports);
  }

  /** The same service with these variables set in place of its own. */
  public ServicePlan with(Map<String, String> variables) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.putAll(variables);
    return new ServicePlan(name, arguments, changed, heapMegabytes, healthPort, ports);
  }
}
