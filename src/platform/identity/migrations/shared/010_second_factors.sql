-- Second factors: codes of an app (TOTP, RFC 6238), passkeys (WebAuthn) and recovery codes; and how strong a sign-in was.

ALTER TABLE credential ADD COLUMN name text;
ALTER TABLE credential ADD COLUMN last_step bigint;
ALTER TABLE credential ADD COLUMN passkey_id text;
ALTER TABLE credential ADD COLUMN rp_id text;
ALTER TABLE credential ADD COLUMN sign_count bigint;
ALTER TABLE credential ADD CONSTRAINT credential_name_length CHECK (length(name) BETWEEN 1 AND 60);
ALTER TABLE credential ADD CONSTRAINT credential_totp_complete CHECK (kind <> 'totp' OR (secret LIKE 'v_.%' AND last_step IS NOT NULL));
ALTER TABLE credential ADD CONSTRAINT credential_passkey_complete CHECK (
  kind <> 'passkey' OR (name IS NOT NULL AND passkey_id IS NOT NULL AND rp_id IS NOT NULL AND sign_count >= 0)
);
CREATE UNIQUE INDEX credential_one_totp ON credential (account_id) WHERE kind = 'totp';
CREATE UNIQUE INDEX credential_passkey_once ON credential (passkey_id) WHERE kind = 'passkey';
COMMENT ON TABLE credential IS 'What an account proves itself with: a password as argon2id hash, the key of an app for codes (sealed; last_step is the last code that was taken, so that none counts twice), passkeys with their public key';

-- A password is replaced and never removed: without it nothing tells apart who was invited and who works here.
CREATE POLICY credential_removed ON credential AS RESTRICTIVE FOR DELETE TO {{app}} USING (kind <> 'password');
GRANT UPDATE (name, last_step, sign_count, details) ON credential TO {{app}};
GRANT DELETE ON credential TO {{app}};

CREATE TABLE recovery_code (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  selector text NOT NULL,
  hash text NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (id),
  CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT recovery_code_selector_once UNIQUE (account_id, selector),
  CONSTRAINT recovery_code_hashed CHECK (hash LIKE '$argon2id$%')
);
COMMENT ON TABLE recovery_code IS 'Codes on paper for whoever has lost the second factor, each for one use. The first two signs find the code, the others are hashed as passwords are';

CREATE TABLE spent_challenge (
  hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT spent_challenge_pkey PRIMARY KEY (hash),
  CONSTRAINT spent_challenge_hash_length CHECK (length(hash) = 32)
);
CREATE INDEX spent_challenge_by_expiry ON spent_challenge (expires_at);
COMMENT ON TABLE spent_challenge IS 'What a passkey has answered already, until it would have expired anyway: no answer counts twice';

ALTER TABLE session ADD COLUMN second_factor text;
ALTER TABLE session ADD COLUMN second_factor_at timestamptz;
ALTER TABLE session ADD COLUMN proven_at timestamptz;
ALTER TABLE session DROP CONSTRAINT session_method_known;
ALTER TABLE session ADD CONSTRAINT session_method_known CHECK (method IN ('password', 'link', 'demo', 'passkey', 'oidc'));
ALTER TABLE session DROP CONSTRAINT session_end_reason_known;
ALTER TABLE session ADD CONSTRAINT session_end_reason_known CHECK (
  end_reason IN ('signed-out', 'ended-by-person', 'ended-by-administrator', 'deactivated', 'password-changed', 'factor-reset', 'locked', 'provider')
);
ALTER TABLE session ADD CONSTRAINT session_second_factor_known CHECK (second_factor IN ('totp', 'recovery', 'passkey', 'provider'));
ALTER TABLE session ADD CONSTRAINT session_second_factor_has_time CHECK ((second_factor IS NULL) = (second_factor_at IS NULL));
COMMENT ON COLUMN session.proven_at IS 'When the person last proved who they are, also in the middle of a session; null: at its beginning';
GRANT UPDATE (token_hash, second_factor, second_factor_at, proven_at) ON session TO {{app}};

ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE spent_challenge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY recovery_code_app ON recovery_code TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY spent_challenge_app ON spent_challenge TO {{app}} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON recovery_code TO {{app}};
GRANT UPDATE (used_at) ON recovery_code TO {{app}};
GRANT SELECT, INSERT, DELETE ON spent_challenge TO {{app}};
