package org.discogsography.extractor.acquisition;

import java.io.IOException;
import java.net.URI;

/** The site answered a request with a status that is none of success. */
public final class RefusedException extends IOException {

  private final int status;

  RefusedException(URI address, int status, String more) {
    super("%s answered %d%s".formatted(address, status, more));
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** True if asking again soon would be no use. */
  boolean isFinal() {
    return switch (status) {
      case 401, 403, 404, 410, 429, 503 -> true;
      default -> false;
    };
  }
}
