-- Programs of other offices that ask and tell by the API. Each is a member without an account: what it may do are grants of a
-- role for one organisation, as for people, so that the same rules and the same row-level security hold.

CREATE TABLE program_access (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  token_hash bytea NOT NULL,
  token_hint text NOT NULL,
  valid_to date NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  renewed_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  last_used_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT program_access_pk PRIMARY KEY (id),
  CONSTRAINT program_access_member FOREIGN KEY (member_id) REFERENCES membership (id),
  CONSTRAINT program_access_token_once UNIQUE (token_hash),
  CONSTRAINT program_access_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT program_access_some_scope CHECK (cardinality(scopes) BETWEEN 1 AND 40),
  CONSTRAINT program_access_hint_length CHECK (length(token_hint) = 4),
  CONSTRAINT program_access_ended_by_somebody CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CONSTRAINT program_access_version_positive CHECK (version > 0)
);
CREATE INDEX program_access_by_member ON program_access (member_id);
COMMENT ON TABLE program_access IS 'Programs that may use the API: which member they act as, with which scopes, until when. Of the token only a hash is kept';
COMMENT ON COLUMN program_access.token_hint IS 'The last four signs of the token, to tell which one it is';

CREATE TABLE program_call (
  member_id uuid NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  status smallint,
  answer text,
  at timestamptz NOT NULL,
  CONSTRAINT program_call_pk PRIMARY KEY (member_id, key),
  CONSTRAINT program_call_key_length CHECK (length(key) BETWEEN 1 AND 200),
  CONSTRAINT program_call_answered CHECK ((status IS NULL) = (answer IS NULL))
);
CREATE INDEX program_call_by_age ON program_call (at);
COMMENT ON TABLE program_call IS 'What programs sent under an idempotency key, and what was answered: the same key again gets the same answer and does nothing. Kept for two days';

CREATE TABLE webhook (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  address text NOT NULL,
  events text[] NOT NULL,
  sealed_secret text NOT NULL,
  state text NOT NULL,
  failing_since timestamptz,
  created_at timestamptz NOT NULL,
  created_by uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT webhook_pk PRIMARY KEY (id),
  CONSTRAINT webhook_address_form CHECK (address ~ '^https?://' AND length(address) <= 500),
  CONSTRAINT webhook_some_event CHECK (cardinality(events) BETWEEN 1 AND 40),
  CONSTRAINT webhook_state_known CHECK (state IN ('on', 'paused', 'removed')),
  CONSTRAINT webhook_version_positive CHECK (version > 0)
);
CREATE INDEX webhook_of_organisation ON webhook (organisation_id) WHERE state = 'on';
COMMENT ON TABLE webhook IS 'Where programs of an organisation want to be told that something happened. The secret that signs is sealed with a key the database does not have';

CREATE TABLE webhook_delivery (
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  event text NOT NULL,
  body text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  status smallint,
  error text,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  CONSTRAINT webhook_delivery_pk PRIMARY KEY (id),
  CONSTRAINT webhook_delivery_webhook FOREIGN KEY (webhook_id) REFERENCES webhook (id),
  CONSTRAINT webhook_delivery_state_known CHECK (state IN ('waiting', 'delivered', 'failed')),
  CONSTRAINT webhook_delivery_attempts_not_negative CHECK (attempts >= 0)
);
CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (webhook_id, created_at DESC);
CREATE INDEX webhook_delivery_by_age ON webhook_delivery (created_at);
COMMENT ON TABLE webhook_delivery IS 'Messages to programs: what happened to which record, by id and state only, never contents or persons. Kept for thirty days';

CREATE FUNCTION api_actor_manages() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['administrator']);
  END;
COMMENT ON FUNCTION api_actor_manages() IS 'The right api.manage, and the program itself';

ALTER TABLE program_access ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE program_call ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY program_access_app ON program_access TO {{app}}
  USING ((SELECT api_actor_manages())) WITH CHECK ((SELECT api_actor_manages()));
CREATE POLICY program_call_app ON program_call TO {{app}}
  USING (
    current_setting('app.actor', true) = 'system'
    OR (current_setting('app.actor', true) = 'user' AND member_id::text = current_setting('app.user_id', true))
  )
  WITH CHECK (
    current_setting('app.actor', true) = 'user' AND member_id::text = current_setting('app.user_id', true)
  );
CREATE POLICY webhook_app ON webhook TO {{app}}
  USING ((SELECT api_actor_manages())) WITH CHECK ((SELECT api_actor_manages()));
CREATE POLICY webhook_delivery_app ON webhook_delivery TO {{app}}
  USING ((SELECT api_actor_manages())) WITH CHECK ((SELECT api_actor_manages()));

GRANT SELECT, INSERT ON program_access, webhook TO {{app}};
GRANT UPDATE (scopes, token_hash, token_hint, valid_to, renewed_at, ended_at, ended_by, last_used_at, version) ON program_access TO {{app}};
GRANT SELECT, INSERT, DELETE ON program_call TO {{app}};
GRANT UPDATE (status, answer) ON program_call TO {{app}};
GRANT UPDATE (address, events, state, failing_since, version) ON webhook TO {{app}};
GRANT SELECT, INSERT, DELETE ON webhook_delivery TO {{app}};
GRANT UPDATE (state, attempts, status, error, done_at) ON webhook_delivery TO {{app}};
