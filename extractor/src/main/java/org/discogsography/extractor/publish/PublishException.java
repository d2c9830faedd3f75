package org.discogsography.extractor.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Messages could not be delivered in spite of all patience. */
public class PublishException extends IOException {

  public PublishException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
