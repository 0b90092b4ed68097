-- Case files: who is accompanied by which team, in which phase, since when. Persons stand in people, hand-overs in journeys.

CREATE TABLE case_file (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  reference text NOT NULL,
  person_id uuid NOT NULL,
  family_id uuid,
  manager_id uuid,
  phase text NOT NULL,
  reach text NOT NULL,
  municipality_id uuid,
  target_group text,
  access_path text,
  journey_key uuid NOT NULL,
  opened_on date NOT NULL,
  next_due_on date,
  last_activity_on date NOT NULL,
  closed_on date,
  closure_reason text,
  goal_attainment smallint,
  former_organisation_id uuid,
  after_until date,
  after_norm text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_file_pk PRIMARY KEY (id),
  CONSTRAINT case_file_reference_once UNIQUE (reference),
  CONSTRAINT case_file_of_controller_once UNIQUE (id, controller_id),
  CONSTRAINT case_file_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT case_file_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT case_file_family FOREIGN KEY (family_id) REFERENCES family (id),
  CONSTRAINT case_file_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT case_file_reference_length CHECK (length(reference) BETWEEN 3 AND 40),
  CONSTRAINT case_file_phase_known CHECK (
    phase IN (
      'inquiry', 'clarification', 'declined', 'referredOn', 'adviceOnly', 'assessment', 'planning', 'linking', 'monitoring',
      'evaluation', 'closed'
    )
  ),
  CONSTRAINT case_file_reach_known CHECK (reach IN ('team', 'own')),
  CONSTRAINT case_file_own_has_manager CHECK (reach = 'team' OR manager_id IS NOT NULL),
  CONSTRAINT case_file_end_is_dated CHECK ((closed_on IS NOT NULL) = (phase IN ('declined', 'referredOn', 'adviceOnly', 'closed'))),
  CONSTRAINT case_file_closed_with_reason CHECK (phase <> 'closed' OR closure_reason IS NOT NULL),
  CONSTRAINT case_file_closed_after_opened CHECK (closed_on >= opened_on),
  CONSTRAINT case_file_attainment_scale CHECK (goal_attainment BETWEEN 0 AND 4),
  CONSTRAINT case_file_after_with_norm CHECK (
    (former_organisation_id IS NULL) = (after_until IS NULL) AND (after_until IS NULL) = (after_norm IS NULL)
  ),
  CONSTRAINT case_file_after_norm_length CHECK (length(after_norm) BETWEEN 1 AND 200),
  CONSTRAINT case_file_version_positive CHECK (version > 0)
);
-- The list of a team and the number of its files come from this index alone, with what the policy asks of a file: nobody is
-- slower for being restricted.
CREATE INDEX case_file_by_due ON case_file (organisation_id, next_due_on, id)
  INCLUDE (controller_id, reach, manager_id, former_organisation_id, after_until, phase) WHERE closed_on IS NULL;
CREATE INDEX case_file_closed ON case_file (organisation_id, closed_on DESC, id) WHERE closed_on IS NOT NULL;
CREATE INDEX case_file_of_manager ON case_file (manager_id, next_due_on, id) WHERE closed_on IS NULL;
CREATE INDEX case_file_of_person ON case_file (person_id);
CREATE INDEX case_file_of_family ON case_file (family_id) WHERE family_id IS NOT NULL;
CREATE INDEX case_file_formerly ON case_file (former_organisation_id) WHERE former_organisation_id IS NOT NULL;
CREATE INDEX case_file_of_controller ON case_file (controller_id, closed_on);
COMMENT ON TABLE case_file IS 'Case files (Fallakten): the case management of one person or family by one team';
COMMENT ON COLUMN case_file.organisation_id IS 'The team: the unit whose case managers work on it';
COMMENT ON COLUMN case_file.reach IS 'team: the whole team reads it; own: only who leads it, and who stands in for them';
COMMENT ON COLUMN case_file.next_due_on IS 'The earliest day on which something is due; kept by the writes that move one';
COMMENT ON COLUMN case_file.goal_attainment IS '0 not at all to 4 wholly, as agreed with the person at the end';
COMMENT ON COLUMN case_file.former_organisation_id IS 'The team that had it before and still reads until after_until, on the basis of after_norm';
COMMENT ON COLUMN case_file.journey_key IS 'Pseudonym under which journeys knows the person or family';

CREATE TABLE case_person (
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL,
  since date NOT NULL,
  until date,
  CONSTRAINT case_person_pk PRIMARY KEY (case_id, person_id),
  CONSTRAINT case_person_case FOREIGN KEY (case_id, controller_id) REFERENCES case_file (id, controller_id) ON DELETE CASCADE,
  CONSTRAINT case_person_person FOREIGN KEY (person_id) REFERENCES person (id),
  CONSTRAINT case_person_role_known CHECK (role IN ('main', 'adult', 'child', 'other')),
  CONSTRAINT case_person_ends_after_beginning CHECK (until >= since)
);
CREATE INDEX case_person_of_person ON case_person (person_id);
COMMENT ON TABLE case_person IS 'Who belongs to a case, each with transfer bases of their own';

CREATE TABLE case_opening (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  opened_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  CONSTRAINT case_opening_pk PRIMARY KEY (id),
  CONSTRAINT case_opening_case FOREIGN KEY (case_id, controller_id) REFERENCES case_file (id, controller_id) ON DELETE CASCADE,
  CONSTRAINT case_opening_kind_known CHECK (kind IN ('supervision', 'emergency', 'conference')),
  CONSTRAINT case_opening_reason_length CHECK (length(reason) BETWEEN 10 AND 500),
  CONSTRAINT case_opening_ends_after_beginning CHECK (until > opened_at),
  CONSTRAINT case_opening_emergency_three_hours CHECK (kind <> 'emergency' OR until <= opened_at + interval '3 hours'),
  CONSTRAINT case_opening_supervision_one_day CHECK (kind <> 'supervision' OR until <= opened_at + interval '1 day')
);
CREATE INDEX case_opening_of_user ON case_opening (user_id, until);
CREATE INDEX case_opening_of_case ON case_opening (case_id, opened_at DESC);
CREATE INDEX case_opening_latest ON case_opening (opened_at DESC);
COMMENT ON TABLE case_opening IS 'Files opened beyond the team: by supervision or in an emergency, with a reason and for a time; by a conference until a day. Append-only';

CREATE TABLE case_sequence (
  prefix text NOT NULL,
  last integer NOT NULL,
  CONSTRAINT case_sequence_pk PRIMARY KEY (prefix),
  CONSTRAINT case_sequence_positive CHECK (last > 0)
);
COMMENT ON TABLE case_sequence IS 'The last number of the file references of a year; a number is given once';

CREATE TABLE case_view (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT case_view_pk PRIMARY KEY (id),
  CONSTRAINT case_view_key_once UNIQUE (user_id, name),
  CONSTRAINT case_view_name_length CHECK (length(name) BETWEEN 1 AND 60),
  CONSTRAINT case_view_query_length CHECK (length(query) <= 500)
);
COMMENT ON TABLE case_view IS 'Filters of the caseload that somebody keeps under a name. No names of persons: those are never part of a filter';

CREATE TABLE case_search (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT case_search_pk PRIMARY KEY (id),
  CONSTRAINT case_search_name_length CHECK (length(name) BETWEEN 1 AND 120)
);
CREATE INDEX case_search_by_age ON case_search (created_at);
COMMENT ON TABLE case_search IS 'Names that somebody looked for in the caseload, so that none stands in an address; removed after two hours';

CREATE TABLE case_share (
  user_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  full_time_share numeric(4,3) NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_share_pk PRIMARY KEY (user_id, organisation_id),
  CONSTRAINT case_share_range CHECK (full_time_share > 0 AND full_time_share <= 1)
);
COMMENT ON TABLE case_share IS 'The share of a full-time post that somebody has for case management: caseloads are counted per full-time post and never by name';

CREATE TABLE case_intake (
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  complex_need boolean NOT NULL,
  many_actors boolean NOT NULL,
  regular_ways_fail boolean NOT NULL,
  own_resources boolean NOT NULL,
  agreed boolean NOT NULL,
  decision text NOT NULL,
  reason text,
  decided_on date NOT NULL,
  decided_by uuid,
  CONSTRAINT case_intake_pk PRIMARY KEY (case_id),
  CONSTRAINT case_intake_case FOREIGN KEY (case_id, controller_id) REFERENCES case_file (id, controller_id) ON DELETE CASCADE,
  CONSTRAINT case_intake_decision_known CHECK (decision IN ('accept', 'adviceOnly', 'referredOn', 'declined')),
  CONSTRAINT case_intake_reason_length CHECK (length(reason) BETWEEN 1 AND 1000)
);
COMMENT ON TABLE case_intake IS 'The check of criteria when a case was opened, and the decision: append-only';
