package org.discogsography.localstack.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The RabbitMQ program: from the PATH, or a private copy of the distribution's own packages in the
 * user's cache folder, unpacked there without root where {@code apt-get} and {@code dpkg} exist.
 *
 * @param script the start script
 * @param searchPath put before PATH so that the script finds its Erlang; empty when installed
 */
record RabbitDistribution(Path script, String searchPath) {

  private static final List<String> ERLANG =
      List.of(
          "base",
          "crypto",
          "eldap",
          "inets",
          "mnesia",
          "os-mon",
          "parsetools",
          "public-key",
          "runtime-tools",
          "ssl",
          "syntax-tools",
          "tools",
          "xmerl",
          "asn1",
          "snmp",
          "ftp",
          "tftp");

  /** The distribution to use, or none when only another broker can help. */
  static Optional<RabbitDistribution> find() throws IOException, InterruptedException {
    Optional<Path> installed = Programs.onPath("rabbitmq-server");
    if (installed.isPresent()) {
      return Optional.of(new RabbitDistribution(realScript(installed.get()), ""));
    }
    Path copy = Programs.cacheFolder().resolve("rabbitmq");
    if (!Files.exists(copy.resolve("complete"))) {
      if (Programs.onPath("apt-get").isEmpty() || Programs.onPath("dpkg").isEmpty()) {
        return Optional.empty();
      }
      if (!unpackPackages(copy)) {
        return Optional.empty();
      }
    }
    return Optional.of(inCopy(copy));
  }

  /**
   * Debian's program on the PATH changes the user and ignores our folders; the one behind does not.
   */
  private static Path realScript(Path onPath) throws IOException {
    Path versions = Path.of("/usr/lib/rabbitmq/lib");
    if (!onPath.startsWith("/usr/sbin") || !Files.isDirectory(versions)) {
      return onPath;
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("sbin/rabbitmq-server"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElse(onPath);
    }
  }

  /** Erlang's port mapper, started apart because Erlang would leave it running for ever. */
  Optional<Path> portMapper() {
    Path copied = Path.of(searchPath, "epmd");
    return !searchPath.isEmpty() && Files.isExecutable(copied)
        ? Optional.of(copied)
        : Programs.onPath("epmd");
  }

  private static RabbitDistribution inCopy(Path copy) throws IOException {
    try (Stream<Path> versions = Files.list(copy.resolve("root/usr/lib/rabbitmq/lib"))) {
      Path version = versions.findFirst().orElseThrow();
      return new RabbitDistribution(
          version.resolve("sbin/rabbitmq-server"),
          copy.resolve("root/usr/lib/erlang/bin").toString());
    }
  }

  /** Unpacks beside the final place and renames, so that an interrupted copy is never used. */
  private static boolean unpackPackages(Path copy) throws IOException, InterruptedException {
    Files.createDirectories(copy.getParent());
    Path work = Files.createTempDirectory(copy.getParent(), "rabbitmq-");
    Path log = work.resolve("unpack.log");
    try {
      for (String folder : List.of("lists/partial", "cache/archives/partial", "debs", "root")) {
        Files.createDirectories(work.resolve(folder));
      }
      Path configuration = work.resolve("apt.conf");
      Files.writeString(
          configuration,
          "Dir::State::lists \"%s\";\nDir::Cache \"%s\";\n"
              .formatted(work.resolve("lists"), work.resolve("cache")));
      List<String> download = new ArrayList<>(List.of("apt-get", "download", "rabbitmq-server"));
      ERLANG.forEach(part -> download.add("erlang-" + part));
      if (!run(log, work.resolve("debs"), configuration, List.of("apt-get", "update"))
          || !run(log, work.resolve("debs"), configuration, download)) {
        return false;
      }
      try (Stream<Path> packages = Files.list(work.resolve("debs"))) {
        for (Path debian : packages.toList()) {
          if (!run(
              log,
              work,
              configuration,
              List.of("dpkg", "-x", debian.toString(), work.resolve("root").toString()))) {
            return false;
          }
        }
      }
      pointErlangTo(work.resolve("root"), copy.resolve("root"));
      deleteTree(work.resolve("debs"));
      deleteTree(work.resolve("cache"));
      deleteTree(work.resolve("lists"));
      Files.createFile(work.resolve("complete"));
      deleteTree(copy);
      Files.move(work, copy, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      deleteTree(work);
    }
  }

  /** Erlang's start scripts hold the folder of the system's copy. */
  private static void pointErlangTo(Path unpacked, Path place) throws IOException {
    Path erlang = unpacked.resolve("usr/lib/erlang");
    List<Path> scripts = new ArrayList<>(List.of(erlang.resolve("bin/erl")));
    try (Stream<Path> folders = Files.list(erlang)) {
      folders
          .filter(folder -> folder.getFileName().toString().startsWith("erts-"))
          .map(folder -> folder.resolve("bin/erl"))
          .filter(Files::exists)
          .forEach(scripts::add);
    }
    for (Path script : scripts) {
      if (Files.isSymbolicLink(script)) {
        continue;
      }
      String text = Files.readString(script);
      Files.writeString(
          script,
          text.replaceAll(
              "(?m)^(\\s*)ROOTDIR=.*$", "$1ROOTDIR=" + place.resolve("usr/lib/erlang")));
    }
  }

  private static boolean run(Path log, Path folder, Path configuration, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("APT_CONFIG", configuration.toString());
    return builder.start().waitFor() == 0;
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
