package org.discogsography.localstack.stack;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to run and where.
 *
 * @param discogs the folder with Discogs dumps
 * @param download whether these are downloaded into that folder
 * @param musicbrainz the folder with MusicBrainz dumps; null = none, and then nothing runs for them
 * @param portOffset added to every port
 * @param only names of services and servers to run; empty for all
 * @param reload load the dumps again although they are loaded
 */
public record StackOptions(
    Path root,
    Path discogs,
    boolean download,
    @Nullable Path musicbrainz,
    Path data,
    int portOffset,
    Set<String> only,
    boolean reload) {

  private static final int LARGEST_OFFSET = 40_000;

  public StackOptions {
    only = Set.copyOf(only);
    if (portOffset < 0 || portOffset > LARGEST_OFFSET) {
      throw new StackException("--port-offset must be between 0 and " + LARGEST_OFFSET);
    }
  }

  public Path runFolder() {
    return data.resolve("run");
  }

  public Path logFolder() {
    return data.resolve("logs");
  }
}
