package org.discogsography.extractor.sources;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.acquisition.StoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the site of the Discogs dumps offers: HTML pages with links, a start page for the
 * years and one for each year, or the listing of the bucket behind them in XML.
 */
final class DiscogsListing {

  private static final Logger log = LoggerFactory.getLogger(DiscogsListing.class);

  private static final int YEARS = 2;
  private static final Pattern LINK =
      Pattern.compile("href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);
  private static final Pattern YEAR = Pattern.compile("(?:^|[?&])prefix=data/(\\d{4})/?(?:&|$)");
  private static final Pattern DOWNLOAD = Pattern.compile("(?:^|[?&])download=([^&]+)");
  private static final Pattern KEY =
      Pattern.compile("data/(\\d{4})/(discogs_(\\d{8})_([A-Za-z0-9._-]+))");

  private final PoliteClient client;
  private final URI site;
  private final InstantSource clock;

  DiscogsListing(PoliteClient client, URI site, InstantSource clock) {
    this.client = client;
    this.site = site;
    this.clock = clock;
  }

  /**
   * A file that is offered.
   *
   * @param name without folder
   * @param size in bytes, 0 if the listing does not tell
   */
  record Offered(String name, URI address, long size) {}

  /**
   * A version with all types.
   *
   * @param files one of each type
   * @param checksums the checksum file, empty if none is offered
   */
  record Version(String date, Map<DataType, Offered> files, List<Offered> checksums) {}

  /** What one page says. */
  private record Page(Set<String> years, List<Offered> files, boolean cut) {
    boolean isEmpty() {
      return years.isEmpty() && files.isEmpty();
    }
  }

  /**
   * The newest version that has all types.
   *
   * @throws IOException if there is none, or the site cannot be read; the text says which
   */
  Version newest() throws IOException, InterruptedException {
    Page start = parse(client.page(site));
    Map<String, Offered> files = new LinkedHashMap<>();
    start.files().forEach(file -> files.putIfAbsent(file.name(), file));
    Set<String> years = new TreeSet<>(Comparator.reverseOrder());
    years.addAll(start.years());
    if (start.cut()) {
      int now = clock.instant().atZone(ZoneOffset.UTC).getYear();
      years.addAll(List.of(String.valueOf(now), String.valueOf(now - 1)));
    }
    if (years.isEmpty() && files.isEmpty()) {
      throw new IOException(
          site
              + " lists neither years nor dumps; its pages may have changed, or"
              + " DISCOGS_DUMP_URL is not the address of the dumps");
    }
    addYears(years.stream().limit(YEARS).toList(), files);
    return newestComplete(files);
  }

  /** A year that cannot be read is passed over; the others may be enough. */
  private void addYears(List<String> years, Map<String, Offered> files)
      throws IOException, InterruptedException {
    int read = 0;
    IOException last = null;
    for (String year : years) {
      URI address = URI.create(site + "?prefix=data%2F" + year + "%2F");
      try {
        Page page = parse(client.page(address));
        if (page.files().isEmpty()) {
          warn(year, "it lists no dumps; its form may have changed");
        } else {
          read++;
        }
        page.files().forEach(file -> files.putIfAbsent(file.name(), file));
      } catch (StoppedException e) {
        throw e;
      } catch (IOException e) {
        warn(year, String.valueOf(e.getMessage()));
        last = e;
      }
    }
    if (read < years.size()) {
      log.atWarn()
          .setMessage("⚠️ not all years could be read")
          .addKeyValue("years", years.size())
          .addKeyValue("read", read)
          .log();
    }
    if (files.isEmpty()) {
      throw new IOException(
          "none of the years %s of %s could be read%s"
              .formatted(years, site, last == null ? "" : ": " + last.getMessage()),
          last);
    }
  }

  private static void warn(String year, String reason) {
    log.atWarn()
        .setMessage("⚠️ a year of dumps cannot be read")
        .addKeyValue("year", year)
        .addKeyValue("reason", reason)
        .log();
  }

  private Version newestComplete(Map<String, Offered> files) throws IOException {
    Map<String, List<Offered>> byDate = new TreeMap<>(Comparator.reverseOrder());
    for (Offered file : files.values()) {
      byDate.computeIfAbsent(file.name().split("_", 3)[1], date -> new ArrayList<>()).add(file);
    }
    for (Map.Entry<String, List<Offered>> entry : byDate.entrySet()) {
      Version version = version(entry.getKey(), entry.getValue());
      if (version.files().size() == Source.DISCOGS.types().size()) {
        return version;
      }
      log.atInfo()
          .setMessage("📋 version is incomplete")
          .addKeyValue("version", entry.getKey())
          .addKeyValue("types", version.files().keySet())
          .log();
    }
    throw new IOException(
        "%s offers no version with all of artists, labels, masters and releases; the newest is %s"
            .formatted(site, byDate.keySet().iterator().next()));
  }

  private static Version version(String date, List<Offered> offered) {
    Map<DataType, Offered> files = new TreeMap<>();
    for (DataType type : Source.DISCOGS.types()) {
      offered.stream()
          .filter(file -> file.name().equals("discogs_" + date + "_" + type + ".xml.gz"))
          .forEach(file -> files.put(type, file));
    }
    List<Offered> checksums =
        offered.stream()
            .filter(file -> file.name().equals("discogs_" + date + "_CHECKSUM.txt"))
            .toList();
    return new Version(date, files, checksums);
  }

  private Page parse(String text) throws IOException {
    return text.contains("<ListBucketResult") ? bucket(text) : html(text);
  }

  private Page html(String text) {
    Set<String> years = new TreeSet<>();
    List<Offered> files = new ArrayList<>();
    Matcher links = LINK.matcher(text);
    while (links.find()) {
      String link = links.group(1) == null ? links.group(2) : links.group(1);
      String decoded = decoded(link.replace("&amp;", "&"));
      Matcher year = YEAR.matcher(decoded);
      Matcher download = DOWNLOAD.matcher(decoded);
      if (year.find()) {
        years.add(year.group(1));
      } else if (download.find()) {
        String key = download.group(1);
        Matcher matcher = KEY.matcher(key);
        if (matcher.matches()) {
          URI address = URI.create(site + "?download=" + key.replace("/", "%2F"));
          files.add(new Offered(matcher.group(2), address, 0));
        }
      }
    }
    return new Page(years, files, false);
  }

  private static String decoded(String link) {
    try {
      return URLDecoder.decode(link, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return link;
    }
  }

  private Page bucket(String text) throws IOException {
    Set<String> years = new TreeSet<>();
    List<Offered> files = new ArrayList<>();
    boolean cut = false;
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      String key = "";
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "Key" -> key = reader.getElementText();
            case "Size" -> add(files, key, reader.getElementText());
            case "Prefix" -> {
              Matcher year = YEAR.matcher("prefix=" + reader.getElementText());
              if (year.find()) {
                years.add(year.group(1));
              }
            }
            case "IsTruncated" -> cut = reader.getElementText().strip().equals("true");
            default -> {
              // says nothing of files
            }
          }
        }
      }
    } catch (XMLStreamException | NumberFormatException e) {
      throw new IOException(site + " sent a listing that is damaged: " + e.getMessage(), e);
    }
    return new Page(years, files, cut);
  }

  private void add(List<Offered> files, String key, String size) {
    Matcher matcher = KEY.matcher(key);
    if (matcher.matches()) {
      files.add(new Offered(matcher.group(2), site.resolve(key), Long.parseLong(size.strip())));
    }
  }
}
