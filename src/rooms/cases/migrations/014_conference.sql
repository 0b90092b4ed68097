-- Case conferences: who sat together about a file, what was said, what was decided. What follows are tasks of the file.

CREATE TABLE case_conference (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  purpose text NOT NULL,
  held_on date NOT NULL,
  begins_at text,
  place text,
  state text NOT NULL,
  minutes text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_conference_pk PRIMARY KEY (id),
  CONSTRAINT case_conference_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_conference_purpose_length CHECK (length(purpose) BETWEEN 1 AND 300),
  CONSTRAINT case_conference_begins_at_form CHECK (begins_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  CONSTRAINT case_conference_place_length CHECK (length(place) BETWEEN 1 AND 200),
  CONSTRAINT case_conference_state_known CHECK (state IN ('planned', 'held', 'cancelled')),
  CONSTRAINT case_conference_minutes_length CHECK (length(minutes) BETWEEN 1 AND 8000),
  CONSTRAINT case_conference_version_positive CHECK (version > 0)
);
CREATE INDEX case_conference_of_case ON case_conference (case_id, held_on DESC, id);
COMMENT ON TABLE case_conference IS 'Case conferences (Fallkonferenzen) with their minutes';

CREATE TABLE case_conference_participant (
  id uuid NOT NULL,
  conference_id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid,
  label text NOT NULL,
  member_id uuid,
  reads_until date,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  CONSTRAINT case_conference_participant_pk PRIMARY KEY (id),
  CONSTRAINT case_conference_participant_of_conference FOREIGN KEY (conference_id) REFERENCES case_conference (id) ON DELETE CASCADE,
  CONSTRAINT case_conference_participant_label_length CHECK (length(label) BETWEEN 1 AND 200),
  CONSTRAINT case_conference_participant_reader_is_member CHECK (reads_until IS NULL OR member_id IS NOT NULL)
);
CREATE INDEX case_conference_participant_of_conference_in_order ON case_conference_participant (conference_id, label, id);
COMMENT ON TABLE case_conference_participant IS 'Which organisations took part; a member of the same controller reads the file until a day only where that was chosen. Append-only by grant';

ALTER TABLE case_conference ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_conference_participant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY case_conference_read ON case_conference FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_conference_add ON case_conference FOR INSERT TO {{app}}
  WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_conference_change ON case_conference FOR UPDATE TO {{app}}
  USING (cases_part_kept(case_id, controller_id)) WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_conference_participant_read ON case_conference_participant FOR SELECT TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_conference_participant_add ON case_conference_participant FOR INSERT TO {{app}}
  WITH CHECK (cases_part_kept(case_id, controller_id));
GRANT SELECT, INSERT ON case_conference, case_conference_participant TO {{app}};
GRANT UPDATE (purpose, held_on, begins_at, place, state, minutes, version, changed_at, changed_by) ON case_conference TO {{app}};
