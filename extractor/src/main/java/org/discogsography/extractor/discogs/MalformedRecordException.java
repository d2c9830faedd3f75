package org.discogsography.extractor.discogs;

/** A record that cannot be parsed or has no id; its text is the reason. */
final class MalformedRecordException extends Exception {

  MalformedRecordException(String reason) {
    super(reason);
  }
}
