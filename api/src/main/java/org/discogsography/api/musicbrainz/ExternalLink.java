package org.discogsography.api.musicbrainz;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A page elsewhere about something that is on Discogs. */
record ExternalLink(String service, String url) {

  /** The links of one thing, ordered by service and address. */
  record Answer(@JsonProperty("discogs_id") long discogsId, List<ExternalLink> links) {}
}
