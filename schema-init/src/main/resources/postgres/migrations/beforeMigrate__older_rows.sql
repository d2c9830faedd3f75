-- An older layout let several synchronisations of one user stay "running" after a crash; the unique index of V2 would refuse them.
DO $$ BEGIN
  IF to_regclass('public.sync_history') IS NOT NULL AND NOT EXISTS (
      SELECT FROM pg_indexes
      WHERE schemaname = 'public' AND indexname = 'idx_sync_history_running' AND indexdef LIKE 'CREATE UNIQUE%') THEN
    UPDATE public.sync_history AS abandoned
    SET status = 'failed', completed_at = now(), error_message = 'abandoned'
    WHERE status = 'running' AND EXISTS (
      SELECT FROM public.sync_history AS newer
      WHERE newer.user_id = abandoned.user_id AND newer.status = 'running'
        AND (newer.started_at, newer.id) > (abandoned.started_at, abandoned.id));
  END IF;
END $$;
