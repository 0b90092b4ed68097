-- Documents of a file are read by who reads the file, kept and removed by the team that has it: the bytes too, and not only
-- the row that names them. The file stands as owner, since one row decides then, and the index of its key answers.
CREATE POLICY stored_file_of_case_read ON stored_file FOR SELECT TO {{app}}
  USING (CASE WHEN owner_kind = 'cases.file' THEN cases_reads(owner_id) ELSE false END);
CREATE POLICY stored_file_of_case_add ON stored_file FOR INSERT TO {{app}}
  WITH CHECK (CASE WHEN owner_kind = 'cases.file' THEN cases_part_kept(owner_id, controller_id) ELSE false END);
CREATE POLICY stored_file_of_case_remove ON stored_file FOR DELETE TO {{app}}
  USING (CASE WHEN owner_kind = 'cases.file' THEN cases_writes(owner_id) ELSE false END);

-- What was attached before gets its owner. The owner of the tables is bound by row-level security too, so it is let in once.
CREATE POLICY stored_file_of_case_once ON stored_file TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY case_document_once ON case_document FOR SELECT TO CURRENT_USER USING (true);
-- upgrade-allow statement-of-rows: some thousand documents in a district, and nobody may read one as staff a moment longer
UPDATE stored_file SET owner_kind = 'cases.file', owner_id = case_document.case_id, controller_id = case_document.controller_id
  FROM case_document WHERE case_document.file_id = stored_file.id;
DROP POLICY stored_file_of_case_once ON stored_file;
DROP POLICY case_document_once ON case_document;
