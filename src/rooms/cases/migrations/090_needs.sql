-- Needs (Bedarfe): what somebody in a case needs, since when, and whether it was found. Rows without a case are counted by a
-- counselling desk on a sheet: the desk, no person.

CREATE TABLE case_need (
  id uuid NOT NULL,
  case_id uuid,
  controller_id uuid NOT NULL,
  recorded_by uuid NOT NULL,
  topic text NOT NULL,
  language text,
  target_group text,
  municipality_id uuid,
  needed_on date NOT NULL,
  met_on date,
  met_how text,
  offer_id uuid,
  given_up_on date,
  reason text,
  record_lag_days integer NOT NULL,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_need_pk PRIMARY KEY (id),
  CONSTRAINT case_need_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_need_recorded_by FOREIGN KEY (recorded_by) REFERENCES organisation (id),
  CONSTRAINT case_need_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT case_need_offer FOREIGN KEY (offer_id) REFERENCES offer (id),
  CONSTRAINT case_need_topic_form CHECK (topic ~ '^[a-z0-9-]{1,60}$'),
  CONSTRAINT case_need_language_form CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  CONSTRAINT case_need_group_length CHECK (length(target_group) BETWEEN 1 AND 100),
  CONSTRAINT case_need_reason_form CHECK (reason ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT case_need_met_how_known CHECK (met_how IN ('offer', 'elsewhere')),
  CONSTRAINT case_need_met_says_how CHECK ((met_on IS NULL) = (met_how IS NULL)),
  CONSTRAINT case_need_met_by_offer CHECK ((met_how IS NOT DISTINCT FROM 'offer') = (offer_id IS NOT NULL)),
  CONSTRAINT case_need_ends_once CHECK (met_on IS NULL OR given_up_on IS NULL),
  CONSTRAINT case_need_given_up_with_reason CHECK (given_up_on IS NULL OR reason IS NOT NULL),
  CONSTRAINT case_need_ends_after_beginning CHECK (met_on >= needed_on AND given_up_on >= needed_on),
  CONSTRAINT case_need_lag_not_negative CHECK (record_lag_days >= 0),
  CONSTRAINT case_need_version_positive CHECK (version > 0)
);
CREATE INDEX case_need_of_case_in_order ON case_need (case_id, needed_on, id);
CREATE INDEX case_need_latest_change ON case_need (changed_at);
COMMENT ON TABLE case_need IS 'What somebody needs, since when, and how it ended: met by an offer or elsewhere, or given up with a reason';
COMMENT ON COLUMN case_need.case_id IS 'Null: counted by a counselling desk without a file, so of no person';
COMMENT ON COLUMN case_need.recorded_by IS 'The team or the desk that recorded it';
COMMENT ON COLUMN case_need.topic IS 'Key of a life domain, as offers bear it';
COMMENT ON COLUMN case_need.language IS 'BCP 47; null: no particular language is needed';
COMMENT ON COLUMN case_need.target_group IS 'Of the case when it was recorded, as its town: a family that moves on does not take its old need along';
COMMENT ON COLUMN case_need.reason IS 'Key of the codelist of hurdles: why it is not met so far, or why it was given up';
COMMENT ON COLUMN case_need.record_lag_days IS 'Days from what happened last to its record';

ALTER TABLE case_need ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Read with the file, written by the team that has it; what a desk counted is read by the case managers of that desk.
CREATE POLICY case_need_read ON case_need FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system())
  OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_need.case_id)
  OR case_id IS NULL AND recorded_by = (SELECT cases_actor_team()) AND controller_id = (SELECT cases_actor_controller())
);
CREATE POLICY case_need_add ON case_need FOR INSERT TO {{app}} WITH CHECK (
  (SELECT cases_actor_is_system()) OR case_id IS NOT NULL AND cases_part_kept(case_id, controller_id)
);
CREATE POLICY case_need_change ON case_need FOR UPDATE TO {{app}}
  USING (case_id IS NOT NULL AND cases_part_kept(case_id, controller_id))
  WITH CHECK (case_id IS NOT NULL AND cases_part_kept(case_id, controller_id));

GRANT SELECT, INSERT ON case_need TO {{app}};
GRANT UPDATE (
  topic, language, needed_on, met_on, met_how, offer_id, given_up_on, reason, record_lag_days, version, changed_at, changed_by
) ON case_need TO {{app}};

-- What the view of 091_needs.publish.sql reads, and no column more.
GRANT SELECT (
  id, case_id, topic, language, target_group, municipality_id, needed_on, met_on, given_up_on, reason, record_lag_days,
  simulated, version, changed_at
) ON case_need TO {{publish}};
CREATE POLICY case_need_publish ON case_need FOR SELECT TO {{publish}} USING (true);
