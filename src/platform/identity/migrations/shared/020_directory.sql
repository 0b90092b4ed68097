-- Sign-in from a district's own directory (OpenID Connect).

-- An account is linked with one person of one directory in one tenant: `secret` is the hash of tenant, issuer and subject.
ALTER TABLE credential ADD CONSTRAINT credential_oidc_hashed CHECK (kind <> 'oidc' OR secret ~ '^[A-Za-z0-9_-]{43}$');
CREATE UNIQUE INDEX credential_oidc_once ON credential (secret) WHERE kind = 'oidc';

CREATE TABLE directory_sign_in (
  id uuid NOT NULL,
  state_hash bytea NOT NULL,
  tenant text NOT NULL,
  browser_hash bytea NOT NULL,
  setting_version integer NOT NULL,
  account_id uuid,
  sealed text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT directory_sign_in_pkey PRIMARY KEY (id),
  CONSTRAINT directory_sign_in_state_once UNIQUE (state_hash),
  CONSTRAINT directory_sign_in_state_length CHECK (length(state_hash) = 32),
  CONSTRAINT directory_sign_in_browser_length CHECK (length(browser_hash) = 32),
  CONSTRAINT directory_sign_in_account FOREIGN KEY (account_id) REFERENCES account (id)
);
CREATE INDEX directory_sign_in_by_expiry ON directory_sign_in (expires_at);
COMMENT ON TABLE directory_sign_in IS 'A sign-in at a directory that was begun and not ended: bound to one browser, used once, gone within a day. What only this program may know (nonce, code verifier, the way back) is sealed';

CREATE TABLE directory_session (
  session_id uuid NOT NULL,
  tenant text NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  sid text,
  id_token text,
  created_at timestamptz NOT NULL,
  CONSTRAINT directory_session_pkey PRIMARY KEY (session_id),
  CONSTRAINT directory_session_session FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE
);
CREATE INDEX directory_session_of_subject ON directory_session (tenant, issuer, subject);
CREATE INDEX directory_session_of_sid ON directory_session (tenant, issuer, sid);
COMMENT ON TABLE directory_session IS 'Which session of the directory a session here came from, so that the directory can end it; the ID token is sealed and only tells the directory whose session ends';

CREATE TABLE directory_logout (
  token_hash bytea NOT NULL,
  tenant text NOT NULL,
  received_at timestamptz NOT NULL,
  CONSTRAINT directory_logout_pkey PRIMARY KEY (token_hash),
  CONSTRAINT directory_logout_hash_length CHECK (length(token_hash) = 32)
);
CREATE INDEX directory_logout_by_time ON directory_logout (received_at);
COMMENT ON TABLE directory_logout IS 'Logout tokens that have been received: a second one with the same id is refused';

-- As the other tables of sign-in: asked before anybody is known, narrowed by what the role may do at all.
ALTER TABLE directory_sign_in ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE directory_session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE directory_logout ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY directory_sign_in_app ON directory_sign_in TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY directory_session_app ON directory_session TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY directory_logout_app ON directory_logout TO {{app}} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON directory_sign_in TO {{app}};
GRANT UPDATE (used_at) ON directory_sign_in TO {{app}};
GRANT SELECT, INSERT ON directory_session TO {{app}};
GRANT UPDATE (id_token) ON directory_session TO {{app}};
GRANT SELECT, INSERT, DELETE ON directory_logout TO {{app}};
