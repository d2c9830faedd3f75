-- The Discogs records. The second text configuration keeps stop words and folds accents, so that "The Who" and "Bjork" are found.
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'discogsography_simple' AND cfgnamespace = 'public'::regnamespace) THEN
    CREATE TEXT SEARCH CONFIGURATION public.discogsography_simple (COPY = pg_catalog.simple);
    ALTER TEXT SEARCH CONFIGURATION public.discogsography_simple
      ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.simple;
  END IF;
END $$;

CREATE TABLE IF NOT EXISTS public.artists (
  data_id varchar PRIMARY KEY,
  hash varchar NOT NULL,
  data jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
DROP INDEX IF EXISTS public.idx_artists_hash;
DO $$ BEGIN
  -- An older layout indexed the whole value, which refuses values above 2.7 kB.
  IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'idx_artists_name' AND indexdef NOT LIKE '%512%') THEN
    DROP INDEX public.idx_artists_name;
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS idx_artists_updated_at ON public.artists (updated_at);
CREATE INDEX IF NOT EXISTS idx_artists_name ON public.artists (left(data ->> 'name', 512));
CREATE INDEX IF NOT EXISTS idx_artists_fts ON public.artists
  USING gin (to_tsvector('pg_catalog.english', coalesce(data ->> 'name', '')));
CREATE INDEX IF NOT EXISTS idx_artists_fts_simple ON public.artists
  USING gin (to_tsvector('public.discogsography_simple', coalesce(data ->> 'name', '')));

CREATE TABLE IF NOT EXISTS public.labels (
  data_id varchar PRIMARY KEY,
  hash varchar NOT NULL,
  data jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
DROP INDEX IF EXISTS public.idx_labels_hash;
DO $$ BEGIN
  -- An older layout indexed the whole value, which refuses values above 2.7 kB.
  IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'idx_labels_name' AND indexdef NOT LIKE '%512%') THEN
    DROP INDEX public.idx_labels_name;
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS idx_labels_updated_at ON public.labels (updated_at);
CREATE INDEX IF NOT EXISTS idx_labels_name ON public.labels (left(data ->> 'name', 512));
CREATE INDEX IF NOT EXISTS idx_labels_fts ON public.labels
  USING gin (to_tsvector('pg_catalog.english', coalesce(data ->> 'name', '')));
CREATE INDEX IF NOT EXISTS idx_labels_fts_simple ON public.labels
  USING gin (to_tsvector('public.discogsography_simple', coalesce(data ->> 'name', '')));

CREATE TABLE IF NOT EXISTS public.masters (
  data_id varchar PRIMARY KEY,
  hash varchar NOT NULL,
  data jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
DROP INDEX IF EXISTS public.idx_masters_hash;
DO $$ BEGIN
  -- An older layout indexed the whole value, which refuses values above 2.7 kB.
  IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'idx_masters_title' AND indexdef NOT LIKE '%512%') THEN
    DROP INDEX public.idx_masters_title;
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS idx_masters_updated_at ON public.masters (updated_at);
CREATE INDEX IF NOT EXISTS idx_masters_title ON public.masters (left(data ->> 'title', 512));
CREATE INDEX IF NOT EXISTS idx_masters_fts ON public.masters
  USING gin (to_tsvector('pg_catalog.english', coalesce(data ->> 'title', '')));
CREATE INDEX IF NOT EXISTS idx_masters_fts_simple ON public.masters
  USING gin (to_tsvector('public.discogsography_simple', coalesce(data ->> 'title', '')));
CREATE INDEX IF NOT EXISTS idx_masters_year ON public.masters ((data ->> 'year'));

CREATE TABLE IF NOT EXISTS public.releases (
  data_id varchar PRIMARY KEY,
  hash varchar NOT NULL,
  data jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
DROP INDEX IF EXISTS public.idx_releases_hash;
DO $$ BEGIN
  -- An older layout indexed the whole value, which refuses values above 2.7 kB.
  IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'idx_releases_title' AND indexdef NOT LIKE '%512%') THEN
    DROP INDEX public.idx_releases_title;
  END IF;
END $$;
CREATE INDEX IF NOT EXISTS idx_releases_updated_at ON public.releases (updated_at);
CREATE INDEX IF NOT EXISTS idx_releases_title ON public.releases (left(data ->> 'title', 512));
CREATE INDEX IF NOT EXISTS idx_releases_fts ON public.releases
  USING gin (to_tsvector('pg_catalog.english', coalesce(data ->> 'title', '')));
CREATE INDEX IF NOT EXISTS idx_releases_fts_simple ON public.releases
  USING gin (to_tsvector('public.discogsography_simple', coalesce(data ->> 'title', '')));
CREATE INDEX IF NOT EXISTS idx_releases_year ON public.releases ((data ->> 'year'));
CREATE INDEX IF NOT EXISTS idx_releases_country ON public.releases ((data ->> 'country'));
CREATE INDEX IF NOT EXISTS idx_releases_genres ON public.releases USING gin ((data -> 'genres'));
CREATE INDEX IF NOT EXISTS idx_releases_labels ON public.releases USING gin ((data -> 'labels'));
