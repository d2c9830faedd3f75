package org.discogsography.api.errors;

import java.util.List;

/**
 * One broken rule of one parameter; never repeats the submitted value.
 *
 * @param type which rule, such as {@code missing} or {@code range}
 * @param loc where: {@code query} or {@code path}, then the parameter's name
 */
public record Violation(String type, List<String> loc, String msg) {

  public Violation {
    loc = List.copyOf(loc);
  }

  static Violation inQuery(String name, String type, String message) {
    return new Violation(type, List.of("query", name), message);
  }
}
