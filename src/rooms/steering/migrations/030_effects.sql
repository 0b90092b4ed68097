-- Did it help? One check per measure and target: planned with its power, running since the measure began, told with the
-- verdict that frozen figures give, and found right by a second person. No personal data.

CREATE TABLE effect_check (
  id uuid NOT NULL,
  title text NOT NULL,
  measure_id uuid NOT NULL,
  interface_id uuid,
  gap_id uuid,
  topic_id uuid,
  starts_on date NOT NULL,
  towns text[] NOT NULL,
  comparison_towns text[] NOT NULL,
  expected_drop smallint,
  state text NOT NULL,
  verdict text,
  release_id uuid,
  public_release_id uuid,
  told_on date,
  told_by uuid,
  confirmed_on date,
  confirmed_by uuid,
  note text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT effect_check_pk PRIMARY KEY (id),
  CONSTRAINT effect_check_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT effect_check_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT effect_check_gap FOREIGN KEY (gap_id) REFERENCES gap (id),
  CONSTRAINT effect_check_topic FOREIGN KEY (topic_id) REFERENCES topic (id),
  CONSTRAINT effect_check_has_one_target CHECK (num_nonnulls(interface_id, gap_id) = 1),
  CONSTRAINT effect_check_title_length CHECK (length(title) BETWEEN 1 AND 400),
  CONSTRAINT effect_check_towns_few CHECK (cardinality(towns) <= 200 AND cardinality(comparison_towns) <= 200),
  -- Who takes part cannot be what it is compared with; a comparison needs towns that it is a comparison to.
  CONSTRAINT effect_check_compares_others CHECK (
    NOT towns && comparison_towns AND (cardinality(comparison_towns) = 0 OR cardinality(towns) > 0)
  ),
  CONSTRAINT effect_check_drop_is_percent CHECK (expected_drop BETWEEN 1 AND 99),
  CONSTRAINT effect_check_state_known CHECK (state IN ('planned', 'running', 'told')),
  CONSTRAINT effect_check_verdict_known CHECK (verdict IN ('helped', 'didNot', 'tooEarly')),
  -- Told is a verdict on frozen figures, and who told it is not who finds it right.
  CONSTRAINT effect_check_told_whole CHECK (
    (state = 'told') = (num_nonnulls(verdict, release_id, told_on) = 3)
    AND (state = 'told' OR num_nonnulls(verdict, release_id, public_release_id, told_on, told_by) = 0)
  ),
  CONSTRAINT effect_check_confirmed_by_second_person CHECK (
    (confirmed_on IS NULL) = (confirmed_by IS NULL)
    AND (confirmed_on IS NULL OR state = 'told')
    AND (confirmed_by IS NULL OR told_by IS NULL OR confirmed_by <> told_by)
  ),
  CONSTRAINT effect_check_note_length CHECK (length(note) BETWEEN 1 AND 2000),
  CONSTRAINT effect_check_version_positive CHECK (version > 0)
);
CREATE UNIQUE INDEX effect_check_interface_key_once ON effect_check (measure_id, interface_id) WHERE interface_id IS NOT NULL;
CREATE UNIQUE INDEX effect_check_gap_key_once ON effect_check (measure_id, gap_id) WHERE gap_id IS NOT NULL;
CREATE INDEX effect_check_of_interface ON effect_check (interface_id);
CREATE INDEX effect_check_of_gap ON effect_check (gap_id);
CREATE INDEX effect_check_of_topic ON effect_check (topic_id);
CREATE INDEX effect_check_by_state ON effect_check (state, starts_on);
COMMENT ON TABLE effect_check IS 'Effect checks (Wirkungsprüfungen): whether a measure shortened the waits of its target interface, or covered its gap';
COMMENT ON COLUMN effect_check.starts_on IS 'First day of the measure: offers from this day on belong to the time with it';
COMMENT ON COLUMN effect_check.towns IS 'Keys of the municipalities in which the measure acts; empty: all';
COMMENT ON COLUMN effect_check.comparison_towns IS 'Keys of municipalities in which it does not act; empty: no comparison';
COMMENT ON COLUMN effect_check.expected_drop IS 'By how many percent waits are to become shorter';
COMMENT ON COLUMN effect_check.release_id IS 'The figures for the steering group, frozen in the ledger of insight';
COMMENT ON COLUMN effect_check.public_release_id IS 'The same for everybody; null where nothing could be released to them';

CREATE TABLE effect_check_change (
  check_id uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  state text NOT NULL,
  verdict text,
  release_id uuid,
  changes jsonb NOT NULL,
  note text,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT effect_check_change_pk PRIMARY KEY (check_id, version),
  CONSTRAINT effect_check_change_check FOREIGN KEY (check_id) REFERENCES effect_check (id),
  CONSTRAINT effect_check_change_event_known CHECK (event IN ('planned', 'described', 'begun', 'told', 'confirmed')),
  CONSTRAINT effect_check_change_list CHECK (jsonb_typeof(changes) = 'array'),
  -- What is compared with what is fixed when the measure starts; who changes it afterwards says why, for all to read.
  CONSTRAINT effect_check_change_with_reason CHECK (
    event <> 'described' OR state = 'planned' OR changes = '[]'::jsonb OR note IS NOT NULL
  ),
  CONSTRAINT effect_check_change_note_length CHECK (length(note) BETWEEN 1 AND 2000)
);
COMMENT ON TABLE effect_check_change IS 'What became of an effect check, by whom: one row per version, append-only by grant; earlier verdicts stay here';

CREATE TABLE effect_check_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT effect_check_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX effect_check_word_of_subject ON effect_check_word (subject_id);
COMMENT ON TABLE effect_check_word IS 'Words of titles with their endings, for the search; see platform/search';
