package org.discogsography.extractor.acquisition;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A file that a site offers.
 *
 * @param name under which it is kept, without folder
 * @param sha256 published for it in lower-case hex digits, null if unknown
 * @param format what it must begin with
 */
public record RemoteFile(URI address, String name, @Nullable String sha256, Format format) {

  /** How a file begins, so that an error page is told from a dump. */
  public enum Format {
    GZIP(0x1F, 0x8B),
    XZ(0xFD, '7', 'z', 'X', 'Z', 0x00);

    private final int[] magic;

    Format(int... magic) {
      this.magic = magic;
    }

    boolean begins(byte[] head, int length) {
      for (int i = 0; i < Math.min(length, magic.length); i++) {
        if ((head[i] & 0xFF) != magic[i]) {
          return false;
        }
      }
      return true;
    }

    int magicLength() {
      return magic.length;
    }
  }

  public RemoteFile {
    if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a dump file");
    }
  }
}
