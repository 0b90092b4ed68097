-- Notes and documents of a file. A note is never overwritten: a correction is the next version of it, append-only by grant.

CREATE TABLE case_note (
  id uuid NOT NULL,
  note_id uuid NOT NULL,
  number integer NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  kind text NOT NULL,
  happened_on date NOT NULL,
  text text NOT NULL,
  visibility text NOT NULL,
  author_id uuid,
  reason text,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT case_note_pk PRIMARY KEY (id),
  CONSTRAINT case_note_key_once UNIQUE (note_id, number),
  CONSTRAINT case_note_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_note_number_from_one CHECK (number > 0),
  CONSTRAINT case_note_kind_known CHECK (kind IN ('talk', 'phone', 'visit', 'letter', 'mail', 'accompaniment', 'other')),
  CONSTRAINT case_note_text_length CHECK (length(text) BETWEEN 1 AND 8000),
  CONSTRAINT case_note_visibility_known CHECK (visibility IN ('team', 'own')),
  CONSTRAINT case_note_own_has_author CHECK (visibility = 'team' OR author_id IS NOT NULL),
  CONSTRAINT case_note_correction_has_reason CHECK ((number = 1) = (reason IS NULL)),
  CONSTRAINT case_note_reason_length CHECK (length(reason) BETWEEN 1 AND 300)
);
CREATE INDEX case_note_of_case ON case_note (case_id, happened_on DESC, note_id, number DESC);
COMMENT ON TABLE case_note IS 'Notes (Vermerke) in free words, apart from all structured data; append-only by grant, of a note the highest number holds';
COMMENT ON COLUMN case_note.visibility IS 'own: only who wrote it reads it, no matter who else reads the file';

CREATE TABLE case_document (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  file_id uuid,
  title text NOT NULL,
  kind text NOT NULL,
  file_name text NOT NULL,
  file_bytes integer NOT NULL,
  removed_on date,
  removed_reason text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_document_pk PRIMARY KEY (id),
  CONSTRAINT case_document_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_document_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT case_document_kind_known CHECK (kind IN ('application', 'notice', 'certificate', 'letter', 'consent', 'other')),
  CONSTRAINT case_document_name_length CHECK (length(file_name) BETWEEN 1 AND 120),
  CONSTRAINT case_document_bytes_positive CHECK (file_bytes > 0),
  CONSTRAINT case_document_removed_has_no_file CHECK ((removed_on IS NULL) = (file_id IS NOT NULL)),
  CONSTRAINT case_document_removed_has_reason CHECK ((removed_on IS NULL) = (removed_reason IS NULL)),
  CONSTRAINT case_document_reason_length CHECK (length(removed_reason) BETWEEN 1 AND 300),
  CONSTRAINT case_document_version_positive CHECK (version > 0)
);
CREATE INDEX case_document_of_case ON case_document (case_id, created_at DESC, id);
CREATE INDEX case_document_of_file ON case_document (file_id) WHERE file_id IS NOT NULL;
COMMENT ON TABLE case_document IS 'Documents of a file; the id is random, so that no address can be guessed. When one is removed its content goes, and the row says why';

ALTER TABLE case_note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY case_note_read ON case_note FOR SELECT TO {{app}} USING (
  ((SELECT cases_actor_is_system()) OR cases_reads(case_id))
  AND (
    visibility = 'team'
    OR author_id::text = current_setting('app.user_id', true)
    OR current_setting('app.actor', true) = 'system'
  )
);
CREATE POLICY case_note_add ON case_note FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_document_read ON case_document FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_document_add ON case_document FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_document_change ON case_document FOR UPDATE TO {{app}}
  USING (cases_part_kept(case_id, controller_id)) WITH CHECK (cases_part_kept(case_id, controller_id));

GRANT SELECT, INSERT ON case_note, case_document TO {{app}};
GRANT UPDATE (file_id, removed_on, removed_reason, version, changed_at, changed_by) ON case_document TO {{app}};
