-- The gap register: what is missing for whom and where, from the suspicion to the day on which a second person found it
-- closed. No personal data: topics, places, groups and languages, and releases of insight as evidence.

CREATE TABLE gap_counter (
  id smallint NOT NULL,
  last integer NOT NULL,
  CONSTRAINT gap_counter_pk PRIMARY KEY (id),
  CONSTRAINT gap_counter_is_one CHECK (id = 1),
  CONSTRAINT gap_counter_positive CHECK (last > 0)
);
COMMENT ON TABLE gap_counter IS 'The number that the last gap got';

CREATE TABLE gap (
  id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  description text,
  topic text NOT NULL,
  municipality_id uuid,
  target_group text,
  language text,
  state text NOT NULL,
  state_since date NOT NULL,
  priority text,
  due_on date,
  reason text,
  closed_by_kind text,
  closed_by_id uuid,
  closing_on date,
  closing_by uuid,
  closed_on date,
  verified_by uuid,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT gap_pk PRIMARY KEY (id),
  CONSTRAINT gap_number_once UNIQUE (number),
  CONSTRAINT gap_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT gap_number_positive CHECK (number > 0),
  CONSTRAINT gap_kind_known CHECK (kind IN ('missingOffer', 'capacity', 'access', 'quality', 'information', 'legal')),
  CONSTRAINT gap_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT gap_description_length CHECK (length(description) BETWEEN 1 AND 4000),
  CONSTRAINT gap_topic_form CHECK (topic ~ '^[a-z0-9-]{1,60}$'),
  CONSTRAINT gap_target_group_length CHECK (length(target_group) BETWEEN 1 AND 120),
  CONSTRAINT gap_language_form CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  CONSTRAINT gap_state_known CHECK (
    state IN ('suspected', 'confirmed', 'prioritised', 'closing', 'closed', 'notClosable', 'rejected')
  ),
  CONSTRAINT gap_priority_known CHECK (priority IN ('high', 'medium', 'low')),
  CONSTRAINT gap_prioritised_has_priority CHECK (state NOT IN ('prioritised', 'closing', 'closed') OR priority IS NOT NULL),
  CONSTRAINT gap_reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
  CONSTRAINT gap_ended_with_reason CHECK (state NOT IN ('notClosable', 'rejected') OR reason IS NOT NULL),
  CONSTRAINT gap_closed_by_known CHECK (closed_by_kind IN ('offer', 'measure')),
  -- Closing names what closes it, and closed is what somebody else found so.
  CONSTRAINT gap_closing_names_what CHECK (
    (state IN ('closing', 'closed')) = (num_nonnulls(closed_by_kind, closed_by_id, closing_on, closing_by) = 4)
    AND (state IN ('closing', 'closed') OR num_nonnulls(closed_by_kind, closed_by_id, closing_on, closing_by) = 0)
  ),
  CONSTRAINT gap_closed_by_second_person CHECK (
    (state = 'closed') = (closed_on IS NOT NULL AND verified_by IS NOT NULL) AND (verified_by IS NULL OR verified_by <> closing_by)
  ),
  CONSTRAINT gap_version_positive CHECK (version > 0)
);
CREATE INDEX gap_by_state ON gap (state, number);
CREATE INDEX gap_of_municipality ON gap (municipality_id, state);
CREATE INDEX gap_due ON gap (due_on) WHERE due_on IS NOT NULL;
COMMENT ON TABLE gap IS 'Gaps (Lücken): a need without a sufficient offer, for topic, place, group and language. Where a part is null, it is all of it';
COMMENT ON COLUMN gap.closed_by_id IS 'The offer or measure that closes it';
COMMENT ON COLUMN gap.closing_by IS 'Who says that it is closed; somebody else has to find so too';

CREATE TABLE gap_evidence (
  gap_id uuid NOT NULL,
  release_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  added_by uuid,
  CONSTRAINT gap_evidence_pk PRIMARY KEY (gap_id, release_id),
  CONSTRAINT gap_evidence_gap FOREIGN KEY (gap_id) REFERENCES gap (id)
);
COMMENT ON TABLE gap_evidence IS 'What shows the gap: releases of insight, frozen, by their id in its ledger; append-only by grant';

CREATE TABLE gap_change (
  gap_id uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  state text NOT NULL,
  state_before text,
  changes jsonb NOT NULL,
  note text,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT gap_change_pk PRIMARY KEY (gap_id, version),
  CONSTRAINT gap_change_gap FOREIGN KEY (gap_id) REFERENCES gap (id),
  CONSTRAINT gap_change_event_known CHECK (event IN ('noted', 'described', 'evidence', 'moved')),
  CONSTRAINT gap_change_list CHECK (jsonb_typeof(changes) = 'array'),
  CONSTRAINT gap_change_note_length CHECK (length(note) BETWEEN 1 AND 2000)
);
COMMENT ON TABLE gap_change IS 'What was changed in a gap, by whom, why: one row per version, append-only by grant';

CREATE TABLE gap_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT gap_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX gap_word_of_subject ON gap_word (subject_id);
COMMENT ON TABLE gap_word IS 'Words of titles and descriptions with their endings, for the search; see platform/search';
