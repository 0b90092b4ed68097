-- The third lock of transfer bases. The case managers of the controller keep them; the recipient sees purpose, kinds of data
-- and validity of what concerns it, never the proof. Who was let in to a person for some hours reads, and writes nothing.

CREATE FUNCTION people_actor_receives() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['intake', 'caseManager', 'municipality']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION people_actor_receives() IS 'The organisation for which the actor takes data of persons; null for all others';

CREATE FUNCTION people_basis_opened(basis uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM transfer_basis WHERE id = basis AND person_id = ANY ((SELECT people_actor_openings())::uuid[])
    );
  END;
COMMENT ON FUNCTION people_basis_opened(uuid) IS 'True for a basis of a person who is open to the actor for now';

ALTER TABLE consent_text ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE transfer_basis ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE transfer_basis_proof ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE transfer_basis_notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY consent_text_read ON consent_text FOR SELECT TO {{app}} USING (
  (SELECT coalesce(current_setting('app.actor', true), '') IN ('user', 'system'))
);
CREATE POLICY consent_text_add ON consent_text FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR (SELECT access_actor_has(ARRAY['administrator', 'coordinator']))
);

CREATE POLICY transfer_basis_read ON transfer_basis FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR (recipient_organisation_id = (SELECT people_actor_receives()) AND given_on IS NOT NULL)
  OR person_id = ANY ((SELECT people_actor_openings())::uuid[])
);
CREATE POLICY transfer_basis_add ON transfer_basis FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY transfer_basis_write ON transfer_basis FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
CREATE POLICY transfer_basis_forget ON transfer_basis FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

CREATE POLICY transfer_basis_proof_read ON transfer_basis_proof FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR people_basis_opened(basis_id)
);
CREATE POLICY transfer_basis_proof_add ON transfer_basis_proof FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY transfer_basis_proof_write ON transfer_basis_proof FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
CREATE POLICY transfer_basis_proof_forget ON transfer_basis_proof FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

CREATE POLICY transfer_basis_notice_read ON transfer_basis_notice FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR recipient_organisation_id = (SELECT people_actor_receives())
);
CREATE POLICY transfer_basis_notice_add ON transfer_basis_notice FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY transfer_basis_notice_seen ON transfer_basis_notice FOR UPDATE TO {{app}}
  USING (recipient_organisation_id = (SELECT people_actor_receives()))
  WITH CHECK (recipient_organisation_id = (SELECT people_actor_receives()));
CREATE POLICY transfer_basis_notice_forget ON transfer_basis_notice FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

GRANT SELECT, INSERT ON consent_text TO {{app}};
GRANT SELECT, INSERT, DELETE ON transfer_basis, transfer_basis_proof, transfer_basis_notice TO {{app}};
-- What it covers is fixed from the beginning: another scope is another basis.
GRANT UPDATE (given_on, valid_until, revoked_on, revoked_at, recorded_by, version) ON transfer_basis TO {{app}};
GRANT UPDATE (printed_on, method, interpreter_used, scan_file_id) ON transfer_basis_proof TO {{app}};
GRANT UPDATE (seen_at, seen_by) ON transfer_basis_notice TO {{app}};
