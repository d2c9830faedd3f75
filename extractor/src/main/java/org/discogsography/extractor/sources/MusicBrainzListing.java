package org.discogsography.extractor.sources;

import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.acquisition.StoppedException;
import org.discogsography.extractor.dumps.PublishedChecksums;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads which versions of the MusicBrainz dumps the site offers. */
final class MusicBrainzListing {

  private static final Logger log = LoggerFactory.getLogger(MusicBrainzListing.class);

  private static final Pattern LINK =
      Pattern.compile(
          "href\\s*=\\s*[\"'](?:[^\"']*/)?(\\d{8}-\\d{6})/?[\"']", Pattern.CASE_INSENSITIVE);

  private final PoliteClient client;
  private final URI site;

  MusicBrainzListing(PoliteClient client, URI site) {
    this.client = client;
    this.site = site;
  }

  /**
   * A version with its checksums.
   *
   * @param folder its address, with a slash at its end
   * @param checksumText as the site gives it
   */
  record Version(String name, URI folder, PublishedChecksums checksums, String checksumText) {}

  /**
   * The newest version that is there whole: one whose checksums cannot be had yet is still being
   * copied to the site, and the one before it is taken.
   *
   * @param loaded the newest version that is loaded, empty if none is; nothing older is offered
   * @throws IOException if there is none, or the site cannot be read; the text says which
   */
  Version newest(String loaded) throws IOException, InterruptedException {
    TreeSet<String> versions = new TreeSet<>(Comparator.reverseOrder());
    Matcher links = LINK.matcher(client.page(site));
    while (links.find()) {
      versions.add(links.group(1));
    }
    if (versions.isEmpty()) {
      throw new IOException(
          site
              + " lists no versions YYYYMMDD-HHMMSS; its pages may have changed, or"
              + " MUSICBRAINZ_DUMP_URL is not the address of the dumps");
    }
    IOException first = null;
    for (String version : versions) {
      if (version.compareTo(loaded) < 0 && first != null) {
        break;
      }
      URI folder = site.resolve(version + "/");
      try {
        String text = client.page(folder.resolve(PublishedChecksums.MUSICBRAINZ));
        PublishedChecksums checksums = PublishedChecksums.parse(text);
        if (checksums.isEmpty()) {
          throw new IOException(
              folder.resolve(PublishedChecksums.MUSICBRAINZ) + " holds no checksums");
        }
        return new Version(version, folder, checksums, text);
      } catch (StoppedException e) {
        throw e;
      } catch (IOException e) {
        first = first == null ? e : first;
        log.atWarn()
            .setMessage("⚠️ version is not whole yet, looking for the one before it")
            .addKeyValue("version", version)
            .addKeyValue("reason", e.getMessage())
            .log();
      }
    }
    throw new IOException(
        "%s offers no version with checksums: %s"
            .formatted(site, first == null ? "" : first.getMessage()),
        first);
  }
}
