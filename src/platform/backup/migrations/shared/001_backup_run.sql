CREATE TABLE backup_run (
  id uuid NOT NULL,
  scope text NOT NULL,
  tenant text,
  planned boolean NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  file text,
  bytes bigint,
  encrypted boolean,
  verified_at timestamptz,
  result text NOT NULL,
  expired_at timestamptz,
  CONSTRAINT backup_run_pkey PRIMARY KEY (id),
  CONSTRAINT backup_run_scope_known CHECK (scope IN ('whole', 'tenant')),
  CONSTRAINT backup_run_tenant_named CHECK ((scope = 'tenant') = (tenant IS NOT NULL)),
  CONSTRAINT backup_run_result_form CHECK (result ~ '^[a-z-]{1,40}$'),
  CONSTRAINT backup_run_ended_has_result CHECK ((ended_at IS NULL) = (result = 'running')),
  CONSTRAINT backup_run_verified_was_done CHECK (verified_at IS NULL OR result = 'done'),
  CONSTRAINT backup_run_bytes_positive CHECK (bytes > 0)
);
CREATE INDEX backup_run_by_start ON backup_run (started_at DESC, id DESC);
COMMENT ON TABLE backup_run IS 'Backups that were made on this installation: when, how large, whether it was restored into a scratch schema to check it, when its file was removed. The file is named without its folder';
COMMENT ON COLUMN backup_run.planned IS 'Started by the schedule, not by hand';
COMMENT ON COLUMN backup_run.verified_at IS 'When it was restored into a scratch schema and found the same';
COMMENT ON COLUMN backup_run.expired_at IS 'When the file was removed by the rule of how many are kept';

ALTER TABLE backup_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- A district sees the runs of the whole installation and its own.
CREATE POLICY backup_run_read ON backup_run FOR SELECT TO {{app}} USING (
  tenant IS NULL
  OR EXISTS (SELECT FROM tenant WHERE tenant.key = backup_run.tenant AND tenant.schema_name = current_setting('app.tenant', true))
);
CREATE POLICY backup_run_owner ON backup_run TO {{owner}} USING (true) WITH CHECK (true);
GRANT SELECT ON backup_run TO {{app}};
