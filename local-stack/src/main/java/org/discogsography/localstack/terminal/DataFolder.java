package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.nio.file.Path;
import org.discogsography.localstack.servers.Checkout;
import org.discogsography.localstack.stack.StackException;
import org.discogsography.localstack.stack.StackState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which stack is meant. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for all data, logs and state; default: var in the project.")
  private @Nullable Path data;

  Path path() throws IOException {
    return (data == null ? Checkout.root().resolve("var") : data).toAbsolutePath().normalize();
  }

  StackState state() throws IOException {
    Path folder = path();
    return StackState.read(folder)
        .orElseThrow(() ->
            new StackException(
                "no stack has run on %s yet; start one with ./discogsography up"
                    .formatted(folder)));
  }
}
