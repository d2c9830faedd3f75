-- Precomputed analytics and the facet store.
CREATE SCHEMA IF NOT EXISTS insights;
CREATE TABLE IF NOT EXISTS insights.artist_centrality (
  rank int PRIMARY KEY,
  artist_id text NOT NULL,
  artist_name text NOT NULL,
  edge_count bigint NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS insights.genre_trends (
  genre text NOT NULL,
  decade int NOT NULL,
  release_count bigint NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (genre, decade)
);
CREATE INDEX IF NOT EXISTS idx_genre_trends_genre ON insights.genre_trends (genre);
CREATE TABLE IF NOT EXISTS insights.label_longevity (
  rank int PRIMARY KEY,
  label_id text NOT NULL,
  label_name text NOT NULL,
  first_year int NOT NULL,
  last_year int,
  years_active int NOT NULL,
  total_releases bigint NOT NULL,
  peak_decade int,
  still_active boolean NOT NULL DEFAULT false,
  computed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS insights.monthly_anniversaries (
  master_id text NOT NULL,
  title text NOT NULL,
  artist_name text,
  release_year int NOT NULL,
  anniversary int NOT NULL,
  computed_month int NOT NULL,
  computed_year int NOT NULL,
  computed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (master_id, computed_year, computed_month)
);
ALTER TABLE insights.monthly_anniversaries ADD COLUMN IF NOT EXISTS release_date text;
CREATE INDEX IF NOT EXISTS idx_anniversaries_month_year ON insights.monthly_anniversaries (computed_year, computed_month);
CREATE TABLE IF NOT EXISTS insights.data_completeness (
  entity_type text PRIMARY KEY,
  total_count bigint NOT NULL,
  with_image bigint NOT NULL DEFAULT 0,
  with_year bigint NOT NULL DEFAULT 0,
  with_country bigint NOT NULL DEFAULT 0,
  with_genre bigint NOT NULL DEFAULT 0,
  completeness_pct numeric(5,2) NOT NULL DEFAULT 0,
  computed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS insights.release_rarity (
  release_id bigint PRIMARY KEY,
  title text,
  artist_name text,
  year int,
  rarity_score real NOT NULL,
  tier text NOT NULL,
  hidden_gem_score real,
  pressing_scarcity real,
  label_catalog real,
  format_rarity real,
  temporal_scarcity real,
  graph_isolation real,
  computed_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE insights.release_rarity ADD COLUMN IF NOT EXISTS collection_prevalence real;
CREATE INDEX IF NOT EXISTS idx_release_rarity_score ON insights.release_rarity (rarity_score DESC);
CREATE INDEX IF NOT EXISTS idx_release_rarity_tier ON insights.release_rarity (tier);
CREATE INDEX IF NOT EXISTS idx_release_rarity_gem ON insights.release_rarity (hidden_gem_score DESC NULLS LAST);
CREATE TABLE IF NOT EXISTS insights.community_counts (
  release_id bigint PRIMARY KEY,
  have_count int NOT NULL DEFAULT 0,
  want_count int NOT NULL DEFAULT 0,
  fetched_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_community_counts_fetched ON insights.community_counts (fetched_at);
CREATE TABLE IF NOT EXISTS insights.computation_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  insight_type text NOT NULL,
  status text NOT NULL DEFAULT 'running',
  started_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz,
  rows_affected bigint,
  error_message text,
  duration_ms bigint
);
CREATE INDEX IF NOT EXISTS idx_computation_log_type_started ON insights.computation_log (insight_type, started_at DESC);
CREATE TABLE IF NOT EXISTS insights.facets (
  generation bigint NOT NULL,
  parent_type text NOT NULL,
  parent_name text NOT NULL,
  category text NOT NULL,
  rank int NOT NULL,
  child_id text NOT NULL,
  child_name text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (generation, parent_type, parent_name, category, rank)
);
CREATE TABLE IF NOT EXISTS insights.year_histograms (
  generation bigint NOT NULL,
  parent_type text NOT NULL,
  parent_name text NOT NULL,
  year int NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (generation, parent_type, parent_name, year)
);
