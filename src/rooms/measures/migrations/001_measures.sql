-- The register: concepts that a council adopted, the measures in them, and how they stand. No personal data: responsible
-- are offices. Records end, they are not deleted, because papers of past years count them.

CREATE TABLE field_of_action (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  position integer NOT NULL,
  ended_on date,
  CONSTRAINT field_of_action_pk PRIMARY KEY (id),
  CONSTRAINT field_of_action_key_once UNIQUE (key),
  CONSTRAINT field_of_action_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT field_of_action_name_length CHECK (length(name) BETWEEN 1 AND 120)
);
COMMENT ON TABLE field_of_action IS 'Handlungsfelder: the codelist of the district';

CREATE TABLE target_group (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  position integer NOT NULL,
  ended_on date,
  CONSTRAINT target_group_pk PRIMARY KEY (id),
  CONSTRAINT target_group_key_once UNIQUE (key),
  CONSTRAINT target_group_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT target_group_name_length CHECK (length(name) BETWEEN 1 AND 120)
);
COMMENT ON TABLE target_group IS 'Whom a measure is for: the codelist of the district';

CREATE TABLE concept (
  id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  short_title text,
  summary text,
  commissioned_on date,
  commissioned_by text,
  presented_on date,
  presented_to text,
  adopted_on date,
  adopted_by_body_id uuid,
  resolution_reference text,
  resolution_address text,
  valid_from date,
  valid_until date,
  successor_id uuid,
  review_after_months integer NOT NULL DEFAULT 36,
  is_public boolean NOT NULL,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT concept_pk PRIMARY KEY (id),
  CONSTRAINT concept_key_once UNIQUE (key),
  CONSTRAINT concept_adopted_by FOREIGN KEY (adopted_by_body_id) REFERENCES body (id),
  CONSTRAINT concept_successor FOREIGN KEY (successor_id) REFERENCES concept (id),
  CONSTRAINT concept_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT concept_kind_known CHECK (kind IN ('integrationReport', 'refugeeActionConcept', 'kimActionConcept', 'other')),
  CONSTRAINT concept_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT concept_short_title_length CHECK (length(short_title) BETWEEN 1 AND 80),
  CONSTRAINT concept_summary_length CHECK (length(summary) <= 8000),
  CONSTRAINT concept_words_length CHECK (
    length(commissioned_by) <= 200 AND length(presented_to) <= 200 AND length(resolution_reference) <= 200
  ),
  CONSTRAINT concept_resolution_is_address CHECK (resolution_address ~ '^https?://' AND length(resolution_address) <= 1000),
  CONSTRAINT concept_not_its_successor CHECK (successor_id <> id),
  CONSTRAINT concept_valid_forward CHECK (valid_until >= valid_from),
  CONSTRAINT concept_review_after CHECK (review_after_months BETWEEN 1 AND 600),
  CONSTRAINT concept_version_positive CHECK (version > 0)
);
CREATE INDEX concept_of_successor ON concept (successor_id);
COMMENT ON TABLE concept IS 'Concepts of the district: commissioned, presented, adopted, valid, superseded, each with its own day';
COMMENT ON COLUMN concept.review_after_months IS 'After how many months without renewal the funding rule warns (KI base funding asks for a concept kept up to date)';

CREATE TABLE measure (
  id uuid NOT NULL,
  number text NOT NULL,
  number_order text COLLATE "C" GENERATED ALWAYS AS (
    regexp_replace(regexp_replace(number, '(\d+)', '0000000\1', 'g'), '\d*(\d{8})', '\1', 'g')
  ) STORED,
  title text NOT NULL,
  description text,
  public_text text,
  is_public boolean NOT NULL,
  state text NOT NULL,
  state_since date NOT NULL,
  state_reason text,
  established_on date,
  stalled_since date,
  stalled_reason text,
  priority text,
  responsible_id uuid,
  centre_role text NOT NULL,
  kim_linked boolean NOT NULL,
  district_wide boolean NOT NULL,
  partners text,
  planned_from date,
  planned_until date,
  withdrawn_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT measure_pk PRIMARY KEY (id),
  CONSTRAINT measure_responsible FOREIGN KEY (responsible_id) REFERENCES organisation (id),
  CONSTRAINT measure_number_form CHECK (length(number) BETWEEN 1 AND 20 AND number = btrim(number)),
  CONSTRAINT measure_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT measure_text_length CHECK (
    length(description) <= 8000 AND length(public_text) <= 4000 AND length(partners) <= 1000
  ),
  CONSTRAINT measure_state_known CHECK (
    state IN ('proposed', 'adopted', 'inPlanning', 'inProgress', 'established', 'completed', 'adapted', 'suspended', 'discontinued', 'notStarted')
  ),
  CONSTRAINT measure_established_has_day CHECK (state <> 'established' OR established_on IS NOT NULL),
  CONSTRAINT measure_end_has_reason CHECK (state NOT IN ('discontinued', 'suspended', 'notStarted') OR state_reason IS NOT NULL),
  CONSTRAINT measure_stall_has_reason CHECK ((stalled_since IS NULL) = (stalled_reason IS NULL)),
  CONSTRAINT measure_stalls_while_running CHECK (stalled_since IS NULL OR state IN ('adopted', 'inPlanning', 'inProgress')),
  CONSTRAINT measure_reason_length CHECK (length(state_reason) BETWEEN 1 AND 1000 AND length(stalled_reason) BETWEEN 1 AND 1000),
  CONSTRAINT measure_priority_known CHECK (priority IN ('high', 'medium', 'low')),
  CONSTRAINT measure_centre_role_known CHECK (centre_role IN ('responsible', 'involved', 'none')),
  CONSTRAINT measure_planned_forward CHECK (planned_until >= planned_from),
  CONSTRAINT measure_version_positive CHECK (version > 0)
);
CREATE UNIQUE INDEX measure_number_once ON measure (number) WHERE withdrawn_on IS NULL;
CREATE INDEX measure_in_order ON measure (number_order);
CREATE INDEX measure_of_responsible ON measure (responsible_id);
CREATE INDEX measure_by_state ON measure (state, number);
COMMENT ON TABLE measure IS 'Measures (Maßnahmen): what a concept wants done. Counts over them are queries, never fields';
COMMENT ON COLUMN measure.number_order IS 'The number with its digits filled up, so that 10.01 comes after 2.10';
COMMENT ON COLUMN measure.withdrawn_on IS 'Entered by mistake, or by an import that was taken back: no list, count or page has it, only its history; its number is free again';
COMMENT ON COLUMN measure.centre_role IS 'What the Kommunales Integrationszentrum is in it';
COMMENT ON COLUMN measure.established_on IS 'Verstetigt since this day: the result that reports name first';
COMMENT ON COLUMN measure.stalled_since IS 'Begun or planned and not getting on (stockt) since this day, with the reason';

CREATE TABLE measure_concept (
  measure_id uuid NOT NULL,
  concept_id uuid NOT NULL,
  role text NOT NULL,
  number text,
  chapter text,
  CONSTRAINT measure_concept_pk PRIMARY KEY (measure_id, concept_id),
  CONSTRAINT measure_concept_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_concept_concept FOREIGN KEY (concept_id) REFERENCES concept (id),
  CONSTRAINT measure_concept_role_known CHECK (role IN ('origin', 'continuation')),
  CONSTRAINT measure_concept_number_length CHECK (length(number) BETWEEN 1 AND 20),
  CONSTRAINT measure_concept_chapter_length CHECK (length(chapter) BETWEEN 1 AND 200)
);
CREATE INDEX measure_concept_of_concept ON measure_concept (concept_id);
COMMENT ON TABLE measure_concept IS 'Which concepts a measure stands in, with its number there. Several: the counts of concepts overlap and are never added';

CREATE TABLE measure_field (
  measure_id uuid NOT NULL,
  field_id uuid NOT NULL,
  CONSTRAINT measure_field_pk PRIMARY KEY (measure_id, field_id),
  CONSTRAINT measure_field_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_field_field FOREIGN KEY (field_id) REFERENCES field_of_action (id)
);
CREATE INDEX measure_field_of_field ON measure_field (field_id);
COMMENT ON TABLE measure_field IS 'Fields of action of a measure';

CREATE TABLE measure_organisation (
  measure_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  CONSTRAINT measure_organisation_pk PRIMARY KEY (measure_id, organisation_id),
  CONSTRAINT measure_organisation_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_organisation_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
);
CREATE INDEX measure_organisation_of_organisation ON measure_organisation (organisation_id);
COMMENT ON TABLE measure_organisation IS 'Organisations involved in a measure besides the responsible one';

CREATE TABLE measure_municipality (
  measure_id uuid NOT NULL,
  municipality_id uuid NOT NULL,
  CONSTRAINT measure_municipality_pk PRIMARY KEY (measure_id, municipality_id),
  CONSTRAINT measure_municipality_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_municipality_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX measure_municipality_of_municipality ON measure_municipality (municipality_id);
COMMENT ON TABLE measure_municipality IS 'Where a measure takes place, unless it is district-wide';

CREATE TABLE measure_target_group (
  measure_id uuid NOT NULL,
  target_group_id uuid NOT NULL,
  CONSTRAINT measure_target_group_pk PRIMARY KEY (measure_id, target_group_id),
  CONSTRAINT measure_target_group_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_target_group_group FOREIGN KEY (target_group_id) REFERENCES target_group (id)
);
CREATE INDEX measure_target_group_of_group ON measure_target_group (target_group_id);
COMMENT ON TABLE measure_target_group IS 'Whom a measure is for';

CREATE TABLE measure_succession (
  predecessor_id uuid NOT NULL,
  successor_id uuid NOT NULL,
  kind text NOT NULL,
  through_kim boolean NOT NULL,
  since date NOT NULL,
  note text,
  CONSTRAINT measure_succession_pk PRIMARY KEY (predecessor_id, successor_id),
  CONSTRAINT measure_succession_predecessor FOREIGN KEY (predecessor_id) REFERENCES measure (id),
  CONSTRAINT measure_succession_successor FOREIGN KEY (successor_id) REFERENCES measure (id),
  CONSTRAINT measure_succession_two CHECK (predecessor_id <> successor_id),
  CONSTRAINT measure_succession_kind_known CHECK (kind IN ('continued', 'adapted', 'merged', 'split')),
  CONSTRAINT measure_succession_note_length CHECK (length(note) <= 1000)
);
CREATE INDEX measure_succession_of_successor ON measure_succession (successor_id);
COMMENT ON TABLE measure_succession IS 'Which measure goes on in which other one, such as "continued through KIM"';

CREATE TABLE milestone (
  id uuid NOT NULL,
  measure_id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  due_on date,
  reached_on date,
  note text,
  CONSTRAINT milestone_pk PRIMARY KEY (id),
  CONSTRAINT milestone_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT milestone_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT milestone_note_length CHECK (length(note) <= 1000)
);
CREATE INDEX milestone_of_measure ON milestone (measure_id, position);
COMMENT ON TABLE milestone IS 'Milestones of a measure';

CREATE TABLE indicator (
  id uuid NOT NULL,
  measure_id uuid NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  target_value numeric,
  target_on date,
  CONSTRAINT indicator_pk PRIMARY KEY (id),
  CONSTRAINT indicator_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT indicator_name_length CHECK (length(name) BETWEEN 1 AND 300),
  CONSTRAINT indicator_unit_length CHECK (length(unit) BETWEEN 1 AND 40)
);
CREATE INDEX indicator_of_measure ON indicator (measure_id, position);
COMMENT ON TABLE indicator IS 'What shows whether a measure works, with its target';

CREATE TABLE indicator_value (
  id uuid NOT NULL,
  indicator_id uuid NOT NULL,
  as_of date NOT NULL,
  value numeric NOT NULL,
  note text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT indicator_value_pk PRIMARY KEY (id),
  CONSTRAINT indicator_value_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
  CONSTRAINT indicator_value_note_length CHECK (length(note) <= 1000)
);
CREATE INDEX indicator_value_of_indicator ON indicator_value (indicator_id, as_of);
COMMENT ON TABLE indicator_value IS 'Actual values, append-only by grant; of two for one day the later record holds';

CREATE TABLE measure_funding (
  id uuid NOT NULL,
  measure_id uuid NOT NULL,
  position integer NOT NULL,
  source text NOT NULL,
  kind text NOT NULL,
  amount_cents bigint,
  valid_from date,
  valid_until date,
  note text,
  CONSTRAINT measure_funding_pk PRIMARY KEY (id),
  CONSTRAINT measure_funding_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_funding_source_length CHECK (length(source) BETWEEN 1 AND 200),
  CONSTRAINT measure_funding_kind_known CHECK (kind IN ('own', 'applied', 'granted', 'spent')),
  CONSTRAINT measure_funding_amount_not_negative CHECK (amount_cents >= 0),
  CONSTRAINT measure_funding_forward CHECK (valid_until >= valid_from),
  CONSTRAINT measure_funding_note_length CHECK (length(note) <= 1000)
);
CREATE INDEX measure_funding_of_measure ON measure_funding (measure_id, position);
COMMENT ON TABLE measure_funding IS 'Money of a measure, in cents (EUR): own, applied for, granted, spent';

CREATE TABLE measure_document (
  id uuid NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  title text NOT NULL,
  address text,
  file_id uuid,
  is_public boolean NOT NULL,
  added_at timestamptz NOT NULL,
  added_by uuid,
  CONSTRAINT measure_document_pk PRIMARY KEY (id),
  CONSTRAINT measure_document_kind_known CHECK (subject_kind IN ('measure', 'concept')),
  CONSTRAINT measure_document_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT measure_document_is_address CHECK (address ~ '^https?://' AND length(address) <= 1000),
  CONSTRAINT measure_document_file_or_address CHECK (num_nonnulls(address, file_id) = 1)
);
CREATE INDEX measure_document_of_subject ON measure_document (subject_id);
COMMENT ON TABLE measure_document IS 'Documents of a measure or a concept: a stored file or an address';

CREATE TABLE measures_source (
  id uuid NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  title text NOT NULL,
  address text,
  dated_on date,
  CONSTRAINT measures_source_pk PRIMARY KEY (id),
  CONSTRAINT measures_source_kind_known CHECK (subject_kind IN ('measure', 'concept')),
  CONSTRAINT measures_source_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT measures_source_is_address CHECK (address ~ '^https?://' AND length(address) <= 1000)
);
CREATE INDEX measures_source_of_subject ON measures_source (subject_id);
COMMENT ON TABLE measures_source IS 'Where a public fact about a measure or a concept stands';

CREATE TABLE measure_state (
  measure_id uuid NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  stalled boolean NOT NULL,
  since date NOT NULL,
  reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT measure_state_pk PRIMARY KEY (measure_id, number),
  CONSTRAINT measure_state_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT measure_state_number_from_one CHECK (number > 0),
  CONSTRAINT measure_state_state_known CHECK (
    state IN ('proposed', 'adopted', 'inPlanning', 'inProgress', 'established', 'completed', 'adapted', 'suspended', 'discontinued', 'notStarted')
  ),
  CONSTRAINT measure_state_reason_length CHECK (length(reason) BETWEEN 1 AND 1000)
);
CREATE INDEX measure_state_by_day ON measure_state (measure_id, since DESC, number DESC);
COMMENT ON TABLE measure_state IS 'The states a measure went through, append-only by grant. On a day holds the one that began last, of two from one day the later number';

CREATE TABLE measures_version (
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  subject_kind text NOT NULL,
  event text NOT NULL,
  content jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT measures_version_pk PRIMARY KEY (subject_id, version),
  CONSTRAINT measures_version_kind_known CHECK (subject_kind IN ('measure', 'concept')),
  CONSTRAINT measures_version_event_form CHECK (event ~ '^[a-z-]{1,40}$'),
  CONSTRAINT measures_version_content_object CHECK (jsonb_typeof(content) = 'object'),
  CONSTRAINT measures_version_positive CHECK (version > 0)
);
CREATE INDEX measures_version_by_time ON measures_version (changed_at DESC, subject_id, version);
COMMENT ON TABLE measures_version IS 'The whole record as it was from each change on, with everything that hangs on it; append-only by grant. Two dates are compared by it';

CREATE TABLE measures_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  is_public boolean NOT NULL,
  CONSTRAINT measures_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX measures_word_of_subject ON measures_word (subject_id);
COMMENT ON COLUMN measures_word.is_public IS 'Stands in a text that everybody may read: a search by others must not tell what internal texts say';
COMMENT ON TABLE measures_word IS 'Folded words of measures and concepts and their endings, so that the search finds parts of words by index under row-level security';
