package org.discogsography.localstack.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of our services as a process.
 *
 * @param program the module whose program this is; two services can run the same one
 * @param healthPort 0 for a service that ends by itself
 * @param ports to be free before the start, with what they are for
 */
public record ServicePlan(
    String name,
    String program,
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

  /** A service that runs the program of its own name. */
  public ServicePlan(
      String name,
      List<String> arguments,
      Map<String, String> environment,
      int heapMegabytes,
      int healthPort,
      Map<Integer, String> ports) {
    this(name, name, arguments, environment, heapMegabytes, healthPort, ports);
  }

  /** The same service with these variables set in place of its own. */
  public ServicePlan with(Map<String, String> variables) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.putAll(variables);
    return new ServicePlan(name, program, arguments, changed, heapMegabytes, healthPort, ports);
  }
}
