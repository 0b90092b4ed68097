-- Imports of measures go where those of every room are (src/platform/importing). What is under way goes along, so that it can
-- still be taken back; the old tables stay empty. Row-level security holds for the owner too, so it is let in for these
-- statements.

CREATE POLICY measure_import_once ON measure_import TO CURRENT_USER USING (true);
CREATE POLICY measure_import_row_once ON measure_import_row TO CURRENT_USER USING (true);
CREATE POLICY measure_import_mapping_once ON measure_import_mapping TO CURRENT_USER USING (true);
CREATE POLICY list_import_once ON list_import TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY list_import_row_once ON list_import_row FOR INSERT TO CURRENT_USER WITH CHECK (true);
CREATE POLICY list_import_mapping_once ON list_import_mapping FOR INSERT TO CURRENT_USER WITH CHECK (true);
CREATE POLICY membership_once ON membership FOR SELECT TO CURRENT_USER USING (true);

INSERT INTO list_import (
  id, kind, organisation_id, controller_id, roles, personal, file_name, content, sheets, sheet, preview, header_row, mapping,
  remarks, row_count, state, version, created_at, created_by, finished_at, undone_at
)
  SELECT old.id, 'measures.register', sender.organisation_id, sender.controller_id, ARRAY['lead', 'coordinator'], false,
    old.file_name, CASE WHEN old.state IN ('mapping', 'checked') THEN old.content END, old.sheets, old.sheet, old.preview,
    old.header_row, old.mapping, old.remarks,
    (SELECT count(*) FROM measure_import_row AS counted WHERE counted.import_id = old.id)::integer, old.state, old.version,
    old.created_at, old.created_by, old.finished_at, old.undone_at
  FROM measure_import AS old JOIN membership AS sender ON sender.id = old.created_by;
INSERT INTO list_import_row (
  import_id, number, verdict, choice, title, reading, target_id, record_id, record_version, former
)
  SELECT import_id, number, verdict, choice, title, reading, target_id, measure_id, measure_version, former
  FROM measure_import_row
  WHERE import_id IN (SELECT id FROM list_import);
INSERT INTO list_import_mapping (kind, fingerprint, mapping, changed_at)
  SELECT 'measures.register', fingerprint, mapping, changed_at FROM measure_import_mapping;
-- upgrade-allow statement-of-rows: imports of 30 days, some hundred rows of a few people
DELETE FROM measure_import_row;
-- upgrade-allow statement-of-rows: imports of 30 days, a few dozen at most
DELETE FROM measure_import;
-- upgrade-allow statement-of-rows: one row for each form of list
DELETE FROM measure_import_mapping;

DROP POLICY measure_import_once ON measure_import;
DROP POLICY measure_import_row_once ON measure_import_row;
DROP POLICY measure_import_mapping_once ON measure_import_mapping;
DROP POLICY list_import_once ON list_import;
DROP POLICY list_import_row_once ON list_import_row;
DROP POLICY list_import_mapping_once ON list_import_mapping;
DROP POLICY membership_once ON membership;

COMMENT ON TABLE measure_import IS 'Empty since imports of all rooms are in list_import; to be dropped with a later version';
COMMENT ON TABLE measure_import_row IS 'Empty since imports of all rooms are in list_import_row; to be dropped with a later version';
COMMENT ON TABLE measure_import_mapping IS 'Empty since imports of all rooms are in list_import_mapping; to be dropped with a later version';
