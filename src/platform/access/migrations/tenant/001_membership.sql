CREATE TABLE membership (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  email text,
  organisation_id uuid,
  controller_id uuid,
  roles text[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  invited_at timestamptz NOT NULL,
  accepted_at timestamptz,
  deactivated_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT membership_pkey PRIMARY KEY (id),
  CONSTRAINT membership_account_once UNIQUE (account_id),
  CONSTRAINT membership_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT membership_roles_known CHECK (
    cardinality(roles) > 0
    AND roles <@ ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'council', 'dataProtection']
  ),
  CONSTRAINT membership_validity_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT membership_version_positive CHECK (version > 0)
);
CREATE INDEX membership_by_name ON membership (name, id);
COMMENT ON TABLE membership IS 'Who works in this district with which roles, since when and until when. Rows of other tables refer to its id; a person who has left is deactivated, never deleted';

ALTER TABLE membership ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Colleagues see each other's names beside what they did; without a context nothing is seen.
CREATE POLICY membership_app ON membership TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'))
  WITH CHECK (current_setting('app.actor', true) IN ('user', 'system'));
GRANT SELECT, INSERT ON membership TO {{app}};
GRANT UPDATE (name, organisation_id, controller_id, roles, valid_from, valid_to, accepted_at, deactivated_at, version, changed_at, changed_by)
  ON membership TO {{app}};
