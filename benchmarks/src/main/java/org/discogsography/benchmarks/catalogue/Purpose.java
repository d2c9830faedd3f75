package org.discogsography.benchmarks.catalogue;

/** What random numbers are drawn for; every purpose has numbers of its own. */
enum Purpose {
  FATE,
  EDITED_PART,
  ARTIST,
  ARTIST_PROFILE,
  KIN,
  KIN_HEARD,
  KIN_DROPPED,
  LABEL,
  LABEL_PROFILE,
  WORK,
  TRACK,
  MASTER,
  MASTER_VIDEOS,
  RELEASE,
  RELEASE_LABELS,
  RELEASE_CREDITS,
  RELEASE_FORMAT,
  RELEASE_TEXTS,
  RELEASE_TRACKS,
  RELEASE_OBJECTS,
  RELEASE_VIDEOS,
  RELEASE_COMPANIES,
  MBID,
  ENTITY_EXISTS,
  ENTITY,
  BOND
}
