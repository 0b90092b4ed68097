-- What a hand-over has after its answer and beside it: the first appointment that is booked and then took place or did not, what
-- was recorded wrongly, what was agreed for the time after the end, whom a reminder reached.

CREATE TABLE handover_appointment (
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  held_on date NOT NULL,
  begins_at text,
  place text,
  interpreter_needed boolean NOT NULL,
  interpreter_language text,
  state text NOT NULL,
  booked_by uuid,
  booked_at timestamptz NOT NULL,
  settled_by uuid,
  settled_at timestamptz,
  CONSTRAINT handover_appointment_pk PRIMARY KEY (id),
  CONSTRAINT handover_appointment_handover FOREIGN KEY (handover_id) REFERENCES handover (id) ON DELETE CASCADE,
  CONSTRAINT handover_appointment_begins_at_form CHECK (begins_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  CONSTRAINT handover_appointment_place_length CHECK (length(place) BETWEEN 1 AND 200),
  CONSTRAINT handover_appointment_language_form CHECK (interpreter_language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  CONSTRAINT handover_appointment_language_is_needed CHECK (interpreter_needed OR interpreter_language IS NULL),
  CONSTRAINT handover_appointment_state_known CHECK (state IN ('booked', 'tookPlace', 'missed', 'moved', 'cancelled')),
  CONSTRAINT handover_appointment_settled_has_instant CHECK ((state = 'booked') = (settled_at IS NULL))
);
CREATE UNIQUE INDEX handover_appointment_key_once ON handover_appointment (handover_id) WHERE state = 'booked';
CREATE INDEX handover_appointment_of_handover ON handover_appointment (handover_id, booked_at, id);
COMMENT ON TABLE handover_appointment IS 'First appointments at the receiver that were booked. One counts as a milestone only once somebody says that it took place: then a step is added';
COMMENT ON COLUMN handover_appointment.organisation_id IS 'The side that entered it';
COMMENT ON COLUMN handover_appointment.interpreter_language IS 'BCP 47; null where none is needed or the language is not known';

CREATE TABLE journey_step_correction (
  id uuid NOT NULL,
  step_id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  reason text NOT NULL,
  corrected_by uuid,
  corrected_at timestamptz NOT NULL,
  CONSTRAINT journey_step_correction_pk PRIMARY KEY (id),
  CONSTRAINT journey_step_correction_key_once UNIQUE (step_id),
  CONSTRAINT journey_step_correction_step FOREIGN KEY (step_id) REFERENCES journey_step (id) ON DELETE CASCADE,
  CONSTRAINT journey_step_correction_handover FOREIGN KEY (handover_id) REFERENCES handover (id) ON DELETE CASCADE,
  CONSTRAINT journey_step_correction_reason_length CHECK (length(reason) BETWEEN 1 AND 400)
);
CREATE INDEX journey_step_correction_of_handover ON journey_step_correction (handover_id);
COMMENT ON TABLE journey_step_correction IS 'Steps that were recorded wrongly: they stay as they were written and count no more. Append-only by grant';

CREATE TABLE handover_after (
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  after_until date NOT NULL,
  after_norm text NOT NULL,
  set_by uuid,
  set_at timestamptz NOT NULL,
  CONSTRAINT handover_after_pk PRIMARY KEY (id),
  CONSTRAINT handover_after_handover FOREIGN KEY (handover_id) REFERENCES handover (id) ON DELETE CASCADE,
  CONSTRAINT handover_after_norm_length CHECK (length(after_norm) BETWEEN 1 AND 200)
);
CREATE INDEX handover_after_of_handover ON handover_after (handover_id, set_at, id);
COMMENT ON TABLE handover_after IS 'What was agreed for the time after the end of a hand-over (Leserecht of the giving side), who of which side set it when; the last one holds and stands in handover. Append-only by grant';

CREATE TABLE handover_told (
  reminder_id uuid NOT NULL,
  member_id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  told_as text NOT NULL,
  CONSTRAINT handover_told_pk PRIMARY KEY (reminder_id, member_id),
  CONSTRAINT handover_told_reminder FOREIGN KEY (reminder_id) REFERENCES handover_reminder (id) ON DELETE CASCADE,
  CONSTRAINT handover_told_handover FOREIGN KEY (handover_id) REFERENCES handover (id) ON DELETE CASCADE,
  CONSTRAINT handover_told_as_known CHECK (
    told_as IN ('owner', 'team', 'head', 'deputy', 'unit', 'coordinator', 'administrator')
  )
);
CREATE INDEX handover_told_of_handover ON handover_told (handover_id);
COMMENT ON TABLE handover_told IS 'Whom a reminder or an escalation reached, and as what: each member once. Append-only by grant';

-- The link of a partner without an account, sent to the address that its organisation published.
ALTER TABLE outside_link
  ADD COLUMN mailed_at timestamptz,
  ADD COLUMN mailed_to text,
  ADD CONSTRAINT outside_link_mail_has_both CHECK ((mailed_at IS NULL) = (mailed_to IS NULL)) NOT VALID,
  ADD CONSTRAINT outside_link_mailed_to_length CHECK (length(mailed_to) BETWEEN 3 AND 200) NOT VALID;
COMMENT ON COLUMN outside_link.mailed_to IS 'The published address of the organisation that the link was sent to; the PIN never goes this way';
