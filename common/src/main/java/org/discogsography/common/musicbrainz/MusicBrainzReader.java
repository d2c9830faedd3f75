package org.discogsography.common.musicbrainz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.postgres.DocumentCopy;
import org.discogsography.common.postgres.StorableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the messages of one type in one pass that builds no tree, since the largest have 50 MB. A
 * field that is null or of an unexpected kind counts as absent.
 */
public final class MusicBrainzReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] EMPTY_ARRAY = "[]".getBytes(StandardCharsets.US_ASCII);

  /** Dropped from the document that is kept: it belongs to the envelope. */
  private static final String ENVELOPE_TYPE = "type";

  /** Fields that are read as texts; all others are passed over. */
  private static final Set<String> TEXTS =
      Set.of(
          "name",
          "sort_name",
          "mb_type",
          "gender",
          "begin_date",
          "end_date",
          "area",
          "begin_area",
          "end_area",
          "disambiguation",
          "barcode",
          "status",
          "release_group_mbid",
          "first_release_date");

  private final String discogsIdField;

  public MusicBrainzReader(DataType type) {
    this.discogsIdField =
        switch (type) {
          case ARTISTS -> "discogs_artist_id";
          case LABELS -> "discogs_label_id";
          case RELEASES -> "discogs_release_id";
          case RELEASE_GROUPS -> "discogs_master_id";
          case MASTERS -> throw new IllegalArgumentException("MusicBrainz has no masters");
        };
  }

  /**
   * What the message says.
   *
   * @throws InvalidMessageException if it is not exactly one JSON object in UTF-8, or its id is no
   *     MBID
   */
  public MusicBrainzRecord read(DataRecord message) throws InvalidMessageException {
    return read(message, null);
  }

  /**
   * What the message says, and a copy of it all without the envelope's {@code type}.
   *
   * @param document of the message's bytes; gets every member
   */
  public MusicBrainzRecord read(DataRecord message, @Nullable DocumentCopy document)
      throws InvalidMessageException {
    Fields fields = new Fields();
    byte[] json = message.json();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT || json[start(parser)] != '{') {
        throw new InvalidMessageException("record is not a JSON object in UTF-8");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (document != null) {
          document.member(start(parser), !name.equals(ENVELOPE_TYPE));
        }
        parser.nextToken();
        readField(parser, name, json, fields);
      }
      if (document != null) {
        document.endOfMembers(start(parser));
      }
      if (parser.nextToken() != null) {
        throw new InvalidMessageException("record has text after its JSON object");
      }
    } catch (JacksonException e) {
      throw new InvalidMessageException("record is not valid JSON: " + e.getOriginalMessage(), e);
    }
    return fields.record(message);
  }

  private void readField(JsonParser parser, String name, byte[] json, Fields fields)
      throws InvalidMessageException {
    switch (name) {
      case "life_span" -> readLifeSpan(parser, fields);
      case "aliases" -> fields.aliases = array(parser, json);
      case "tags" -> fields.tags = array(parser, json);
      case "secondary_types" -> fields.secondaryTypes = texts(parser);
      case "relations" -> fields.relations = relations(parser);
      case "external_links" -> fields.links = links(parser);
      case "ended" -> {
        fields.ended = flag(parser);
        parser.skipChildren();
      }
      default -> {
        if (name.equals(discogsIdField)) {
          fields.discogsId = number(parser);
        } else if (name.equals("label_code")) {
          fields.labelCode = number(parser);
        } else if (TEXTS.contains(name)) {
          fields.texts.put(name, text(parser));
        }
        parser.skipChildren();
      }
    }
  }

  private static void readLifeSpan(JsonParser parser, Fields fields) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "begin" -> fields.lifeBegin = text(parser);
        case "end" -> fields.lifeEnd = text(parser);
        case "ended" -> fields.lifeEnded = flag(parser);
        default -> {
          // the contract has no other
        }
      }
      parser.skipChildren();
    }
  }

  private static List<Relation> relations(JsonParser parser) {
    List<Relation> relations = new ArrayList<>();
    forEachObject(parser, () -> relations.add(relation(parser)));
    return relations;
  }

  private static Relation relation(JsonParser parser) {
    String type = null;
    String targetType = null;
    String targetMbid = null;
    String direction = null;
    String begin = null;
    String end = null;
    List<String> attributes = List.of();
    Boolean ended = null;
    Long discogs = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> type = text(parser);
        case "target_type" -> targetType = text(parser);
        case "target_mbid" -> targetMbid = text(parser);
        case "direction" -> direction = text(parser);
        case "begin_date" -> begin = text(parser);
        case "end_date" -> end = text(parser);
        case "attributes" -> attributes = texts(parser);
        case "ended" -> ended = flag(parser);
        case "target_discogs_artist_id" -> discogs = number(parser);
        default -> {
          // not needed by any store
        }
      }
      parser.skipChildren();
    }
    return new Relation(
        orEmpty(type),
        EntityTypes.canonical(orEmpty(targetType)),
        Mbids.parse(targetMbid),
        "backward".equals(direction),
        attributes,
        orNull(begin),
        orNull(end),
        ended != null && ended,
        discogs);
  }

  /** Without duplicates and without links that lack their service or address. */
  private static List<ExternalLink> links(JsonParser parser) {
    Set<ExternalLink> links = new LinkedHashSet<>();
    forEachObject(
        parser,
        () -> {
          String service = "";
          String url = "";
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("service")) {
              service = orEmpty(text(parser));
            } else if (name.equals("url")) {
              url = orEmpty(text(parser));
            }
            parser.skipChildren();
          }
          if (!service.isEmpty() && !url.isEmpty()) {
            links.add(new ExternalLink(service, url));
          }
        });
    return List.copyOf(links);
  }

  /** Calls this for each object of the array that begins here. */
  private static void forEachObject(JsonParser parser, Runnable read) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        read.run();
      } else {
        parser.skipChildren();
      }
    }
  }

  private static List<String> texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return texts;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text(parser);
      if (text != null) {
        texts.add(text);
      }
      parser.skipChildren();
    }
    return texts;
  }

  /** The bytes of the array that begins here. */
  private static byte[] array(JsonParser parser, byte[] json) throws InvalidMessageException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return EMPTY_ARRAY;
    }
    int from = start(parser);
    parser.skipChildren();
    int to = start(parser) + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
    StorableText.copy(json, from, to, bytes);
    return bytes.toByteArray();
  }

  private static @Nullable String text(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? StorableText.of(parser.getString())
        : null;
  }

  private static @Nullable Boolean flag(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** A whole number, also when it was sent as a text. */
  private static @Nullable Long number(JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        && parser.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    try {
      return Long.valueOf(parser.getString());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Where the current token starts; never known for UTF-16 and UTF-32, which are refused. */
  private static int start(JsonParser parser) throws InvalidMessageException {
    long offset = parser.currentTokenLocation().getByteOffset();
    if (offset < 0) {
      throw new InvalidMessageException("record is not in UTF-8");
    }
    return (int) offset;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** The fields as they are found. */
  private static final class Fields {

    private final Map<String, @Nullable String> texts = new HashMap<>();
    private @Nullable String lifeBegin;
    private @Nullable String lifeEnd;
    private @Nullable Boolean lifeEnded;
    private @Nullable Boolean ended;
    private @Nullable Long discogsId;
    private @Nullable Long labelCode;
    private byte[] aliases = EMPTY_ARRAY;
    private byte[] tags = EMPTY_ARRAY;
    private List<String> secondaryTypes = List.of();
    private List<Relation> relations = List.of();
    private List<ExternalLink> links = List.of();

    MusicBrainzRecord record(DataRecord message) throws InvalidMessageException {
      String begin = orNull(texts.get("begin_date"));
      String end = orNull(texts.get("end_date"));
      Boolean over = ended == null ? lifeEnded : ended;
      return new MusicBrainzRecord(
          Mbids.require(message.id()),
          texts.get("name"),
          texts.get("sort_name"),
          texts.get("mb_type"),
          texts.get("gender"),
          begin == null ? orNull(lifeBegin) : begin,
          end == null ? orNull(lifeEnd) : end,
          over != null && over,
          texts.get("area"),
          texts.get("begin_area"),
          texts.get("end_area"),
          texts.get("disambiguation"),
          discogsId,
          labelCode == null || labelCode != labelCode.intValue() ? null : labelCode.intValue(),
          texts.get("barcode"),
          texts.get("status"),
          Mbids.parse(texts.get("release_group_mbid")),
          secondaryTypes,
          orNull(texts.get("first_release_date")),
          aliases,
          tags,
          relations,
          links);
    }
  }
}
