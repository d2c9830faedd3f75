package org.discogsography.testkit.servers;

import java.util.Optional;

/** The process on whose behalf tests run: the Maven build if there is one, else this JVM. */
final class BuildOwner {

  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  private BuildOwner() {}

  static ProcessHandle find() {
    Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
    while (ancestor.isPresent()) {
      ProcessHandle process = ancestor.get();
      String command = process.info().commandLine().or(() -> process.info().command()).orElse("");
      if (command.contains(MAVEN) || arguments(process).contains(MAVEN)) {
        return process;
      }
      ancestor = process.parent();
    }
    return ProcessHandle.current();
  }

  private static String arguments(ProcessHandle process) {
    return String.join(" ", process.info().arguments().orElse(new String[0]));
  }
}
