package org.discogsography.extractor.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.extractor.musicbrainz.Lines.MBID;
import static org.discogsography.extractor.musicbrainz.Lines.OTHER_MBID;
import static org.discogsography.extractor.musicbrainz.Lines.line;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.discogsography.common.musicbrainz.Mbids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class NormalisationTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Test
  void emptyArtistHasEveryFieldOfTheContract() throws IOException {
    assertRecord(
        Lines.of(Entity.ARTIST, line("")),
        """
        {'id':'%s','aliases':[],'area':null,'begin_area':null,'country':null,'disambiguation':null,
        'discogs_artist_id':null,'discogs_ids':[],'end_area':null,'external_links':[],
        'gender':null,'genres':[],'ipis':[],'isnis':[],
        'life_span':{'begin':null,'end':null,'ended':false},'mb_type':null,'name':null,
        'rating':null,'relations':[],'sort_name':null,'tags':[]}
        """
            .formatted(MBID));
  }

  @Test
  void artistKeepsItsFields() throws IOException {
    assertRecord(
        Lines.of(
            Entity.ARTIST,
            line(
                """
                'name':'Ada','sort-name':'Ada','type':'Person','type-id':'x','gender':'Female',
                'country':'DE','area':{'id':'y','name':'Germany','sort-name':'Germany'},
                'begin-area':{'name':'Köln'},'end-area':null,'disambiguation':'',
                'life-span':{'begin':'1975-??-09','end':null,'ended':null},'ipis':['00014107338'],
                'isnis':['0000000121331720'],'annotation':'long','rating':{'value':4.5,'votes-count':2},
                'aliases':[{'name':'A','primary':null,'ended':false}],
                'tags':[{'name':'techno','count':3}],
                'genres':[{'id':'z','name':'techno','disambiguation':'','count':3}],
                'recordings':[{'title':'not needed'}]\
                """
                    .replace("\n", ""))),
        """
        {'id':'%s','aliases':[{'name':'A','primary':null,'ended':false}],'area':'Germany',
        'begin_area':'Köln','country':'DE','disambiguation':'','discogs_artist_id':null,
        'discogs_ids':[],'end_area':null,'external_links':[],'gender':'Female',
        'genres':[{'id':'z','name':'techno','disambiguation':'','count':3}],
        'ipis':['00014107338'],'isnis':['0000000121331720'],
        'life_span':{'begin':'1975-??-09','end':null,'ended':false},'mb_type':'Person','name':'Ada',
        'rating':{'value':4.5,'votes-count':2},'relations':[],'sort_name':'Ada',
        'tags':[{'name':'techno','count':3}]}
        """
            .formatted(MBID));
  }

  @Test
  void labelKeepsItsFields() throws IOException {
    assertRecord(
        Lines.of(
            Entity.LABEL,
            line(
                """
                'name':'Kompakt','sort-name':'Kompakt','type':'Original Production',
                'label-code':3130,'area':{'name':'Germany'},'life-span':null,'tags':null\
                """
                    .replace("\n", ""))),
        """
        {'id':'%s','aliases':[],'area':'Germany','country':null,'disambiguation':null,
        'discogs_label_id':null,'discogs_ids':[],'external_links':[],'genres':[],'ipis':[],
        'isnis':[],'label_code':3130,'life_span':{'begin':null,'end':null,'ended':false},
        'mb_type':'Original Production','name':'Kompakt','rating':null,'relations':[],'tags':[]}
        """
            .formatted(MBID));
  }

  @Test
  void releaseGroupKeepsItsFields() throws IOException {
    assertRecord(
        Lines.of(
            Entity.RELEASE_GROUP,
            line(
                """
                'title':'Blondie','primary-type':'Album','secondary-types':['Live','Remix'],
                'first-release-date':'','artist-credit':[{'name':'A.D.A.','joinphrase':' & ',
                'artist':{'id':'%s','name':'Ada'}},{'joinphrase':'','artist':{'id':null,'name':'B'}}]\
                """
                    .formatted(OTHER_MBID)
                    .replace("\n", ""))),
        """
        {'id':'%s','aliases':[],'artist_credit':[{'joinphrase':' & ','mbid':'%s','name':'A.D.A.'},
        {'joinphrase':'','mbid':null,'name':'B'}],'disambiguation':null,'discogs_master_id':null,
        'discogs_ids':[],'external_links':[],'first_release_date':null,'genres':[],
        'mb_type':'Album','name':'Blondie','rating':null,'relations':[],
        'secondary_types':['Live','Remix'],'tags':[]}
        """
            .formatted(MBID, OTHER_MBID));
  }

  @Test
  void releaseKeepsItsFieldsAndLeavesTracksOut() throws IOException {
    assertRecord(
        Lines.of(
            Entity.RELEASE,
            line(
                """
                'title':'Blondie','status':'Official','quality':'normal','packaging':null,
                'barcode':'','asin':null,'date':'2004-02','country':'DE',
                'release-events':[{'date':'2004-02','area':{'name':'Germany','iso-3166-1-codes':['DE','X']}},
                {'date':'','area':null},{'date':'2005','area':{'name':'Nowhere'}}],
                'text-representation':{'language':'eng','script':'Latn'},
                'cover-art-archive':{'artwork':true,'front':true,'back':false,'count':2,'darkened':false},
                'artist-credit':[{'name':'Ada','joinphrase':'','artist':{'id':'%s','name':'Ada'}}],
                'label-info':[{'catalog-number':'AREAL 26','label':{'id':'%s','name':'Areal'}},
                {'catalog-number':null,'label':null}],
                'release-group':{'id':'%s','title':'x'},
                'media':[{'position':1,'title':'','format':'12\\u0022 Vinyl','track-count':4,
                'tracks':[{'title':'left out','recording':{'relations':[{'type':'x'}]}}]}]\
                """
                    .formatted(OTHER_MBID, OTHER_MBID, OTHER_MBID)
                    .replace("\n", ""))),
        """
        {'id':'%s','aliases':[],'artist_credit':[{'joinphrase':'','mbid':'%s','name':'Ada'}],
        'asin':null,'barcode':'','country':'DE',
        'cover_art':{'artwork':true,'back':false,'count':2,'front':true},'date':'2004-02',
        'disambiguation':null,'discogs_release_id':null,'discogs_ids':[],'external_links':[],
        'genres':[],'label_info':[{'catalog_number':'AREAL 26','label_mbid':'%s','label_name':'Areal'},
        {'catalog_number':null,'label_mbid':null,'label_name':null}],'language':'eng',
        'media':[{'format':'12\\u0022 Vinyl','position':1,'title':'','track_count':4}],
        'name':'Blondie','packaging':null,'quality':'normal','relations':[],
        'release_events':[{'country':'DE','date':'2004-02'},{'country':null,'date':null},
        {'country':null,'date':'2005'}],'release_group_mbid':'%s','script':'Latn',
        'status':'Official','tags':[]}
        """
            .formatted(MBID, OTHER_MBID, OTHER_MBID, OTHER_MBID));
  }

  @ParameterizedTest
  @EnumSource(Entity.class)
  void unknownBarcodeAndLinksAreNullInEveryKind(Entity entity) throws IOException {
    JsonNode record = Lines.of(entity, line("'barcode':null")).only();

    assertThat(record.get(entity.discogsIdField()).isNull()).isTrue();
    assertThat(record.get("discogs_ids").isEmpty()).isTrue();
    assertThat(record.path("barcode").isNull()).isEqualTo(entity == Entity.RELEASE);
  }

  @Test
  void ofThreeDiscogsLinksTheOneWithoutCreditIsTheArtistsOwn() throws IOException {
    JsonNode record =
        Lines.of(
                Entity.ARTIST,
                line(
                    "'relations':["
                        + discogs("artist/444635", "Lucky Wilbury", false)
                        + ","
                        + discogs("artist/59792", "", false)
                        + ","
                        + discogs("artist/834818", "Boo Wilbury", false)
                        + ","
                        + discogs("user/bob", "", false)
                        + "]"))
            .only();

    assertThat(record.get("discogs_artist_id").asLong()).isEqualTo(59792);
    assertThat(record.get("discogs_artist_id").isIntegralNumber()).isTrue();
    assertThat(record.get("discogs_ids").toString()).isEqualTo("[59792,444635,834818]");
    assertThat(record.get("external_links").isEmpty()).isTrue();
  }

  @Test
  void linkThatHasEndedComesAfterOneThatHasNot() throws IOException {
    JsonNode record =
        Lines.of(
                Entity.ARTIST,
                line(
                    "'relations':["
                        + discogs("artist/1", "", true)
                        + ","
                        + discogs("artist/2", "", false)
                        + "]"))
            .only();

    assertThat(record.get("discogs_artist_id").asLong()).isEqualTo(2);
  }

  @Test
  void otherLinksAreKeptOnceInOrder() throws IOException {
    JsonNode record =
        Lines.of(
                Entity.ARTIST,
                line(
                    """
                    'relations':[
                    {'type':'wikidata','target-type':'url','ended':false,'url':{'resource':'https://w/Q1'}},
                    {'type':'blog','target-type':'url','ended':true,'url':{'resource':'https://b/'}},
                    {'type':'wikidata','target-type':'url','url':{'id':'x','resource':'https://w/Q1'}},
                    {'type':'wikidata','target-type':'url','url':{'id':'x'}},
                    {'type':'wikidata','target-type':'url','url':null},
                    {'type':'discogs','target-type':'url','url':{'resource':'https://www.discogs.com/user/x'}}]\
                    """
                        .replace("\n", "")))
            .only();

    assertThat(record.get("external_links"))
        .isEqualTo(
            json(
                """
                [{'service':'wikidata','url':'https://w/Q1'},
                {'ended':true,'service':'blog','url':'https://b/'}]
                """));
  }

  @Test
  void relationKeepsItsFieldsAndItsDirection() throws IOException {
    ArtistMap artists = new ArtistMap();
    artists.put(Objects.requireNonNull(Mbids.parse(OTHER_MBID)), 23);
    JsonNode record =
        Lines.of(
                Entity.ARTIST,
                artists,
                line(
                    """
                    'relations':[{'type':'member of band','type-id':'t','target-type':'artist',
                    'direction':'backward','begin':'1999','end':null,'ended':true,
                    'attributes':['guitar','original'],'attribute-values':{'guitar':'6'},
                    'attribute-ids':{'guitar':'i'},'attribute-credits':{},'ordering-key':3,
                    'source-credit':'','target-credit':'Ada B.',
                    'artist':{'id':'%s','name':'Ada','sort-name':'Ada','type':'Person'}}]\
                    """
                        .formatted(OTHER_MBID.toUpperCase(Locale.ROOT))
                        .replace("\n", "")))
            .only();

    assertThat(record.get("relations"))
        .isEqualTo(
            json(
                """
                [{'attribute_values':{'guitar':'6'},'attributes':['guitar','original'],
                'begin_date':'1999','direction':'backward','end_date':null,'ended':true,
                'source_credit':'','target_credit':'Ada B.','target_discogs_artist_id':23,
                'target_mbid':'%s','target_name':'Ada','target_type':'artist',
                'type':'member of band','type_id':'t'}]
                """
                    .formatted(OTHER_MBID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"release_group", "release-group"})
  void bothSpellingsOfReleaseGroupsAreOneTargetType(String spelling) throws IOException {
    for (String key : new String[] {"release_group", "release-group"}) {
      JsonNode relation =
          Lines.of(
                  Entity.ARTIST,
                  line(
                      "'relations':[{'type':'tribute','target-type':'%s','%s':{'id':'%s','title':'T'}}]"
                          .formatted(spelling, key, OTHER_MBID)))
              .only()
              .get("relations")
              .get(0);

      assertThat(relation.get("target_type").asString()).isEqualTo("release-group");
      assertThat(relation.get("target_mbid").asString()).isEqualTo(OTHER_MBID);
      assertThat(relation.get("target_name").asString()).isEqualTo("T");
    }
  }

  @Test
  void relationWithoutListsHasEmptyOnesAndUnknownTargetsHaveNoDiscogsId() throws IOException {
    JsonNode relation =
        Lines.of(
                Entity.LABEL,
                line(
                    "'relations':[{'type':'x','target-type':'artist','artist':{'id':'%s'}}]"
                        .formatted(OTHER_MBID)))
            .only()
            .get("relations")
            .get(0);

    assertThat(relation.get("attributes").isArray()).isTrue();
    assertThat(relation.get("ended").isBoolean()).isTrue();
    assertThat(relation.get("ended").asBoolean()).isFalse();
    assertThat(relation.get("target_discogs_artist_id").isNull()).isTrue();
  }

  @Test
  void relationsWithoutTargetAreDropped() throws IOException {
    JsonNode record =
        Lines.of(
                Entity.LABEL,
                line(
                    """
                    'relations':[{'type':'x','target-type':'artist','artist':null},
                    {'type':'x','target-type':'artist'},{'type':'x','target-type':'artist','artist':{'id':''}},
                    {'type':'x'},null,'text',
                    {'type':'part of','target-type':'mood','mood':{'id':'%s','name':'calm'}}]\
                    """
                        .formatted(OTHER_MBID)
                        .replace("\n", "")))
            .only();

    assertThat(record.get("relations").size()).isEqualTo(1);
    assertThat(record.get("relations").get(0).get("target_type").asString()).isEqualTo("mood");
  }

  @Test
  void oldSpellingOfAreasIsRead() throws IOException {
    JsonNode record =
        Lines.of(
                Entity.ARTIST,
                line("'begin_area':{'name':'Köln'},'end_area':{'name':'Bonn'},'end-area':null"))
            .only();

    assertThat(record.get("begin_area").asString()).isEqualTo("Köln");
    assertThat(record.get("end_area").asString()).isEqualTo("Bonn");
  }

  @Test
  void zeroCharactersAreRemovedAndLoneSurrogatesReplaced() throws IOException {
    JsonNode record =
        Lines.of(
                Entity.ARTIST,
                line(
                    "'name':'A\\u0000d\\ud83ea','sort-name':'\\ud83e\\udd18','tags':[{'n\\u0000':1}]"))
            .only();

    assertThat(record.get("name").asString()).isEqualTo("Ad\uFFFDa");
    assertThat(record.get("sort_name").asString()).isEqualTo("🤘");
    assertThat(record.get("tags").get(0).get("n").asInt()).isEqualTo(1);
  }

  @Test
  void orderOfMembersDoesNotChangeTheHash() throws IOException {
    String one =
        line("'name':'A','tags':[{'name':'x','count':1}],'rating':{'value':4,'votes-count':1}");
    String other =
        "{'rating':{'votes-count':1,'value':4},'tags':[{'count':1,'name':'x'}],'name':'A','id':'%s'}"
            .formatted(MBID)
            .replace('\'', '"');
    String changed = line("'name':'B','tags':[{'name':'x','count':1}]");

    Lines lines = Lines.of(Entity.ARTIST, one, other, changed);

    String hash = lines.messages.get(0).get("sha256").asString();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(lines.messages.get(1).get("sha256").asString()).isEqualTo(hash);
    assertThat(lines.messages.get(2).get("sha256").asString()).isNotEqualTo(hash);
  }

  private static String discogs(String page, String credit, boolean ended) {
    return ("{'type':'discogs','target-type':'url','source-credit':'%s','ended':%s,"
            + "'url':{'resource':'https://www.discogs.com/%s'}}")
        .formatted(credit, ended, page);
  }

  private static void assertRecord(Lines lines, String expected) {
    ObjectNode record = (ObjectNode) lines.only();
    assertThat(record.remove("type").asString()).isEqualTo("data");
    assertThat(record.remove("sha256").asString()).matches("[0-9a-f]{64}");
    assertThat(record).isEqualTo(json(expected));
  }

  private static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('\'', '"'));
  }
}
