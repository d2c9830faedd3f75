-- Administration and metrics.
CREATE TABLE IF NOT EXISTS public.extraction_history (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  triggered_by uuid REFERENCES public.users (id) ON DELETE SET NULL,
  status varchar(20) NOT NULL DEFAULT 'pending',
  started_at timestamptz,
  completed_at timestamptz,
  record_counts jsonb,
  error_message text,
  extractor_version varchar(50),
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.extraction_history ADD COLUMN IF NOT EXISTS source varchar(20);
ALTER TABLE public.extraction_history ADD COLUMN IF NOT EXISTS run_id varchar(64);
CREATE INDEX IF NOT EXISTS idx_extraction_history_status ON public.extraction_history (status);
CREATE INDEX IF NOT EXISTS idx_extraction_history_created_at ON public.extraction_history (created_at DESC);
CREATE TABLE IF NOT EXISTS public.admin_audit_log (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  admin_id uuid REFERENCES public.users (id) ON DELETE SET NULL,
  action varchar(100) NOT NULL,
  target varchar(255),
  details jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idx_admin_audit_log_created_at ON public.admin_audit_log (created_at DESC);
CREATE INDEX IF NOT EXISTS idx_admin_audit_log_admin_id ON public.admin_audit_log (admin_id);
DO $$ DECLARE old name; BEGIN
  ALTER TABLE public.extraction_history ALTER COLUMN triggered_by DROP NOT NULL;
  FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = 'public.extraction_history'::regclass AND contype = 'f' AND confdeltype <> 'n' LOOP
    EXECUTE format('ALTER TABLE public.extraction_history DROP CONSTRAINT %I', old);
    ALTER TABLE public.extraction_history ADD CONSTRAINT extraction_history_triggered_by_fkey FOREIGN KEY (triggered_by) REFERENCES public.users (id) ON DELETE SET NULL;
  END LOOP;
END $$;
DO $$ DECLARE old name; BEGIN
  ALTER TABLE public.admin_audit_log ALTER COLUMN admin_id DROP NOT NULL;
  FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = 'public.admin_audit_log'::regclass AND contype = 'f' AND confdeltype <> 'n' LOOP
    EXECUTE format('ALTER TABLE public.admin_audit_log DROP CONSTRAINT %I', old);
    ALTER TABLE public.admin_audit_log ADD CONSTRAINT admin_audit_log_admin_id_fkey FOREIGN KEY (admin_id) REFERENCES public.users (id) ON DELETE SET NULL;
  END LOOP;
END $$;
CREATE TABLE IF NOT EXISTS public.queue_metrics (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  queue_name varchar(100) NOT NULL,
  messages_ready int,
  messages_unacknowledged int,
  consumers int,
  publish_rate real,
  ack_rate real
);
CREATE INDEX IF NOT EXISTS idx_queue_metrics_recorded_queue ON public.queue_metrics (recorded_at, queue_name);
CREATE TABLE IF NOT EXISTS public.service_health_metrics (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  service_name varchar(50) NOT NULL,
  status varchar(20),
  response_time_ms real,
  endpoint_stats jsonb
);
CREATE INDEX IF NOT EXISTS idx_service_health_recorded_service ON public.service_health_metrics (recorded_at, service_name);
