-- Accounts, credentials and sessions of all tenants. What a person may do stands in the tenant's own membership.

CREATE TABLE account (
  id uuid NOT NULL,
  email text,
  demo_tenant text,
  demo_role text,
  locale text NOT NULL DEFAULT 'de',
  created_at timestamptz NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_email_once UNIQUE (email),
  CONSTRAINT account_demo_role_once UNIQUE (demo_tenant, demo_role),
  CONSTRAINT account_email_normal CHECK (email = lower(btrim(email)) AND email LIKE '%_@_%' AND length(email) <= 254),
  CONSTRAINT account_locale_known CHECK (locale IN ('de', 'en')),
  CONSTRAINT account_person_or_demo_role CHECK (
    (email IS NOT NULL AND demo_tenant IS NULL AND demo_role IS NULL)
    OR (email IS NULL AND demo_tenant IS NOT NULL AND demo_role IS NOT NULL)
  )
);
COMMENT ON TABLE account IS 'Somebody who can sign in: a person by e-mail address, or a role of a demo tenant, which stands for nobody and has no address';

CREATE TABLE account_tenant (
  account_id uuid NOT NULL,
  tenant text NOT NULL,
  since timestamptz NOT NULL,
  CONSTRAINT account_tenant_pkey PRIMARY KEY (account_id, tenant),
  CONSTRAINT account_tenant_account FOREIGN KEY (account_id) REFERENCES account (id)
);
COMMENT ON TABLE account_tenant IS 'The tenants that trust an account. The administrator of one tenant may not set the password of an account that another trusts too';

CREATE TABLE credential (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  secret text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  CONSTRAINT credential_pkey PRIMARY KEY (id),
  CONSTRAINT credential_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT credential_kind_known CHECK (kind IN ('password', 'totp', 'passkey', 'oidc')),
  CONSTRAINT credential_password_hashed CHECK (kind <> 'password' OR secret LIKE '$argon2id$%')
);
CREATE UNIQUE INDEX credential_one_password ON credential (account_id) WHERE kind = 'password';
CREATE INDEX credential_of_account ON credential (account_id);
COMMENT ON TABLE credential IS 'What an account proves itself with. Passwords only as argon2id hashes; the other kinds are prepared and not used yet';

-- For the check below: the pair can be referred to.
ALTER TABLE tenant ADD CONSTRAINT tenant_key_demo_unique UNIQUE (key, demo);

-- A session says how it came about, and a sign-in by one click exists only where the tenant is a demo for ever:
-- the pair (tenant, tenant_demo) must be a row of the tenants, so that the check cannot be talked out of it.
CREATE TABLE session (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  tenant text NOT NULL,
  tenant_demo boolean NOT NULL,
  method text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_once UNIQUE (token_hash),
  CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT session_tenant FOREIGN KEY (tenant, tenant_demo) REFERENCES tenant (key, demo),
  CONSTRAINT session_token_length CHECK (length(token_hash) = 32),
  CONSTRAINT session_method_known CHECK (method IN ('password', 'link', 'demo')),
  CONSTRAINT session_one_click_only_in_demo CHECK (method <> 'demo' OR tenant_demo),
  CONSTRAINT session_end_has_reason CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CONSTRAINT session_end_reason_known CHECK (end_reason IN ('signed-out', 'ended-by-person', 'deactivated', 'password-changed'))
);
CREATE INDEX session_of_account ON session (account_id, tenant) WHERE ended_at IS NULL;
CREATE INDEX session_by_expiry ON session (expires_at);
COMMENT ON TABLE session IS 'A sign-in, found by the hash of its token. Kept for a week after its end, so that what was typed after it can be given back';

CREATE TABLE one_time_link (
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  purpose text NOT NULL,
  tenant text NOT NULL,
  account_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT one_time_link_pkey PRIMARY KEY (id),
  CONSTRAINT one_time_link_token_once UNIQUE (token_hash),
  CONSTRAINT one_time_link_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT one_time_link_token_length CHECK (length(token_hash) = 32),
  CONSTRAINT one_time_link_purpose_known CHECK (purpose IN ('invite', 'administrator', 'reset')),
  CONSTRAINT one_time_link_for_account CHECK ((purpose = 'administrator') = (account_id IS NULL)),
  CONSTRAINT one_time_link_used_or_revoked CHECK (used_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX one_time_link_of_account ON one_time_link (account_id, tenant);
COMMENT ON TABLE one_time_link IS 'A link that works once: to accept an invitation, to become the first administrator, to set a new password';

CREATE TABLE known_device (
  token_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  last_used_at timestamptz NOT NULL,
  CONSTRAINT known_device_pkey PRIMARY KEY (token_hash),
  CONSTRAINT known_device_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT known_device_token_length CHECK (length(token_hash) = 32)
);
CREATE INDEX known_device_by_use ON known_device (last_used_at);
COMMENT ON TABLE known_device IS 'Browsers that an account has signed in from: who attacks an account from elsewhere does not slow its owner down';

CREATE TABLE sign_in_throttle (
  bucket bytea NOT NULL,
  attempts integer NOT NULL,
  last_at timestamptz NOT NULL,
  CONSTRAINT sign_in_throttle_pkey PRIMARY KEY (bucket),
  CONSTRAINT sign_in_throttle_bucket_length CHECK (length(bucket) = 32),
  CONSTRAINT sign_in_throttle_attempts_positive CHECK (attempts > 0)
);
CREATE INDEX sign_in_throttle_by_time ON sign_in_throttle (last_at);
COMMENT ON TABLE sign_in_throttle IS 'Failed sign-ins of the last quarter of an hour per account, address and browser, each under a keyed hash; slows down, never locks';

-- These tables lie below every tenant and are asked before anybody is known, so the policies do not narrow by person;
-- what the role may do at all is narrowed by the grants.
ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE account_tenant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE credential ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE one_time_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE known_device ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE sign_in_throttle ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY account_app ON account TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY account_tenant_app ON account_tenant TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY credential_app ON credential TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY session_app ON session TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY one_time_link_app ON one_time_link TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY known_device_app ON known_device TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY sign_in_throttle_app ON sign_in_throttle TO {{app}} USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON account TO {{app}};
GRANT UPDATE (locale) ON account TO {{app}};
GRANT SELECT, INSERT ON account_tenant TO {{app}};
GRANT SELECT, INSERT ON credential TO {{app}};
GRANT UPDATE (secret, created_at, last_used_at) ON credential TO {{app}};
GRANT SELECT, INSERT, DELETE ON session TO {{app}};
GRANT UPDATE (last_seen_at, ended_at, end_reason) ON session TO {{app}};
GRANT SELECT, INSERT, DELETE ON one_time_link TO {{app}};
GRANT UPDATE (used_at, revoked_at) ON one_time_link TO {{app}};
GRANT SELECT, INSERT, DELETE ON known_device TO {{app}};
GRANT UPDATE (last_used_at) ON known_device TO {{app}};
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_throttle TO {{app}};
