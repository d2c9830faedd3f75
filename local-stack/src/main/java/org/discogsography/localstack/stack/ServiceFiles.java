package org.discogsography.localstack.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.discogsography.localstack.servers.Neo4jServer;

/**
 * The programs of the services. An executable jar is unpacked once for each of its builds: started
 * from separate jars a service is up sooner and needs less memory. Beside some of them the first
 * process that ends leaves its classes as the virtual machine has laid them out, which halves what
 * later starts take; a file that cannot be used is passed over.
 */
final class ServiceFiles {

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms32m",
          "-XX:+UseSerialGC",
          "-XX:SurvivorRatio=3",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dsun.net.inetaddr.ttl=5",
          "--enable-native-access=ALL-UNNAMED");

  /** Those that others wait for; were it all, the first stop would take long to write them. */
  private static final Set<String> LAID_OUT = Set.of("schema-init", "api", "graphinator");

  private final Path root;
  private final Path folder;

  /**
   * @param root the project, with the executable jars of its modules
   * @param folder where jars are unpacked
   */
  ServiceFiles(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** The command that runs this service. */
  List<String> command(ServicePlan service) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Neo4jServer.java());
    command.addAll(JVM_OPTIONS);
    command.add("-Xmx" + service.heapMegabytes() + "m");
    Path jar = unpacked(service.program());
    if (LAID_OUT.contains(service.program())) {
      command.add("-XX:+AutoCreateSharedArchive");
      command.add("-XX:SharedArchiveFile=" + jar.resolveSibling(service.program() + ".jsa"));
      command.add("-Xlog:cds=off");
      command.add("-Xlog:aot=off");
    }
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(service.arguments());
    return command;
  }

  private Path unpacked(String name) throws IOException, InterruptedException {
    Path jar = root.resolve(name).resolve("target").resolve(name + "-app.jar");
    if (!Files.isRegularFile(jar)) {
      throw new StackException(
          jar + " is missing; build the project first: ./mvnw -DskipTests package");
    }
    String build = "%s-%d-%08x".formatted(name, Files.size(jar), checksum(jar));
    Path target = folder.resolve(build);
    if (!Files.isDirectory(target)) {
      Files.createDirectories(folder);
      dropEarlierBuilds(name + "-");
      Path work = folder.resolve("." + build + "-" + ProcessHandle.current().pid());
      unpack(jar, work);
      Files.move(work, target);
    }
    return target.resolve(name + "-app.jar");
  }

  /** By content: a reproducible build gives all its jars the same time. */
  private static long checksum(Path jar) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] part = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(jar)) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        checksum.update(part, 0, read);
      }
    }
    return checksum.getValue();
  }

  private void unpack(Path jar, Path target) throws IOException, InterruptedException {
    Path log = folder.resolve("unpack.out");
    Process tool =
        new ProcessBuilder(
                Neo4jServer.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:SurvivorRatio=3",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                target.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (tool.waitFor() != 0) {
      throw new StackException(jar + " cannot be unpacked; see " + log);
    }
  }

  private void dropEarlierBuilds(String prefix) throws IOException {
    try (Stream<Path> builds = Files.list(folder)) {
      for (Path build : builds.toList()) {
        String name = build.getFileName().toString();
        if (Files.isDirectory(build) && name.matches("\\.?" + prefix + "[0-9]+-.*")) {
          deleteTree(build);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
