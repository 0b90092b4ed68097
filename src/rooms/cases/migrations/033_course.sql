-- The Integrationsverlauf of a case, as far as nobody records it elsewhere: what held when, by part of life. Hand-overs and
-- milestones stand in journeys.

CREATE TABLE course_entry (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  label text,
  from_on date NOT NULL,
  until_on date,
  certainty text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  CONSTRAINT course_entry_pk PRIMARY KEY (id),
  CONSTRAINT course_entry_case FOREIGN KEY (case_id) REFERENCES case_file (id),
  CONSTRAINT course_entry_kind_form CHECK (kind ~ '^[a-z][A-Za-z0-9]{1,39}$'),
  CONSTRAINT course_entry_label_length CHECK (length(label) BETWEEN 1 AND 60),
  CONSTRAINT course_entry_ends_after_beginning CHECK (until_on >= from_on),
  CONSTRAINT course_entry_certainty_known CHECK (certainty IN ('day', 'month', 'about')),
  CONSTRAINT course_entry_version_positive CHECK (version > 0)
);
CREATE INDEX course_entry_of_case ON course_entry (case_id, from_on, id);
COMMENT ON TABLE course_entry IS 'Entries of the Integrationsverlauf: residence, livelihood, housing, language, school, work, childcare, health; from when to when, and how sure the days are';
COMMENT ON COLUMN course_entry.until_on IS 'The last day on which it held; null: it holds';
COMMENT ON COLUMN course_entry.label IS 'In place of the words of the kind, where they say too little';

ALTER TABLE course_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Read with the file, written by the team that has it. The file is looked up under its own policy.
CREATE POLICY course_entry_read ON course_entry FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = course_entry.case_id)
);
CREATE POLICY course_entry_add ON course_entry FOR INSERT TO {{app}} WITH CHECK (
  (SELECT cases_actor_is_system()) OR controller_id = (SELECT cases_actor_controller()) AND cases_writes(case_id)
);
CREATE POLICY course_entry_change ON course_entry FOR UPDATE TO {{app}}
  USING (cases_writes(case_id)) WITH CHECK (cases_writes(case_id));
CREATE POLICY course_entry_remove ON course_entry FOR DELETE TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR cases_writes(case_id));

GRANT SELECT, INSERT, DELETE ON course_entry TO {{app}};
GRANT UPDATE (kind, label, from_on, until_on, certainty, version) ON course_entry TO {{app}};
