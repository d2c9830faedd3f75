package org.discogsography.graphinator.records;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.graphinator.records.ReleaseRecord.Credit;
import org.discogsography.graphinator.records.ReleaseRecord.Identity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Discogs messages into graph records. Repeated references become one, references without id
 * and to the record itself are dropped, and a missing name gets a placeholder that readers can
 * show.
 */
public final class RecordReader {

  private final JsonMapper mapper = JsonMapper.shared();
  private final CreditCategories categories = new CreditCategories();
  private final YearRule years;

  public RecordReader(InstantSource clock) {
    this.years = new YearRule(clock);
  }

  public ArtistRecord artist(DataRecord message) throws InvalidMessageException {
    Content content = read(message);
    return new ArtistRecord(
        message.id(),
        message.sha256(),
        orElse(content.name, "Unknown Artist"),
        content.references("members"),
        content.references("groups"),
        content.references("aliases"));
  }

  public LabelRecord label(DataRecord message) throws InvalidMessageException {
    Content content = read(message);
    return new LabelRecord(
        message.id(),
        message.sha256(),
        orElse(content.name, "Unknown Label"),
        content.references("parentLabel"),
        content.references("sublabels"));
  }

  public MasterRecord master(DataRecord message) throws InvalidMessageException {
    Content content = read(message);
    return new MasterRecord(
        message.id(),
        message.sha256(),
        orElse(content.title, "Unknown Master"),
        content.year,
        content.references("artists"),
        List.copyOf(content.genres),
        List.copyOf(content.styles));
  }

  public ReleaseRecord release(DataRecord message) throws InvalidMessageException {
    Content content = read(message);
    String master = content.masterId;
    return new ReleaseRecord(
        message.id(),
        message.sha256(),
        orElse(content.title, "Unknown Release"),
        content.released,
        List.copyOf(content.formats),
        List.copyOf(content.formatDescriptions),
        content.catalogNumber,
        content.references("artists"),
        content.references("labels"),
        master == null || master.equals("0") ? List.of() : List.of(master),
        List.copyOf(content.genres),
        List.copyOf(content.styles),
        List.copyOf(content.credits),
        List.copyOf(content.identities));
  }

  private static String orElse(@Nullable String text, String placeholder) {
    return text == null ? placeholder : text;
  }

  private Content read(DataRecord message) throws InvalidMessageException {
    try (JsonParser parser = mapper.createParser(message.json())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidMessageException("not a JSON object");
      }
      Content content = new Content(message.id(), parser);
      content.fields.ofObject(content::field);
      if (parser.nextToken() != null) {
        throw new InvalidMessageException("not JSON: something follows the object");
      }
      return content;
    } catch (JacksonException e) {
      throw new InvalidMessageException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** What one message says, collected while its fields pass by. */
  private final class Content {

    private final String id;
    private final JsonParser parser;
    private final JsonFields fields;
    private final Map<String, Set<String>> references = new LinkedHashMap<>();
    private final Set<String> genres = new LinkedHashSet<>();
    private final Set<String> styles = new LinkedHashSet<>();
    private final List<String> formats = new ArrayList<>();
    private final Set<String> formatDescriptions = new LinkedHashSet<>();
    private final Set<Credit> credits = new LinkedHashSet<>();
    private final Set<Identity> identities = new LinkedHashSet<>();
    private @Nullable String name;
    private @Nullable String title;
    private @Nullable Integer year;
    private @Nullable Integer released;
    private @Nullable String masterId;
    private @Nullable String catalogNumber;

    Content(String id, JsonParser parser) {
      this.id = id;
      this.parser = parser;
      this.fields = new JsonFields(parser);
    }

    List<String> references(String field) {
      return List.copyOf(references.getOrDefault(field, Set.of()));
    }

    void field(String field) throws InvalidMessageException {
      switch (field) {
        case "name" -> name = fields.text(field);
        case "title" -> title = fields.text(field);
        case "year" -> {
          year = years.yearOf(parser);
          fields.skip();
        }
        case "released" -> {
          released = years.yearOf(parser);
          fields.skip();
        }
        case "master_id" -> masterId = fields.text(field);
        case "members", "groups", "aliases", "sublabels" -> readReferences(field, id);
        case "artists" -> readReferences(field, null);
        case "parentLabel" -> readParent(field);
        case "labels" -> readLabels(field);
        case "genres" -> readTexts(field, genres);
        case "styles" -> readTexts(field, styles);
        case "formats" -> readFormats(field);
        case "extraartists" -> readCredits(field);
        default -> fields.skip();
      }
    }

    private void readReferences(String field, @Nullable String self)
        throws InvalidMessageException {
      Set<String> ids = references.computeIfAbsent(field, key -> new LinkedHashSet<>());
      fields.ofObjects(
          field,
          entryField -> {
            if (entryField.equals("id")) {
              addReference(ids, fields.text(field + ".id"), self);
            } else {
              fields.skip();
            }
          },
          () -> {});
    }

    private void readParent(String field) throws InvalidMessageException {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return;
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw fields.wrongShape(field, "an object");
      }
      Set<String> ids = references.computeIfAbsent(field, key -> new LinkedHashSet<>());
      fields.ofObject(entryField -> {
        if (entryField.equals("id")) {
          addReference(ids, fields.text(field + ".id"), id);
        } else {
          fields.skip();
        }
      });
    }

    private void addReference(Set<String> ids, @Nullable String reference, @Nullable String self) {
      if (reference != null && !reference.equals(self)) {
        ids.add(reference);
      }
    }

    private void readLabels(String field) throws InvalidMessageException {
      Set<String> ids = references.computeIfAbsent(field, key -> new LinkedHashSet<>());
      int[] position = {0};
      fields.ofObjects(
          field,
          entryField -> {
            switch (entryField) {
              case "id" -> addReference(ids, fields.text("labels.id"), null);
              case "catno" -> {
                String number = fields.text("labels.catno");
                if (position[0] == 0) {
                  catalogNumber = number;
                }
              }
              default -> fields.skip();
            }
          },
          () -> position[0]++);
    }

    private void readTexts(String field, Set<String> values) throws InvalidMessageException {
      fields.ofList(
          field,
          () -> {
            String value = fields.text(field);
            if (value != null) {
              values.add(value);
            }
          });
    }

    private void readFormats(String field) throws InvalidMessageException {
      fields.ofObjects(
          field,
          entryField -> {
            switch (entryField) {
              case "name" -> {
                String format = fields.text("formats.name");
                if (format != null) {
                  formats.add(format);
                }
              }
              case "descriptions" -> readTexts("formats.descriptions", formatDescriptions);
              default -> fields.skip();
            }
          },
          () -> {});
    }

    private void readCredits(String field) throws InvalidMessageException {
      CreditEntry entry = new CreditEntry();
      fields.ofObjects(
          field,
          entryField -> {
            switch (entryField) {
              case "id" -> entry.artistId = fields.text("extraartists.id");
              case "name" -> entry.person = fields.text("extraartists.name");
              case "role" -> entry.role = fields.text("extraartists.role");
              default -> fields.skip();
            }
          },
          () -> addCredit(entry));
    }

    private void addCredit(CreditEntry entry) {
      String person = entry.person;
      String role = entry.role;
      String artistId = entry.artistId;
      entry.person = null;
      entry.role = null;
      entry.artistId = null;
      if (person == null || role == null) {
        return;
      }
      credits.add(new Credit(person, role, categories.categoryOf(role)));
      if (artistId != null) {
        identities.add(new Identity(person, artistId));
      }
    }
  }

  private static final class CreditEntry {
    private @Nullable String person;
    private @Nullable String role;
    private @Nullable String artistId;
  }
}
