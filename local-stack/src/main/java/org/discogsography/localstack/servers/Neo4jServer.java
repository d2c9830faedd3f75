package org.discogsography.localstack.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Neo4j community in a JVM of its own, from the jars that the build has copied. */
public final class Neo4jServer implements BackingServer {

  public static final String USERNAME = "neo4j";
  public static final String PASSWORD = "discogsography";

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  private static final int FIRST_HEAP_MEGABYTES = 512;
  private static final int SALT_BYTES = 32;
  private static final int HASH_ROUNDS = 1024;

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:-OmitStackTraceInFastThrow",
          "-XX:+DisableExplicitGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djdk.nio.maxCachedBufferSize=1024",
          "-Dio.netty.tryReflectionSetAccessible=true",
          "--add-modules=jdk.incubator.vector",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  private final Path data;
  private final int boltPort;
  private final int httpPort;
  private final int heapMegabytes;
  private final int pageCacheMegabytes;
  private final ServerProcess process;

  /**
   * @param httpPort 0 switches the browser and HTTP API off
   */
  public Neo4jServer(
      Path data, int boltPort, int httpPort, int heapMegabytes, int pageCacheMegabytes) {
    this.data = data.toAbsolutePath();
    this.boltPort = boltPort;
    this.httpPort = httpPort;
    this.heapMegabytes = heapMegabytes;
    this.pageCacheMegabytes = pageCacheMegabytes;
    this.process = new ServerProcess("neo4j", this.data);
  }

  /** Heap and page cache by this machine's memory: an eighth each, between 512 MB and 8 GB. */
  public static Neo4jServer sizedForMachine(
      Path data, int boltPort, int httpPort, long memoryMegabytes) {
    int share = (int) Math.clamp(memoryMegabytes / 8, 512, 8192);
    return new Neo4jServer(data, boltPort, httpPort, Math.min(share, 2048), share);
  }

  @Override
  public String name() {
    return "neo4j";
  }

  @Override
  public String description() {
    return "bolt://localhost:" + boltPort;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(data.resolve("conf"));
    Files.writeString(data.resolve("conf/neo4j.conf"), configuration());
    Path jars = Checkout.built("local-stack/neo4j-server/target/lib");
    if (!Files.exists(data.resolve("data/databases/system"))) {
      setInitialPassword();
    }
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xms" + Math.min(heapMegabytes, FIRST_HEAP_MEGABYTES) + "m");
    command.add("-Xmx" + heapMegabytes + "m");
    // half of it for new objects: a batch is large, and gone when it is committed
    command.add("-XX:NewRatio=1");
    command.add(heapMegabytes < 1024 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    command.addAll(JVM_OPTIONS);
    command.addAll(List.of("-cp", jars + "/*", "org.neo4j.server.Neo4jCommunity"));
    command.addAll(List.of("--home-dir=" + data, "--config-dir=" + data.resolve("conf")));
    process.start(command, Map.of(), data);
    process.awaitPort(boltPort, START_LIMIT);
    if (httpPort != 0) {
      process.awaitPort(httpPort, START_LIMIT);
    }
  }

  /**
   * Leaves the first password where Neo4j looks for it when it creates its system database: salted
   * SHA-256 as {@code neo4j-admin} writes it, which takes the password only as an argument that all
   * users of the machine can read.
   */
  private void setInitialPassword() throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    HexFormat hex = HexFormat.of();
    String credential =
        "%s:SHA-256,%s,%s,%d:%n"
            .formatted(
                USERNAME, hex.formatHex(hash(PASSWORD, salt)), hex.formatHex(salt), HASH_ROUNDS);
    Path file = data.resolve("data/dbms/auth.ini");
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, credential);
  }

  private static byte[] hash(String password, byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      byte[] hash = digest.digest(password.getBytes(StandardCharsets.UTF_8));
      for (int round = 1; round < HASH_ROUNDS; round++) {
        hash = digest.digest(hash);
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String configuration() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("server.default_listen_address", "127.0.0.1");
    settings.put("server.bolt.listen_address", "127.0.0.1:" + boltPort);
    settings.put("server.bolt.advertised_address", "localhost:" + boltPort);
    settings.put("server.http.enabled", String.valueOf(httpPort != 0));
    if (httpPort != 0) {
      settings.put("server.http.listen_address", "127.0.0.1:" + httpPort);
    }
    settings.put("server.https.enabled", "false");
    settings.put("server.memory.pagecache.size", pageCacheMegabytes + "m");
    settings.put("dbms.memory.transaction.total.max", heapMegabytes + "m");
    settings.put("db.transaction.timeout", "120s");
    settings.put("db.tx_log.preallocate", "false");
    settings.put("db.tx_log.rotation.retention_policy", "false");
    settings.put("dbms.usage_report.enabled", "false");
    settings.put("db.shutdown_transaction_end_timeout", "0s");
    settings.put("internal.server.bolt.thread_pool_shutdown_wait_time", "0s");
    settings.put("internal.server.bolt.connection_shutdown_wait_time", "0s");
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }

  /** The Java program that runs this one. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop(handle -> true, STOP_LIMIT);
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    process.kill();
  }

  @Override
  public boolean attach() throws IOException {
    return process.attach();
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  @Override
  public List<ProcessHandle> processes() {
    return process.handles();
  }

  @Override
  public Map<Integer, String> ports() {
    Map<Integer, String> ports = new LinkedHashMap<>();
    ports.put(boltPort, "Neo4j bolt");
    if (httpPort != 0) {
      ports.put(httpPort, "Neo4j HTTP");
    }
    return ports;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "NEO4J_HOST",
        "localhost",
        "NEO4J_PORT",
        String.valueOf(boltPort),
        "NEO4J_USERNAME",
        USERNAME,
        "NEO4J_PASSWORD",
        PASSWORD);
  }
}
