-- Checked apart from adding them, so that nobody waits: reading and writing go on meanwhile.
ALTER TABLE stored_file VALIDATE CONSTRAINT stored_file_owner_whole;
ALTER TABLE stored_file VALIDATE CONSTRAINT stored_file_owner_kind_form;
ALTER TABLE stored_file VALIDATE CONSTRAINT stored_file_owned_is_not_public;
ALTER TABLE stored_file VALIDATE CONSTRAINT stored_file_owned_came_by_no_link;
