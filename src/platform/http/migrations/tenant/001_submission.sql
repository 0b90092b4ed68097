CREATE TABLE submission (
  user_id uuid NOT NULL,
  fingerprint bytea NOT NULL,
  address text NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT submission_pkey PRIMARY KEY (user_id, fingerprint),
  CONSTRAINT submission_fingerprint_length CHECK (length(fingerprint) = 32)
);
CREATE INDEX submission_by_time ON submission (at);
COMMENT ON TABLE submission IS 'Forms that were acted on, so that the same values sent twice from the same page are done once. Kept for a day';

ALTER TABLE submission ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_owner ON submission TO {{app}}
  USING (user_id::text = current_setting('app.user_id', true))
  WITH CHECK (user_id::text = current_setting('app.user_id', true));
-- The platform sees what is older than a day, and nothing else, to remove it.
CREATE POLICY submission_old ON submission TO {{app}}
  USING (current_setting('app.actor', true) = 'system' AND at < now() - interval '1 day') WITH CHECK (false);
GRANT SELECT, INSERT, UPDATE (address), DELETE ON submission TO {{app}};
