-- Journeys: hand-overs between organisations and the steps they are made of. Personal data under a pseudonym: no name, no
-- birth date, no contents of a file. The steps are the truth and are only ever added; the days and the state of a hand-over
-- are derived from its steps by one function of domain.ts, in the transaction that adds a step.

CREATE TABLE pathway (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  description text,
  simulated boolean NOT NULL,
  CONSTRAINT pathway_pk PRIMARY KEY (id),
  CONSTRAINT pathway_key_once UNIQUE (key),
  CONSTRAINT pathway_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT pathway_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT pathway_description_length CHECK (length(description) <= 1000)
);
COMMENT ON TABLE pathway IS 'Pathways (Wege): which milestones a journey of a kind usually has, in order. What is declared here is what a journey is compared with';

CREATE TABLE pathway_milestone (
  pathway_id uuid NOT NULL,
  position integer NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  interface_id uuid,
  CONSTRAINT pathway_milestone_pk PRIMARY KEY (pathway_id, position),
  CONSTRAINT pathway_milestone_key_once UNIQUE (pathway_id, key),
  CONSTRAINT pathway_milestone_pathway FOREIGN KEY (pathway_id) REFERENCES pathway (id),
  CONSTRAINT pathway_milestone_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT pathway_milestone_position_from_one CHECK (position BETWEEN 1 AND 100),
  CONSTRAINT pathway_milestone_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT pathway_milestone_name_length CHECK (length(name) BETWEEN 1 AND 120)
);
CREATE INDEX pathway_milestone_of_interface ON pathway_milestone (interface_id);
COMMENT ON TABLE pathway_milestone IS 'Milestones of a pathway in order. With an interface: reached by the first appointment after it';

CREATE TABLE handover (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  interface_id uuid NOT NULL,
  from_organisation_id uuid NOT NULL,
  to_organisation_id uuid NOT NULL,
  municipality_id uuid,
  target_group text,
  person_key uuid NOT NULL,
  target_days integer,
  state text NOT NULL,
  prepared_on date,
  offered_on date,
  answered_on date,
  first_on date,
  ended_on date,
  last_step_on date NOT NULL,
  last_recorded_at timestamptz NOT NULL,
  sides text NOT NULL,
  record_lag_days integer NOT NULL,
  reason text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT handover_pk PRIMARY KEY (id),
  CONSTRAINT handover_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT handover_from_organisation FOREIGN KEY (from_organisation_id) REFERENCES organisation (id),
  CONSTRAINT handover_to_organisation FOREIGN KEY (to_organisation_id) REFERENCES organisation (id),
  CONSTRAINT handover_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT handover_not_to_itself CHECK (to_organisation_id <> from_organisation_id),
  CONSTRAINT handover_target_group_length CHECK (length(target_group) BETWEEN 1 AND 120),
  CONSTRAINT handover_target_days_positive CHECK (target_days BETWEEN 0 AND 3650),
  CONSTRAINT handover_state_known CHECK (
    state IN ('prepared', 'offered', 'askedBack', 'accepted', 'declined', 'firstAppointment', 'completed', 'withdrawn')
  ),
  CONSTRAINT handover_has_begun CHECK (num_nonnulls(prepared_on, offered_on) > 0),
  CONSTRAINT handover_offer_is_dated CHECK (state <> 'offered' OR offered_on IS NOT NULL),
  CONSTRAINT handover_answer_is_dated CHECK (state NOT IN ('askedBack', 'accepted', 'declined') OR answered_on IS NOT NULL),
  CONSTRAINT handover_arrival_is_dated CHECK ((first_on IS NOT NULL) = (state IN ('firstAppointment', 'completed'))),
  CONSTRAINT handover_end_is_dated CHECK ((ended_on IS NOT NULL) = (state IN ('declined', 'completed', 'withdrawn'))),
  CONSTRAINT handover_declined_with_reason CHECK (state <> 'declined' OR reason IS NOT NULL),
  CONSTRAINT handover_reason_form CHECK (reason ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT handover_days_in_order CHECK (
    coalesce(offered_on, prepared_on) <= least(answered_on, first_on, ended_on, last_step_on)
    AND last_step_on >= greatest(prepared_on, offered_on, answered_on, first_on, ended_on)
  ),
  CONSTRAINT handover_sides_known CHECK (sides IN ('both', 'sender', 'estimated')),
  CONSTRAINT handover_record_lag_not_negative CHECK (record_lag_days >= 0),
  CONSTRAINT handover_version_positive CHECK (version > 0)
);
CREATE INDEX handover_given ON handover (from_organisation_id, state, offered_on);
CREATE INDEX handover_received ON handover (to_organisation_id, state, offered_on);
CREATE INDEX handover_of_person ON handover (person_key);
COMMENT ON TABLE handover IS 'Hand-overs (Übergaben): one passage of a person or family through an interface. State and days are derived from the steps';
COMMENT ON COLUMN handover.controller_id IS 'The organisation that answers for this row (Art. 4 no. 7 GDPR): that of the giving side';
COMMENT ON COLUMN handover.version IS 'Number of its steps: every step is a change, and nothing else is';
COMMENT ON COLUMN handover.person_key IS 'Pseudonym of the person or family for journeys, random; who it is stands elsewhere, if anywhere';
COMMENT ON COLUMN handover.target_days IS 'The target in calendar days that was valid on the day of the offer; null: none was agreed';
COMMENT ON COLUMN handover.answered_on IS 'Day of the first answer: asked back, accepted or declined';
COMMENT ON COLUMN handover.first_on IS 'Day of the first appointment or first benefit at the receiver';
COMMENT ON COLUMN handover.ended_on IS 'Day on which it was declined, withdrawn or completed';
COMMENT ON COLUMN handover.sides IS 'Who recorded it: both sides, the sender only, or the sender by estimate';
COMMENT ON COLUMN handover.record_lag_days IS 'Days from the first appointment to its record; before there is one, from the last step to its record';
COMMENT ON COLUMN handover.reason IS 'Code of the reason of declining, or of arriving late';

CREATE TABLE journey_step (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  person_key uuid NOT NULL,
  handover_id uuid,
  kind text NOT NULL,
  milestone text,
  occurred_on date NOT NULL,
  certainty text NOT NULL,
  recorded_at timestamptz NOT NULL,
  source text NOT NULL,
  organisation_id uuid NOT NULL,
  reason text,
  recorded_by uuid,
  CONSTRAINT journey_step_pk PRIMARY KEY (id),
  CONSTRAINT journey_step_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT journey_step_kind_known CHECK (
    kind IN (
      'prepared', 'offered', 'askedBack', 'accepted', 'declined', 'firstAppointment', 'completed', 'withdrawn', 'milestone'
    )
  ),
  CONSTRAINT journey_step_of_handover_or_milestone CHECK ((handover_id IS NULL) = (kind = 'milestone')),
  CONSTRAINT journey_step_milestone_named CHECK ((milestone IS NOT NULL) = (kind = 'milestone')),
  CONSTRAINT journey_step_milestone_form CHECK (milestone ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(milestone) <= 60),
  CONSTRAINT journey_step_certainty_known CHECK (certainty IN ('day', 'about')),
  CONSTRAINT journey_step_source_known CHECK (source IN ('both', 'sender', 'estimated')),
  CONSTRAINT journey_step_declined_with_reason CHECK (kind <> 'declined' OR reason IS NOT NULL),
  CONSTRAINT journey_step_reason_form CHECK (reason ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT journey_step_not_before_it_happened CHECK (occurred_on <= (recorded_at AT TIME ZONE 'Europe/Berlin')::date)
);
CREATE INDEX journey_step_of_handover ON journey_step (handover_id, recorded_at, id);
CREATE INDEX journey_step_of_person ON journey_step (person_key, occurred_on);
COMMENT ON TABLE journey_step IS 'The journey log (Integrationsverlauf): what happened on which day, who recorded it and when. Append-only by grant; within a day the order is unknown';
COMMENT ON COLUMN journey_step.certainty IS 'day: the day is certain; about: the day stands for a stretch around it';
COMMENT ON COLUMN journey_step.source IS 'both: recorded by the receiver of what the sender gave; sender: by the giving side alone; estimated: by the giving side, as an estimate';
COMMENT ON COLUMN journey_step.organisation_id IS 'The organisation that recorded it: one of the two of its hand-over, whose foreign keys hold for it too (a third of the time of loading went into checking them again)';
