package org.discogsography.extractor.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscogsLinksTest {

  private final DiscogsLinks artists = new DiscogsLinks(Entity.ARTIST);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.discogs.com/artist/7781",
        "https://www.discogs.com/artist/7781/",
        "https://www.discogs.com/artist/7781-Some-Name",
        "https://www.discogs.com/artist/7781-Some-Name?type=Releases#x",
        "http://discogs.com/de/artist/7781/",
        "https://www.discogs.com/pt_BR/artist/7781-Some-Name",
        "HTTP://WWW.DISCOGS.COM/artist/7781",
        "https://m.discogs.com/artist/7781?anv=x"
      })
  void addressOfAnArtistGivesItsId(String address) {
    artists.add(address, false, "");

    assertThat(artists.ids()).containsExactly(7781L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.discogs.com/label/7781",
        "https://www.discogs.com/user/7781",
        "https://www.discogs.com/artist/abc",
        "http://www.discogs.com/artist/Some+Name",
        "https://www.discogs.com/artist/7781abc",
        "https://www.discogs.com/artist/0",
        "https://www.discogs.com/artist/99999999999999999999",
        "https://www.discogs.com.example.org/artist/7781",
        "https://notdiscogs.com/artist/7781",
        "ftp://www.discogs.com/artist/7781",
        "https://www.discogs.com/sell/artist/7781",
        ""
      })
  void otherAddressesAreIgnored(String address) {
    artists.add(address, false, "");

    assertThat(artists.ids()).isEmpty();
  }

  @Test
  void bothFormsOfMasterAddressesAreKnown() {
    DiscogsLinks groups = new DiscogsLinks(Entity.RELEASE_GROUP);
    groups.add("https://www.discogs.com/master/12", false, null);
    groups.add("http://www.discogs.com/master/view/13", false, null);
    groups.add("https://www.discogs.com/release/14", false, null);

    assertThat(groups.ids()).containsExactly(12L, 13L);
  }

  @Test
  void pageWithoutCreditGoesBeforePagesOfPseudonymsAndEndedOnesComeLast() {
    artists.add("https://www.discogs.com/artist/1", true, "");
    artists.add("https://www.discogs.com/artist/2", false, "Lucky");
    artists.add("https://www.discogs.com/artist/3", false, "Boo");
    artists.add("https://www.discogs.com/artist/4", false, "");
    artists.add("https://www.discogs.com/artist/4-Again", false, "");
    artists.add("https://www.discogs.com/artist/5", false, null);

    assertThat(artists.ids()).containsExactly(4L, 5L, 2L, 3L, 1L);
  }

  @Test
  void linksOfOneEntityAreForgottenBeforeTheNext() {
    artists.add("https://www.discogs.com/artist/1", false, "");
    artists.clear();

    assertThat(artists.ids()).isEmpty();
  }
}
