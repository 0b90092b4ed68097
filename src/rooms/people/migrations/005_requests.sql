-- The rights of persons (Art. 15 to 20 GDPR): what was asked for, by when it must be answered and what came of it; and the
-- mark of a record that may be stored and nothing else (Art. 18).

ALTER TABLE person ADD COLUMN restricted_on date;
COMMENT ON COLUMN person.restricted_on IS 'Since then the record is kept and not worked with (Art. 18 GDPR)';
GRANT UPDATE (restricted_on) ON person TO {{app}};

CREATE TABLE person_request (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  kind text NOT NULL,
  received_on date NOT NULL,
  note text,
  state text NOT NULL,
  outcome text,
  requested_at timestamptz NOT NULL,
  requested_by uuid NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  CONSTRAINT person_request_pk PRIMARY KEY (id),
  CONSTRAINT person_request_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT person_request_kind_known CHECK (kind IN ('rectification', 'erasure', 'restriction')),
  CONSTRAINT person_request_note_length CHECK (length(note) BETWEEN 1 AND 2000),
  CONSTRAINT person_request_state_known CHECK (state IN ('open', 'done', 'refused')),
  CONSTRAINT person_request_outcome_length CHECK (length(outcome) BETWEEN 1 AND 2000),
  CONSTRAINT person_request_refusal_is_explained CHECK (state <> 'refused' OR outcome IS NOT NULL),
  CONSTRAINT person_request_decided_whole CHECK ((state = 'open') = (decided_at IS NULL) AND (state = 'open') = (decided_by IS NULL))
);
CREATE INDEX person_request_of_person ON person_request (person_id, requested_at);
COMMENT ON TABLE person_request IS 'What a person asked for: correction, erasure, restriction. Must be answered within a month (Art. 12 (3) GDPR)';

ALTER TABLE person_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY person_request_kept ON person_request TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
GRANT SELECT, INSERT, DELETE ON person_request TO {{app}};
GRANT UPDATE (state, outcome, decided_at, decided_by) ON person_request TO {{app}};
