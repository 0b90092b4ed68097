-- The truth of an entry is its payload, as text, byte for byte what was sealed. The columns to search by are computed
-- from it, so that they can never say something else.
CREATE TABLE audit_entry (
  id uuid NOT NULL,
  payload text,
  salt bytea,
  leaf bytea NOT NULL,
  at_ms bigint GENERATED ALWAYS AS ((payload::jsonb ->> 'at')::bigint) STORED,
  event text GENERATED ALWAYS AS (payload::jsonb ->> 'event') STORED,
  outcome text GENERATED ALWAYS AS (payload::jsonb ->> 'outcome') STORED,
  user_id uuid GENERATED ALWAYS AS ((payload::jsonb ->> 'user')::uuid) STORED,
  controller_id uuid GENERATED ALWAYS AS ((payload::jsonb ->> 'controller')::uuid) STORED,
  subject text GENERATED ALWAYS AS (payload::jsonb ->> 'subject') STORED,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id),
  CONSTRAINT audit_entry_leaf_length CHECK (length(leaf) = 32),
  CONSTRAINT audit_entry_payload_and_salt CHECK ((payload IS NULL) = (salt IS NULL)),
  CONSTRAINT audit_entry_outcome_known CHECK (outcome IN ('done', 'looked', 'refused', 'failed')),
  CONSTRAINT audit_entry_leaf_of_payload CHECK (
    payload IS NULL OR leaf = sha256('\x00'::bytea || salt || convert_to(payload, 'UTF8'))
  )
);
CREATE INDEX audit_entry_by_time ON audit_entry (at_ms DESC, id DESC);
CREATE INDEX audit_entry_by_user ON audit_entry (user_id, at_ms DESC, id DESC);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject, at_ms DESC, id DESC);
CREATE INDEX audit_entry_by_event ON audit_entry (event, at_ms DESC, id DESC);
COMMENT ON TABLE audit_entry IS 'What was done, looked at or refused, by whom and when. Written in the transaction of the change; append-only by grant. After the retention period the payload goes and the leaf stays';

-- Sequences and times do not tell in which order transactions commit. A row here is visible exactly when its entry is,
-- so the sealer misses none, however long a transaction ran.
CREATE TABLE audit_pending (
  entry_id uuid NOT NULL,
  leaf bytea NOT NULL,
  CONSTRAINT audit_pending_pkey PRIMARY KEY (entry_id)
);
COMMENT ON TABLE audit_pending IS 'Entries that wait for the sealer';

CREATE TABLE audit_leaf (
  position bigint NOT NULL,
  entry_id uuid NOT NULL,
  leaf bytea NOT NULL,
  CONSTRAINT audit_leaf_pkey PRIMARY KEY (position),
  CONSTRAINT audit_leaf_entry_once UNIQUE (entry_id),
  CONSTRAINT audit_leaf_position_from_zero CHECK (position >= 0),
  CONSTRAINT audit_leaf_length CHECK (length(leaf) = 32)
);
COMMENT ON TABLE audit_leaf IS 'The sealed order of the entries: the leaves of the Merkle tree (RFC 6962)';

CREATE TABLE audit_checkpoint (
  size bigint NOT NULL,
  root bytea NOT NULL,
  previous_size bigint NOT NULL,
  previous_root bytea NOT NULL,
  edge bytea[] NOT NULL,
  sealed_ms bigint NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT audit_checkpoint_pkey PRIMARY KEY (size),
  CONSTRAINT audit_checkpoint_one_next UNIQUE (previous_size),
  CONSTRAINT audit_checkpoint_grows CHECK (size > previous_size AND previous_size >= 0),
  CONSTRAINT audit_checkpoint_hash_length CHECK (length(root) = 32 AND length(previous_root) = 32),
  CONSTRAINT audit_checkpoint_signature_length CHECK (length(signature) = 64)
);
COMMENT ON TABLE audit_checkpoint IS 'Signed states of the tree: its size, its root, the state before, and the right edge from which the next state is computed';

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_pending ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_leaf ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_checkpoint ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY audit_entry_write ON audit_entry FOR INSERT TO {{app}} WITH CHECK (true);
CREATE POLICY audit_entry_read ON audit_entry FOR SELECT TO {{app}} USING (
  current_setting('app.actor', true) = 'system'
  OR EXISTS (
    SELECT FROM membership
    WHERE membership.id::text = current_setting('app.user_id', true)
      AND membership.roles && ARRAY['administrator', 'dataProtection']
  )
);
CREATE POLICY audit_pending_app ON audit_pending TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY audit_leaf_app ON audit_leaf TO {{app}} USING (true) WITH CHECK (true);
CREATE POLICY audit_checkpoint_app ON audit_checkpoint TO {{app}} USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON audit_entry, audit_leaf, audit_checkpoint TO {{app}};
GRANT SELECT, INSERT, DELETE ON audit_pending TO {{app}};

-- The owner needs a policy of its own, since row-level security is forced: only to let payloads expire.
CREATE POLICY audit_entry_expiry ON audit_entry TO {{owner}} USING (true) WITH CHECK (true);

-- The body is bound to this schema's table when the function is made, so no search path can turn it to another one.
CREATE FUNCTION audit_expire(before_ms bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER
  BEGIN ATOMIC
    WITH expired AS (
      UPDATE audit_entry SET payload = NULL, salt = NULL
      WHERE at_ms < before_ms
        AND at_ms < (extract(epoch FROM now() - interval '1 year') * 1000)::bigint
      RETURNING 1
    )
    SELECT count(*) FROM expired;
  END;
COMMENT ON FUNCTION audit_expire(bigint) IS 'Drops the payloads of entries older than the given instant, never younger than a year; the proof stays';
REVOKE ALL ON FUNCTION audit_expire(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_expire(bigint) TO {{app}};
