package org.discogsography.testkit.sites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.discogsography.testkit.sites.TestSite.file;
import static org.discogsography.testkit.sites.TestSite.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;

/** A site that offers Discogs dumps as the real one does. */
public final class DumpSite implements AutoCloseable {

  private final TestSite site = new TestSite();
  private final Map<String, byte[]> files = new TreeMap<>();

  /** The site itself, to change how it behaves. */
  public TestSite site() {
    return site;
  }

  /** Address of the site, with a slash at its end. */
  public URI address() {
    return site.address();
  }

  /** Offers a version with these records in each file, and its checksums. */
  public void offer(String date, int records) throws IOException {
    Map<DataType, byte[]> dumps = new TreeMap<>();
    for (DataType type : Source.DISCOGS.types()) {
      dumps.put(type, dump(type, records, date));
    }
    offer(date, dumps);
  }

  /** Offers a version with these files, and its checksums. */
  public void offer(String date, Map<DataType, byte[]> dumps) {
    StringBuilder checksums = new StringBuilder();
    dumps.forEach((type, dump) -> {
      put(date, type, dump);
      checksums.append(sum(dump)).append(" *").append(name(date, type)).append('\n');
    });
    put("discogs_" + date + "_CHECKSUM.txt", checksums.toString().getBytes(UTF_8));
  }

  /** Offers another file of a type than before; its checksum stays what it was. */
  public void put(String date, DataType type, byte[] content) {
    put(name(date, type), content);
  }

  /** Offers a file under its name, in parts as well. */
  public void put(String name, byte[] content) {
    files.put(name, content);
    site.put(target(name), file(content, "\"" + sum(content) + "\""));
    list();
  }

  /** Lists a file no longer. */
  public void remove(String name) {
    files.remove(name);
    list();
  }

  /** The file that is offered. */
  public byte[] content(String date, DataType type) {
    return Objects.requireNonNull(files.get(name(date, type)), "not offered");
  }

  private void list() {
    Map<String, String> byYear =
        files.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    DumpSite::year,
                    TreeMap::new,
                    Collectors.mapping(
                        name -> "<a href=\"" + target(name).substring(1) + "\">" + name + "</a>",
                        Collectors.joining("\n"))));
    byYear.forEach((year, links) -> site.put("/?prefix=data%2F" + year + "%2F", text(links)));
    site.put(
        "/",
        text(
            byYear.keySet().stream()
                .map(year -> "<a href=\"?prefix=data%2F" + year + "%2F\">" + year + "</a>")
                .collect(Collectors.joining("\n"))));
  }

  private static String year(String name) {
    return name.split("_", 3)[1].substring(0, 4);
  }

  /** Path and query of a file. */
  public static String target(String name) {
    return "/?download=data%2F" + year(name) + "%2F" + name;
  }

  /** The name of a dump file. */
  public static String name(String date, DataType type) {
    return "discogs_" + date + "_" + type + ".xml.gz";
  }

  /** A dump of records with the ids from 1 on; each says of which version it is. */
  public static byte[] dump(DataType type, int records, String date) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(("<" + type + ">\n").getBytes(UTF_8));
      for (int id = 1; id <= records; id++) {
        out.write(record(type, id, "Name " + id + " in " + date).getBytes(UTF_8));
      }
      out.write(("</" + type + ">").getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String record(DataType type, int id, String name) {
    String element = type.text().substring(0, type.text().length() - 1);
    return type == DataType.ARTISTS || type == DataType.LABELS
        ? "<%s><id>%d</id><name>%s</name></%s>\n".formatted(element, id, name, element)
        : "<%s id=\"%d\"><title>%s</title></%s>\n".formatted(element, id, name, element);
  }

  /** SHA-256 in hex digits. */
  public static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    site.close();
  }
}
