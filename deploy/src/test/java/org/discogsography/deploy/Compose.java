package org.discogsography.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** The services of a compose file as plain maps and lists. */
@SuppressWarnings("unchecked") // YAML has no static types
record Compose(Map<String, Object> document) {

  static Compose read(String file) {
    return new Compose(new Yaml().load(Project.read(file)));
  }

  Map<String, Object> section(String name) {
    return (Map<String, Object>) document.getOrDefault(name, Map.of());
  }

  Set<String> services() {
    return section("services").keySet();
  }

  Map<String, Object> service(String name) {
    return (Map<String, Object>) section("services").getOrDefault(name, Map.of());
  }

  List<String> list(String service, String key) {
    return (List<String>) service(service).getOrDefault(key, List.of());
  }

  Map<String, Object> map(String service, String key) {
    return (Map<String, Object>) service(service).getOrDefault(key, Map.of());
  }

  Map<String, Object> buildArgs(String service) {
    return (Map<String, Object>) map(service, "build").getOrDefault("args", Map.of());
  }

  /** The services that this one waits for, and until when. */
  Map<String, String> waitsFor(String service) {
    Map<String, String> conditions = new TreeMap<>();
    map(service, "depends_on")
        .forEach((name, dependency) ->
            conditions.put(
                name, String.valueOf(((Map<String, Object>) dependency).get("condition"))));
    return conditions;
  }

  /** The container paths that this service mounts, with their sources. */
  Map<String, String> mounts(String service) {
    Map<String, String> mounts = new TreeMap<>();
    for (String volume : list(service, "volumes")) {
      String withoutMode = volume.replaceFirst(":ro$", "");
      int colon = withoutMode.lastIndexOf(':');
      mounts.put(withoutMode.substring(colon + 1), withoutMode.substring(0, colon));
    }
    return mounts;
  }
}
