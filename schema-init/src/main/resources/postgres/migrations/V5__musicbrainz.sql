-- The MusicBrainz records; no foreign keys, because they arrive in any order.
CREATE SCHEMA IF NOT EXISTS musicbrainz;
CREATE TABLE IF NOT EXISTS musicbrainz.artists (
  mbid uuid PRIMARY KEY,
  name text NOT NULL,
  sort_name text,
  type text,
  gender text,
  begin_date text,
  end_date text,
  area text,
  begin_area text,
  end_area text,
  disambiguation text,
  ended boolean DEFAULT false,
  aliases jsonb,
  tags jsonb,
  discogs_artist_id bigint,
  data jsonb,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
ALTER TABLE musicbrainz.artists ADD COLUMN IF NOT EXISTS hash text;
ALTER TABLE musicbrainz.artists ADD COLUMN IF NOT EXISTS last_seen timestamptz;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'musicbrainz' AND table_name = 'artists' AND column_name = 'discogs_artist_id' AND data_type = 'integer') THEN ALTER TABLE musicbrainz.artists ALTER COLUMN discogs_artist_id TYPE bigint; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_mb_artists_discogs_id ON musicbrainz.artists (discogs_artist_id) WHERE discogs_artist_id IS NOT NULL;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'musicbrainz' AND indexname = 'idx_mb_artists_name' AND indexdef NOT LIKE '%512%') THEN DROP INDEX musicbrainz.idx_mb_artists_name; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_mb_artists_name ON musicbrainz.artists (left(name, 512));
CREATE TABLE IF NOT EXISTS musicbrainz.labels (
  mbid uuid PRIMARY KEY,
  name text NOT NULL,
  type text,
  begin_date text,
  end_date text,
  area text,
  disambiguation text,
  label_code int,
  ended boolean DEFAULT false,
  discogs_label_id bigint,
  data jsonb,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
ALTER TABLE musicbrainz.labels ADD COLUMN IF NOT EXISTS hash text;
ALTER TABLE musicbrainz.labels ADD COLUMN IF NOT EXISTS last_seen timestamptz;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'musicbrainz' AND table_name = 'labels' AND column_name = 'discogs_label_id' AND data_type = 'integer') THEN ALTER TABLE musicbrainz.labels ALTER COLUMN discogs_label_id TYPE bigint; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_mb_labels_discogs_id ON musicbrainz.labels (discogs_label_id) WHERE discogs_label_id IS NOT NULL;
DO $$ BEGIN IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'musicbrainz' AND indexname = 'idx_mb_labels_name' AND indexdef NOT LIKE '%512%') THEN DROP INDEX musicbrainz.idx_mb_labels_name; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_mb_labels_name ON musicbrainz.labels (left(name, 512));
CREATE TABLE IF NOT EXISTS musicbrainz.releases (
  mbid uuid PRIMARY KEY,
  name text NOT NULL,
  barcode text,
  status text,
  release_group_mbid uuid,
  discogs_release_id bigint,
  data jsonb,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
ALTER TABLE musicbrainz.releases ADD COLUMN IF NOT EXISTS hash text;
ALTER TABLE musicbrainz.releases ADD COLUMN IF NOT EXISTS last_seen timestamptz;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'musicbrainz' AND table_name = 'releases' AND column_name = 'discogs_release_id' AND data_type = 'integer') THEN ALTER TABLE musicbrainz.releases ALTER COLUMN discogs_release_id TYPE bigint; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_mb_releases_discogs_id ON musicbrainz.releases (discogs_release_id) WHERE discogs_release_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS musicbrainz.release_groups (
  mbid uuid PRIMARY KEY,
  name text NOT NULL,
  type text,
  first_release_date text,
  disambiguation text,
  secondary_types jsonb,
  discogs_master_id bigint,
  data jsonb,
  created_at timestamptz DEFAULT now(),
  updated_at timestamptz DEFAULT now()
);
ALTER TABLE musicbrainz.release_groups ADD COLUMN IF NOT EXISTS hash text;
ALTER TABLE musicbrainz.release_groups ADD COLUMN IF NOT EXISTS last_seen timestamptz;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'musicbrainz' AND table_name = 'release_groups' AND column_name = 'discogs_master_id' AND data_type = 'integer') THEN ALTER TABLE musicbrainz.release_groups ALTER COLUMN discogs_master_id TYPE bigint; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_mb_release_groups_discogs_id ON musicbrainz.release_groups (discogs_master_id) WHERE discogs_master_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS idx_mb_releases_release_group_mbid ON musicbrainz.releases (release_group_mbid);
CREATE TABLE IF NOT EXISTS musicbrainz.relationships (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_mbid uuid NOT NULL,
  target_mbid uuid NOT NULL,
  source_entity_type text NOT NULL,
  target_entity_type text NOT NULL,
  relationship_type text NOT NULL,
  begin_date text,
  end_date text,
  ended boolean DEFAULT false,
  attributes jsonb,
  created_at timestamptz DEFAULT now()
);
ALTER TABLE musicbrainz.relationships ADD COLUMN IF NOT EXISTS last_seen timestamptz;
-- The key holds a hash, since a long attribute list exceeds the row limit of an index; the hash is of the stored text,
-- so writers store attribute lists sorted.
ALTER TABLE musicbrainz.relationships ADD COLUMN IF NOT EXISTS attributes_hash text
  GENERATED ALWAYS AS (md5(attributes::text)) STORED;
DO $$ DECLARE old name; BEGIN
  FOR old IN SELECT conname FROM pg_constraint c WHERE conrelid = 'musicbrainz.relationships'::regclass AND contype = 'u'
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname = 'attributes_hash') LOOP
    EXECUTE format('ALTER TABLE musicbrainz.relationships DROP CONSTRAINT %I', old);
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'musicbrainz.relationships'::regclass AND conname = 'relationships_natural_key') THEN
    ALTER TABLE musicbrainz.relationships ADD CONSTRAINT relationships_natural_key UNIQUE NULLS NOT DISTINCT
      (source_mbid, target_mbid, source_entity_type, target_entity_type, relationship_type, begin_date, end_date, attributes_hash);
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS idx_mb_rels_source ON musicbrainz.relationships (source_mbid);
CREATE INDEX IF NOT EXISTS idx_mb_rels_target ON musicbrainz.relationships (target_mbid);
CREATE INDEX IF NOT EXISTS idx_mb_rels_type ON musicbrainz.relationships (relationship_type);
CREATE TABLE IF NOT EXISTS musicbrainz.external_links (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mbid uuid NOT NULL,
  entity_type text NOT NULL,
  service_name text NOT NULL,
  url text NOT NULL,
  created_at timestamptz DEFAULT now(),
  UNIQUE (mbid, entity_type, service_name, url)
);
ALTER TABLE musicbrainz.external_links ADD COLUMN IF NOT EXISTS last_seen timestamptz;
CREATE INDEX IF NOT EXISTS idx_mb_links_mbid ON musicbrainz.external_links (mbid);
CREATE INDEX IF NOT EXISTS idx_mb_links_service ON musicbrainz.external_links (service_name);
