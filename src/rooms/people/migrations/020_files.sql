-- The scan of a signed form is read by who reads the proof, and kept by the case managers of its controller: the bytes too.
CREATE FUNCTION people_proof_seen(basis uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM transfer_basis_proof WHERE transfer_basis_proof.basis_id = basis);
  END;
COMMENT ON FUNCTION people_proof_seen(uuid) IS 'Whether the actor reads the proof of a basis: for the policy of its scan';

CREATE FUNCTION people_proof_kept(basis uuid, controller uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM transfer_basis_proof
      WHERE transfer_basis_proof.basis_id = basis AND transfer_basis_proof.controller_id = controller
        AND controller = people_actor_controller()
    );
  END;
COMMENT ON FUNCTION people_proof_kept(uuid, uuid) IS 'Whether the actor keeps the proof of a basis for its controller';

CREATE POLICY stored_file_of_basis_read ON stored_file FOR SELECT TO {{app}}
  USING (CASE WHEN owner_kind = 'people.basis' THEN people_proof_seen(owner_id) ELSE false END);
CREATE POLICY stored_file_of_basis_add ON stored_file FOR INSERT TO {{app}}
  WITH CHECK (CASE WHEN owner_kind = 'people.basis' THEN people_proof_kept(owner_id, controller_id) ELSE false END);

-- What was scanned before gets its owner. The owner of the tables is bound by row-level security too, so it is let in once.
CREATE POLICY stored_file_of_basis_once ON stored_file TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY transfer_basis_proof_once ON transfer_basis_proof FOR SELECT TO CURRENT_USER USING (true);
-- upgrade-allow statement-of-rows: some thousand scans in a district, and nobody may read one as staff a moment longer
UPDATE stored_file
  SET owner_kind = 'people.basis', owner_id = transfer_basis_proof.basis_id, controller_id = transfer_basis_proof.controller_id
  FROM transfer_basis_proof WHERE transfer_basis_proof.scan_file_id = stored_file.id;
DROP POLICY stored_file_of_basis_once ON stored_file;
DROP POLICY transfer_basis_proof_once ON transfer_basis_proof;
