-- Imports of measures from tables that offices kept: the file, what its columns mean, a report per row, and what came of
-- it. Kept for 30 days, so that an import can be looked at and taken back; then the file and its rows are deleted, because
-- such tables carry what nobody meant to keep. What was taken over stands in the register and its versions.

CREATE TABLE measure_import (
  id uuid NOT NULL,
  file_name text NOT NULL,
  content bytea NOT NULL,
  sheets jsonb NOT NULL,
  sheet text NOT NULL,
  preview jsonb NOT NULL,
  header_row integer NOT NULL,
  mapping jsonb NOT NULL,
  remarks jsonb NOT NULL,
  state text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  finished_at timestamptz,
  undone_at timestamptz,
  CONSTRAINT measure_import_pk PRIMARY KEY (id),
  CONSTRAINT measure_import_file_name_length CHECK (length(file_name) BETWEEN 1 AND 200),
  CONSTRAINT measure_import_state_known CHECK (state IN ('mapping', 'checked', 'done', 'undone')),
  CONSTRAINT measure_import_header_row CHECK (header_row >= 1),
  CONSTRAINT measure_import_version_positive CHECK (version > 0)
);
CREATE INDEX measure_import_by_time ON measure_import (created_at DESC);
COMMENT ON TABLE measure_import IS 'Imports of measures: the file, what its columns mean, how far it got; deleted after 30 days';
COMMENT ON COLUMN measure_import.preview IS 'First rows of the sheet as text, for choosing what the columns mean';

CREATE TABLE measure_import_row (
  import_id uuid NOT NULL,
  number integer NOT NULL,
  verdict text NOT NULL,
  choice text NOT NULL,
  title text NOT NULL,
  reading jsonb NOT NULL,
  target_id uuid,
  measure_id uuid,
  measure_version integer,
  former jsonb,
  CONSTRAINT measure_import_row_pk PRIMARY KEY (import_id, number),
  CONSTRAINT measure_import_row_import FOREIGN KEY (import_id) REFERENCES measure_import (id) ON DELETE CASCADE,
  CONSTRAINT measure_import_row_verdict_known CHECK (verdict IN ('new', 'similar', 'update', 'same', 'error', 'beside')),
  CONSTRAINT measure_import_row_choice_known CHECK (choice IN ('create', 'update', 'skip'))
);
CREATE INDEX measure_import_row_by_verdict ON measure_import_row (import_id, verdict, number);
COMMENT ON TABLE measure_import_row IS 'What each row of an imported table says, what is to become of it, and what became; deleted with its import';
COMMENT ON COLUMN measure_import_row.former IS 'What the measure said before, so that the import can be taken back';

CREATE TABLE measure_import_mapping (
  fingerprint text NOT NULL,
  mapping jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT measure_import_mapping_pk PRIMARY KEY (fingerprint),
  CONSTRAINT measure_import_mapping_form CHECK (fingerprint ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE measure_import_mapping IS 'What the columns of a table with these headers were said to mean the last time; no contents';

ALTER TABLE measure_import ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_import_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_import_mapping ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY measure_import_all ON measure_import TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_import_row_all ON measure_import_row TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_import_mapping_all ON measure_import_mapping TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));

GRANT SELECT, INSERT, DELETE ON measure_import, measure_import_row TO {{app}};
GRANT SELECT, INSERT ON measure_import_mapping TO {{app}};
GRANT UPDATE (sheet, preview, header_row, mapping, remarks, state, version, finished_at, undone_at) ON measure_import TO {{app}};
GRANT UPDATE (choice, measure_id, measure_version, former) ON measure_import_row TO {{app}};
GRANT UPDATE (mapping, changed_at) ON measure_import_mapping TO {{app}};
