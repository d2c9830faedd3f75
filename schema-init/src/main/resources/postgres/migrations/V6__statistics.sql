-- Query statistics for the storage page; optional, so a server that refuses them is no failure.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA public;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_stat_statements is not available: %', SQLERRM;
END $$;
