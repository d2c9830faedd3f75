-- Which records each batch of an import has brought, as a compressed set of their ids: what none of them holds has left the dump.
CREATE TABLE IF NOT EXISTS public.seen_ids (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  data_type varchar(20) NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now(),
  ids bytea NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_seen_ids_type_seen_at ON public.seen_ids (data_type, seen_at);
