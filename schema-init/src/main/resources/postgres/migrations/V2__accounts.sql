-- Accounts and what belongs to them.
CREATE TABLE IF NOT EXISTS public.users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email varchar(255) NOT NULL UNIQUE,
  hashed_password varchar(255) NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  is_admin boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS password_changed_at timestamptz;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS totp_secret varchar;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS totp_enabled boolean NOT NULL DEFAULT false;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS totp_recovery_codes jsonb;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS totp_failed_attempts int NOT NULL DEFAULT 0;
ALTER TABLE public.users ADD COLUMN IF NOT EXISTS totp_locked_until timestamptz;
CREATE UNIQUE INDEX IF NOT EXISTS idx_users_email_lower ON public.users (lower(email));
CREATE TABLE IF NOT EXISTS public.oauth_tokens (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
  provider varchar(50) NOT NULL,
  access_token text NOT NULL,
  access_secret text NOT NULL,
  provider_username varchar(255),
  provider_user_id varchar(255),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, provider)
);
CREATE TABLE IF NOT EXISTS public.app_tokens (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
  name varchar(255) NOT NULL,
  scope text[] NOT NULL,
  token_hash varchar(64) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS idx_app_tokens_token_hash ON public.app_tokens (token_hash);
CREATE INDEX IF NOT EXISTS idx_app_tokens_user_active ON public.app_tokens (user_id) WHERE revoked_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_app_tokens_token_lookup ON public.app_tokens (token_hash) WHERE revoked_at IS NULL;
CREATE TABLE IF NOT EXISTS public.app_config (
  key varchar(255) PRIMARY KEY,
  value text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS public.user_collections (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
  release_id bigint NOT NULL,
  instance_id bigint,
  folder_id int,
  title text,
  artist text,
  year int,
  formats jsonb,
  label text,
  condition varchar(100),
  rating smallint,
  notes text,
  date_added timestamptz,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (user_id, release_id, instance_id)
);
CREATE TABLE IF NOT EXISTS public.user_wantlists (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
  release_id bigint NOT NULL,
  title text,
  artist text,
  year int,
  format text,
  rating smallint,
  notes text,
  date_added timestamptz,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, release_id)
);
CREATE INDEX IF NOT EXISTS idx_user_collections_user_id ON public.user_collections (user_id);
CREATE INDEX IF NOT EXISTS idx_user_collections_release_id ON public.user_collections (release_id);
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'user_collections' AND column_name = 'title' AND data_type <> 'text') THEN ALTER TABLE public.user_collections ALTER COLUMN title TYPE text; END IF; END $$;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'user_collections' AND column_name = 'artist' AND data_type <> 'text') THEN ALTER TABLE public.user_collections ALTER COLUMN artist TYPE text; END IF; END $$;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'user_collections' AND column_name = 'label' AND data_type <> 'text') THEN ALTER TABLE public.user_collections ALTER COLUMN label TYPE text; END IF; END $$;
CREATE INDEX IF NOT EXISTS idx_user_wantlists_user_id ON public.user_wantlists (user_id);
CREATE INDEX IF NOT EXISTS idx_user_wantlists_release_id ON public.user_wantlists (release_id);
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'user_wantlists' AND column_name = 'title' AND data_type <> 'text') THEN ALTER TABLE public.user_wantlists ALTER COLUMN title TYPE text; END IF; END $$;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'user_wantlists' AND column_name = 'artist' AND data_type <> 'text') THEN ALTER TABLE public.user_wantlists ALTER COLUMN artist TYPE text; END IF; END $$;
DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'user_wantlists' AND column_name = 'format' AND data_type <> 'text') THEN ALTER TABLE public.user_wantlists ALTER COLUMN format TYPE text; END IF; END $$;
CREATE TABLE IF NOT EXISTS public.sync_history (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
  sync_type varchar(50) NOT NULL,
  status varchar(50) NOT NULL DEFAULT 'pending',
  items_synced int,
  pages_fetched int,
  error_message text,
  started_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz
);
CREATE INDEX IF NOT EXISTS idx_sync_history_user_started ON public.sync_history (user_id, started_at DESC);
DO $$ BEGIN IF EXISTS (SELECT FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'idx_sync_history_running' AND indexdef NOT LIKE 'CREATE UNIQUE%') THEN DROP INDEX public.idx_sync_history_running; END IF; END $$;
CREATE UNIQUE INDEX IF NOT EXISTS idx_sync_history_running ON public.sync_history (user_id) WHERE status = 'running';
CREATE TABLE IF NOT EXISTS public.revoked_tokens (
  jti varchar(64) PRIMARY KEY,
  user_id uuid REFERENCES public.users (id) ON DELETE CASCADE,
  revoked_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_revoked_tokens_expires_at ON public.revoked_tokens (expires_at);
CREATE TABLE IF NOT EXISTS public.snapshots (
  token varchar(64) PRIMARY KEY,
  user_id uuid REFERENCES public.users (id) ON DELETE CASCADE,
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS idx_snapshots_user_id ON public.snapshots (user_id);
CREATE INDEX IF NOT EXISTS idx_snapshots_expires_at ON public.snapshots (expires_at);
