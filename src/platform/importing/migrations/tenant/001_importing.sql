-- Lists that offices kept in tables, on their way in: the file, what its columns mean, a report per row, and what came of it.
-- Files and rows are there for a while, so that an import can be looked at and taken back; then they are deleted, because
-- such lists carry what nobody meant to keep. What was taken over stands with the room that keeps it.

CREATE TABLE list_import (
  id uuid NOT NULL,
  kind text NOT NULL,
  organisation_id uuid,
  controller_id uuid,
  roles text[] NOT NULL,
  personal boolean NOT NULL,
  file_name text NOT NULL,
  content bytea,
  sheets jsonb NOT NULL,
  sheet text NOT NULL,
  preview jsonb NOT NULL,
  header_row integer NOT NULL,
  mapping jsonb NOT NULL,
  remarks jsonb NOT NULL,
  row_count integer NOT NULL,
  state text NOT NULL,
  progress integer NOT NULL DEFAULT 0,
  progress_of integer NOT NULL DEFAULT 0,
  failure text,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  finished_at timestamptz,
  undone_at timestamptz,
  CONSTRAINT list_import_pk PRIMARY KEY (id),
  CONSTRAINT list_import_kind_form CHECK (kind ~ '^[a-z]+\.[a-z-]+$'),
  CONSTRAINT list_import_of_people_has_controller CHECK (NOT personal OR (organisation_id IS NOT NULL AND controller_id IS NOT NULL)),
  CONSTRAINT list_import_file_name_length CHECK (length(file_name) BETWEEN 1 AND 200),
  CONSTRAINT list_import_state_known CHECK (
    state IN ('mapping', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')
  ),
  CONSTRAINT list_import_header_row CHECK (header_row >= 1),
  CONSTRAINT list_import_progress CHECK (progress BETWEEN 0 AND progress_of),
  CONSTRAINT list_import_version_positive CHECK (version > 0)
);
CREATE INDEX list_import_of_member ON list_import (created_by, kind, created_at DESC);
CREATE INDEX list_import_by_time ON list_import (created_at);
COMMENT ON TABLE list_import IS 'Imports of lists: the file, what its columns mean, how far it got. Only who sent it sees it; deleted after some weeks';
COMMENT ON COLUMN list_import.organisation_id IS 'The organisation for which the sender acted; who acts for another now does not see it';
COMMENT ON COLUMN list_import.roles IS 'Who holds the right to such imports: without one of these roles not even the sender sees it any more';
COMMENT ON COLUMN list_import.personal IS 'A list of people: goes earlier, and what its rows said goes when it is taken over';
COMMENT ON COLUMN list_import.content IS 'The file; null once it was taken over';
COMMENT ON COLUMN list_import.preview IS 'First rows of the sheet as text, for choosing what the columns mean; emptied with the file';

CREATE TABLE list_import_row (
  import_id uuid NOT NULL,
  number integer NOT NULL,
  verdict text NOT NULL,
  choice text NOT NULL,
  title text NOT NULL,
  reading jsonb NOT NULL,
  target_id uuid,
  record_id uuid,
  record_version integer,
  former jsonb,
  remains jsonb,
  CONSTRAINT list_import_row_pk PRIMARY KEY (import_id, number),
  CONSTRAINT list_import_row_import FOREIGN KEY (import_id) REFERENCES list_import (id) ON DELETE CASCADE,
  CONSTRAINT list_import_row_verdict_known CHECK (verdict IN ('new', 'similar', 'update', 'same', 'error', 'beside')),
  CONSTRAINT list_import_row_choice_known CHECK (choice IN ('open', 'create', 'update', 'skip'))
);
CREATE INDEX list_import_row_by_verdict ON list_import_row (import_id, verdict, number);
COMMENT ON TABLE list_import_row IS 'What each row of an imported list says, what is to become of it, and what became; deleted with its import';
COMMENT ON COLUMN list_import_row.reading IS 'What the row says in the terms of the room; emptied of it once the list is taken over';
COMMENT ON COLUMN list_import_row.former IS 'What must be known to take the row back';
COMMENT ON COLUMN list_import_row.remains IS 'Why the row could not be taken back';

CREATE TABLE list_import_mapping (
  kind text NOT NULL,
  fingerprint text NOT NULL,
  mapping jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT list_import_mapping_pk PRIMARY KEY (kind, fingerprint),
  CONSTRAINT list_import_mapping_form CHECK (fingerprint ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE list_import_mapping IS 'What the columns of a list with these headers were said to mean the last time, by kind of list; no contents';

CREATE FUNCTION importing_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION importing_actor_is_system() IS 'The platform itself: progress, retention';

CREATE FUNCTION importing_actor() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who looks at the platform as somebody else sees no import.
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user' AND NOT access_actor_views()
      THEN nullif(current_setting('app.user_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION importing_actor() IS 'The member whose imports these are; null for all others';

CREATE FUNCTION importing_visible() RETURNS uuid[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT ARRAY(SELECT id FROM list_import);
  END;
COMMENT ON FUNCTION importing_visible() IS 'The imports that the actor sees, as row-level security says';

ALTER TABLE list_import ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE list_import_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE list_import_mapping ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY list_import_own ON list_import TO {{app}}
  USING (
    (SELECT importing_actor_is_system())
    OR (
      created_by = (SELECT importing_actor())
      AND roles && (SELECT access_actor_roles())
      AND organisation_id IS NOT DISTINCT FROM (SELECT nullif(current_setting('app.organisation_id', true), '')::uuid)
    )
  )
  WITH CHECK (
    (SELECT importing_actor_is_system())
    OR (
      created_by = (SELECT importing_actor())
      AND roles && (SELECT access_actor_roles())
      AND organisation_id IS NOT DISTINCT FROM (SELECT nullif(current_setting('app.organisation_id', true), '')::uuid)
    )
  );
CREATE POLICY list_import_row_own ON list_import_row TO {{app}}
  USING ((SELECT importing_actor_is_system()) OR import_id = ANY ((SELECT importing_visible())::uuid[]))
  WITH CHECK ((SELECT importing_actor_is_system()) OR import_id = ANY ((SELECT importing_visible())::uuid[]));
CREATE POLICY list_import_mapping_all ON list_import_mapping TO {{app}}
  USING ((SELECT importing_actor_is_system()) OR (SELECT importing_actor()) IS NOT NULL)
  WITH CHECK ((SELECT importing_actor_is_system()) OR (SELECT importing_actor()) IS NOT NULL);

GRANT SELECT, INSERT, DELETE ON list_import, list_import_row TO {{app}};
GRANT SELECT, INSERT ON list_import_mapping TO {{app}};
-- Whose import it is, for which team and of which kind never changes.
GRANT UPDATE (
  content, sheet, preview, header_row, mapping, remarks, row_count, state, progress, progress_of, failure, version,
  finished_at, undone_at
) ON list_import TO {{app}};
GRANT UPDATE (verdict, choice, reading, target_id, record_id, record_version, former, remains) ON list_import_row TO {{app}};
GRANT UPDATE (mapping, changed_at) ON list_import_mapping TO {{app}};
