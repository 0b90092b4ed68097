-- A file follows the record it belongs to. Files of the structure's side belong to nobody and are read by staff, as before.
-- A file of the people's side names its owner, and is read by whom the room of that owner lets in: such a room adds policies
-- for its own kind of owner to this table, so that the platform knows no room (docs/decisions/files-follow-their-owner.md).
ALTER TABLE stored_file
  ADD COLUMN owner_kind text,
  ADD COLUMN owner_id uuid,
  ADD COLUMN controller_id uuid,
  ADD CONSTRAINT stored_file_owner_whole CHECK (num_nonnulls(owner_kind, owner_id, controller_id) IN (0, 3)) NOT VALID,
  ADD CONSTRAINT stored_file_owner_kind_form CHECK (owner_kind ~ '^[a-z]+\.[a-z-]+$') NOT VALID,
  ADD CONSTRAINT stored_file_owned_is_not_public CHECK (owner_kind IS NULL OR NOT is_public) NOT VALID,
  ADD CONSTRAINT stored_file_owned_came_by_no_link CHECK (owner_kind IS NULL OR link_hash IS NULL) NOT VALID;
COMMENT ON COLUMN stored_file.owner_kind IS 'Kind of the record that decides who reads it (cases.file); null: staff do';
COMMENT ON COLUMN stored_file.owner_id IS 'That record. Whose it is never changes: no grant names these columns';
COMMENT ON COLUMN stored_file.controller_id IS 'Who answers for it; null where it is nobody''s personal data';

CREATE FUNCTION stored_file_reader_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION stored_file_reader_is_system() IS 'True for the program itself: loading, jobs, retention';

DROP POLICY stored_file_read ON stored_file;
CREATE POLICY stored_file_read ON stored_file FOR SELECT TO {{app}} USING (
  (SELECT stored_file_reader_is_system())
  OR (owner_kind IS NULL AND (SELECT stored_file_reader_is_staff()))
  OR (is_public AND current_setting('app.actor', true) IN ('user', 'public', 'link'))
  OR (current_setting('app.actor', true) = 'link' AND encode(link_hash, 'hex') = current_setting('app.link', true))
);
DROP POLICY stored_file_write ON stored_file;
CREATE POLICY stored_file_write ON stored_file FOR INSERT TO {{app}} WITH CHECK (
  (SELECT stored_file_reader_is_system())
  OR (
    owner_kind IS NULL
    AND (
      (SELECT stored_file_reader_is_staff())
      OR (current_setting('app.actor', true) = 'link' AND encode(link_hash, 'hex') = current_setting('app.link', true) AND NOT is_public)
    )
  )
);
DROP POLICY stored_file_publish ON stored_file;
CREATE POLICY stored_file_publish ON stored_file FOR UPDATE TO {{app}}
  USING ((SELECT stored_file_reader_is_system()) OR (owner_kind IS NULL AND (SELECT stored_file_reader_is_staff())));
DROP POLICY stored_file_remove ON stored_file;
CREATE POLICY stored_file_remove ON stored_file FOR DELETE TO {{app}}
  USING ((SELECT stored_file_reader_is_system()) OR (owner_kind IS NULL AND (SELECT stored_file_reader_is_staff())));
