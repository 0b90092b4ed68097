CREATE TABLE setting (
  key text NOT NULL,
  version integer NOT NULL,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT setting_pkey PRIMARY KEY (key, version),
  CONSTRAINT setting_key_form CHECK (key ~ '^[a-z][a-zA-Z]*\.[a-z][a-zA-Z-]*$'),
  CONSTRAINT setting_version_positive CHECK (version > 0)
);
COMMENT ON TABLE setting IS 'What a district has decided about its platform; every version stays, the highest counts. Secrets are sealed before they come here';

ALTER TABLE setting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Pages of everybody and sign-in read settings too (imprint, ways to sign in); only members and the system write.
CREATE POLICY setting_read ON setting FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system', 'public', 'link'));
CREATE POLICY setting_write ON setting FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) IN ('user', 'system'));
GRANT SELECT, INSERT ON setting TO {{app}};
