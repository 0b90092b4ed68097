CREATE TABLE draft (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  route text NOT NULL,
  address text NOT NULL,
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT draft_pkey PRIMARY KEY (id),
  CONSTRAINT draft_address_below_tenant CHECK (address LIKE '/%' AND address NOT LIKE '//%'),
  CONSTRAINT draft_content_is_object CHECK (jsonb_typeof(content) = 'object'),
  CONSTRAINT draft_expires_later CHECK (expires_at > updated_at)
);
CREATE INDEX draft_of_user ON draft (user_id, route, address);
CREATE INDEX draft_by_expiry ON draft (expires_at);
COMMENT ON TABLE draft IS 'What a person typed into a form and has not sent, or sent after the session had ended. Only its owner sees it; it goes after a week';

ALTER TABLE draft ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY draft_owner ON draft TO {{app}}
  USING (user_id::text = current_setting('app.user_id', true))
  WITH CHECK (user_id::text = current_setting('app.user_id', true));
-- The platform sees what has expired, and nothing else, to remove it.
CREATE POLICY draft_expired ON draft TO {{app}}
  USING (current_setting('app.actor', true) = 'system' AND expires_at < now()) WITH CHECK (false);
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO {{app}};
