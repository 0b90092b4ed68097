-- For the data protection officer: looks and refused attempts by time, and what checks of the seals found.
CREATE INDEX audit_entry_by_outcome ON audit_entry (outcome, at_ms DESC, id DESC);

CREATE TABLE audit_check (
  id uuid NOT NULL,
  checked_at timestamptz NOT NULL,
  checked_by uuid,
  entries bigint NOT NULL,
  checkpoints bigint NOT NULL,
  expired bigint NOT NULL,
  first_ms bigint,
  last_ms bigint,
  findings jsonb NOT NULL,
  CONSTRAINT audit_check_pkey PRIMARY KEY (id),
  CONSTRAINT audit_check_findings_list CHECK (jsonb_typeof(findings) = 'array')
);
CREATE INDEX audit_check_by_time ON audit_check (checked_at DESC);
COMMENT ON TABLE audit_check IS 'Checks of the sealed audit: when, by whom, how much, and what was found (codes, ids of entries); append-only by grant';

ALTER TABLE audit_check ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_check_read ON audit_check FOR SELECT TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator', 'dataProtection'])));
CREATE POLICY audit_check_write ON audit_check FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['dataProtection'])));
GRANT SELECT, INSERT ON audit_check TO {{app}};
