package org.discogsography.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.discogsography.localstack.servers.Neo4jServer;
import org.junit.jupiter.api.Test;

class SharedFolderTest {

  @Test
  void foldersAreSharedOneAfterTheOtherOnly() throws Exception {
    String first;
    try (Holder one = new Holder();
        Holder two = new Holder()) {
      first = one.folder();
      assertThat(two.folder()).isNotEqualTo(first);
    }

    try (Holder three = new Holder()) {
      assertThat(three.folder()).isEqualTo(first);
    }
  }

  /** Another JVM of the same build that keeps its folder until it is told to end. */
  private static final class Holder implements AutoCloseable {

    private final Process process;
    private final String folder;

    Holder() throws IOException {
      process =
          new ProcessBuilder(
                  Neo4jServer.java(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Taker.class.getName(),
                  String.valueOf(ProcessHandle.current().pid()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output = process.inputReader();
      folder = String.valueOf(output.readLine());
    }

    String folder() {
      return folder;
    }

    @Override
    public void close() throws InterruptedException, IOException {
      process.outputWriter().close();
      process.waitFor();
    }
  }

  /**
   * Takes a folder for the process of this number, says which, and waits for the end of its input.
   */
  static final class Taker {

    private Taker() {}

    public static void main(String[] arguments) throws IOException {
      ProcessHandle owner = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
      Path folder = SharedFolder.take(owner).path();
      System.out.println(folder);
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
