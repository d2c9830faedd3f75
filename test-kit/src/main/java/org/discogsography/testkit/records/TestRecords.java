package org.discogsography.testkit.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Named records of Discogs in the form of the messages, made up so that they belong together: a
 * quintet and its trumpeter, their label and its parent, a master and two of its releases.
 */
public enum TestRecords {
  /** A person with an alias, a group and a home page. */
  TRUMPETER(
      "artists",
      """
      "id": "1", "name": "Blue Trumpeter", "realname": "Theo Blue", "data_quality": "Correct",
      "aliases": [{"id": "3", "name": "T. B."}], "groups": [{"id": "2", "name": "Blue Quintet"}],
      "urls": ["https://trumpeter.example"]
      """),
  /** A group with one member who is a record and one who is not. */
  QUINTET(
      "artists",
      """
      "id": "2", "name": "Blue Quintet", "profile": "Five players from the harbour.",
      "members": [{"id": "1", "name": "Blue Trumpeter"}, {"id": "4", "name": "Ada Bass"}],
      "namevariations": ["The Blue Quintet"]
      """),
  /** A label that belongs to another one. */
  HARBOUR_LABEL(
      "labels",
      """
      "id": "10", "name": "Harbour Records", "parentLabel": {"id": "11", "name": "Harbour Group"}
      """),
  /** The parent, which names its part. */
  HARBOUR_GROUP(
      "labels",
      """
      "id": "11", "name": "Harbour Group", "sublabels": [{"id": "10", "name": "Harbour Records"}]
      """),
  /** A master with a year. */
  NIGHT_MASTER(
      "masters",
      """
      "id": "100", "title": "Night on the Quay", "year": "1959", "main_release": "1000",
      "artists": [{"id": "2", "name": "Blue Quintet"}], "genres": ["Jazz"],
      "styles": ["Hard Bop", "Modal"]
      """),
  /** The main release of the master, with credits, two labels and tracks. */
  NIGHT_FIRST_PRESSING(
      "releases",
      """
      "id": "1000", "status": "Accepted", "title": "Night on the Quay", "country": "US",
      "released": "1959-08-17", "master_id": "100", "is_main_release": true,
      "artists": [{"id": "2", "name": "Blue Quintet"}],
      "extraartists": [
        {"id": "1", "name": "Blue Trumpeter", "role": "Trumpet"},
        {"id": "4", "name": "Ada Bass", "role": "Bass, Written-By"}],
      "labels": [{"id": "10", "name": "Harbour Records", "catno": "HR 1"}],
      "formats": [{"name": "Vinyl", "qty": "1", "descriptions": ["LP", "Album", "Mono"]}],
      "genres": ["Jazz"], "styles": ["Hard Bop", "Modal"],
      "tracklist": [
        {"position": "A1", "title": "Night on the Quay", "duration": "9:22"},
        {"position": "B1", "title": "Foghorn", "duration": "11:33"}]
      """),
  /** A later release of the same master by the other label, without a full date. */
  NIGHT_REISSUE(
      "releases",
      """
      "id": "1001", "status": "Accepted", "title": "Night on the Quay", "country": "Germany",
      "released": "1997", "master_id": "100",
      "artists": [{"id": "2", "name": "Blue Quintet"}],
      "labels": [{"id": "11", "name": "Harbour Group", "catno": "HG 7"}],
      "formats": [{"name": "CD", "qty": "1", "descriptions": ["Album", "Reissue"]}],
      "genres": ["Jazz"]
      """),
  /** As little as a release can say. */
  BARE_RELEASE("releases", "\"id\": \"1002\", \"title\": \"Untitled\"");

  private final String type;
  private final String fields;

  TestRecords(String type, String fields) {
    this.type = type;
    this.fields = fields;
  }

  /** The name of the data type, such as {@code releases}. */
  public String type() {
    return type;
  }

  /** A hash of this record's content; another one for every record. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(fields.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The body of the message that carries this record. */
  public byte[] message() {
    return "{\"type\": \"data\", \"sha256\": \"%s\", %s}"
        .formatted(hash(), fields.strip())
        .getBytes(StandardCharsets.UTF_8);
  }
}
