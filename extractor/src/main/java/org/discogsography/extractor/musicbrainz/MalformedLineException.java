package org.discogsography.extractor.musicbrainz;

/** A line that is no JSON object or has no MBID; its text is the reason. */
final class MalformedLineException extends Exception {

  MalformedLineException(String reason) {
    super(reason);
  }
}
