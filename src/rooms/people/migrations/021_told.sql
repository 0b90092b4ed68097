-- Who was told of a correction, an erasure or a restriction (Art. 19 GDPR), and what stays of consents beside an erasure so
-- that they can be proven (Art. 7 (1), Art. 17 (3) (e) GDPR).

CREATE TABLE person_telling (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  person_id uuid,
  recipient_organisation_id uuid NOT NULL,
  kind text NOT NULL,
  fields text[] NOT NULL,
  body text,
  about_path text,
  reference text,
  told_at timestamptz NOT NULL,
  told_by uuid,
  seen_at timestamptz,
  seen_by uuid,
  CONSTRAINT person_telling_pk PRIMARY KEY (id),
  CONSTRAINT person_telling_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT person_telling_recipient FOREIGN KEY (recipient_organisation_id) REFERENCES organisation (id),
  CONSTRAINT person_telling_kind_known CHECK (kind IN ('rectified', 'erased', 'restricted', 'lifted')),
  CONSTRAINT person_telling_fields_size CHECK (cardinality(fields) <= 40),
  CONSTRAINT person_telling_body_length CHECK (length(body) BETWEEN 1 AND 2000),
  CONSTRAINT person_telling_about_form CHECK (about_path ~ '^/[a-z-]+/[0-9a-f-]{36}$'),
  CONSTRAINT person_telling_reference_length CHECK (length(reference) BETWEEN 1 AND 60),
  CONSTRAINT person_telling_seen_whole CHECK ((seen_at IS NULL) = (seen_by IS NULL)),
  CONSTRAINT person_telling_erased_says_nothing CHECK (kind <> 'erased' OR body IS NULL)
);
CREATE INDEX person_telling_of_person ON person_telling (person_id, controller_id, told_at);
CREATE INDEX person_telling_waiting ON person_telling (recipient_organisation_id, told_at) WHERE seen_at IS NULL;
CREATE INDEX person_telling_by_time ON person_telling (controller_id, told_at);
COMMENT ON TABLE person_telling IS 'What a recipient was told after data had passed: corrected, erased, restricted, lifted. Who of them read it when';
COMMENT ON COLUMN person_telling.person_id IS 'Null once the person was erased';
COMMENT ON COLUMN person_telling.fields IS 'Names of the fields that were corrected; what they say now stands in body, where the controller wrote it';
COMMENT ON COLUMN person_telling.about_path IS 'Where the recipient finds what it received, below the tenant';

ALTER TABLE person_telling ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY person_telling_read ON person_telling FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR recipient_organisation_id = (SELECT people_actor_receives())
);
CREATE POLICY person_telling_add ON person_telling FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY person_telling_seen ON person_telling FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR recipient_organisation_id = (SELECT people_actor_receives()))
  WITH CHECK ((SELECT people_actor_is_system()) OR recipient_organisation_id = (SELECT people_actor_receives()));
CREATE POLICY person_telling_forget ON person_telling FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));
GRANT SELECT, INSERT, DELETE ON person_telling TO {{app}};
GRANT UPDATE (person_id, seen_at, seen_by) ON person_telling TO {{app}};

CREATE TABLE kept_proof (
  basis_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  person_code text NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  recipient_organisation_id uuid NOT NULL,
  categories text[] NOT NULL,
  given_on date NOT NULL,
  ended_on date NOT NULL,
  language text NOT NULL,
  editions jsonb NOT NULL,
  wording jsonb NOT NULL,
  method text,
  interpreter_used boolean,
  scan_file_id uuid,
  erased_on date NOT NULL,
  CONSTRAINT kept_proof_pk PRIMARY KEY (basis_id),
  CONSTRAINT kept_proof_recipient FOREIGN KEY (recipient_organisation_id) REFERENCES organisation (id),
  CONSTRAINT kept_proof_code_form CHECK (person_code ~ '^P-[0-9A-Z]{6}$'),
  CONSTRAINT kept_proof_kind_known CHECK (kind IN ('consent', 'secrecyRelease')),
  CONSTRAINT kept_proof_wording_list CHECK (jsonb_typeof(wording) = 'array')
);
CREATE INDEX kept_proof_by_end ON kept_proof (controller_id, ended_on, basis_id);
COMMENT ON TABLE kept_proof IS 'What stays of a consent when its person is erased: what was put before them and how they agreed, under their code. Only data protection of the controller reads it';
COMMENT ON COLUMN kept_proof.ended_on IS 'Revoked, expired, or erased with the person: the period of the proof begins';

ALTER TABLE kept_proof ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE FUNCTION people_actor_proves() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['dataProtection']
      THEN nullif(current_setting('app.controller_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION people_actor_proves() IS 'The controller whose kept proofs the actor reads: data protection; null for all others';
CREATE POLICY kept_proof_read ON kept_proof FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_proves())
);
CREATE POLICY kept_proof_add ON kept_proof FOR INSERT TO {{app}} WITH CHECK ((SELECT people_actor_is_system()));
CREATE POLICY kept_proof_forget ON kept_proof FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));
GRANT SELECT, INSERT, DELETE ON kept_proof TO {{app}};

-- The scan goes on following its basis: to the proof while there is one, to what is kept of it afterwards.
CREATE FUNCTION people_kept_proof_seen(basis uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM kept_proof WHERE kept_proof.basis_id = basis);
  END;
COMMENT ON FUNCTION people_kept_proof_seen(uuid) IS 'Whether the actor reads what is kept of a basis: for the policy of its scan';
CREATE POLICY stored_file_of_kept_proof_read ON stored_file FOR SELECT TO {{app}}
  USING (CASE WHEN owner_kind = 'people.basis' THEN people_kept_proof_seen(owner_id) ELSE false END);
