CREATE TABLE audit_origin (
  position integer NOT NULL,
  tenant text NOT NULL,
  public_key text NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  noted_ms bigint NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT audit_origin_pkey PRIMARY KEY (position),
  CONSTRAINT audit_origin_position_from_zero CHECK (position >= 0),
  CONSTRAINT audit_origin_size_positive CHECK (size > 0),
  CONSTRAINT audit_origin_root_length CHECK (length(root) = 32),
  CONSTRAINT audit_origin_signature_length CHECK (length(signature) = 64)
);
COMMENT ON TABLE audit_origin IS 'Where this district was before it was restored here: under which key, sealed by which public key up to which state. Signed by the installation that took it over, so that older seals can be checked and no other key is believed';

ALTER TABLE audit_origin ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_origin_read ON audit_origin FOR SELECT TO {{app}} USING (current_setting('app.actor', true) IN ('user', 'system'));
-- A restore runs as the owner.
CREATE POLICY audit_origin_take_over ON audit_origin FOR INSERT TO {{owner}} WITH CHECK (true);
GRANT SELECT ON audit_origin TO {{app}};
