-- A dense number for each row, by which an import notes in a few bytes which unchanged rows it has met.
ALTER TABLE musicbrainz.artists ADD COLUMN IF NOT EXISTS row_number bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE musicbrainz.labels ADD COLUMN IF NOT EXISTS row_number bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE musicbrainz.releases ADD COLUMN IF NOT EXISTS row_number bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE musicbrainz.release_groups ADD COLUMN IF NOT EXISTS row_number bigint GENERATED ALWAYS AS IDENTITY;
CREATE TABLE IF NOT EXISTS musicbrainz.seen_rows (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  data_type text NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now(),
  row_numbers bytea NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_seen_rows_type_seen_at ON musicbrainz.seen_rows (data_type, seen_at);
-- Which of the two ends' records lists a relationship; one that neither lists is deleted.
ALTER TABLE musicbrainz.relationships ADD COLUMN IF NOT EXISTS by_source boolean NOT NULL DEFAULT false;
ALTER TABLE musicbrainz.relationships ADD COLUMN IF NOT EXISTS by_target boolean NOT NULL DEFAULT false;
-- When a row was written; unchanged ones are noted in seen_rows instead.
ALTER TABLE musicbrainz.artists ALTER COLUMN last_seen SET DEFAULT now();
ALTER TABLE musicbrainz.labels ALTER COLUMN last_seen SET DEFAULT now();
ALTER TABLE musicbrainz.releases ALTER COLUMN last_seen SET DEFAULT now();
ALTER TABLE musicbrainz.release_groups ALTER COLUMN last_seen SET DEFAULT now();
ALTER TABLE musicbrainz.relationships ALTER COLUMN last_seen SET DEFAULT now();
ALTER TABLE musicbrainz.external_links ALTER COLUMN last_seen SET DEFAULT now();
