-- Doors for people without an account: the partner who answers a hand-over by a link and a PIN, the person served who looks
-- where their hand-overs stand, and anybody who says where it got stuck. Of each secret only the hash is kept.

CREATE TABLE outside_link (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  handover_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  addressed_id uuid NOT NULL,
  giver_name text NOT NULL,
  addressed_name text NOT NULL,
  reply_by date,
  hash bytea NOT NULL,
  pin_hash bytea NOT NULL,
  tries integer NOT NULL,
  lasts_until date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  ended_at timestamptz,
  ended_why text,
  answered_at timestamptz,
  answered_kind text,
  answered_label text,
  CONSTRAINT outside_link_pk PRIMARY KEY (id),
  CONSTRAINT outside_link_hash_once UNIQUE (hash),
  CONSTRAINT outside_link_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT outside_link_hash_length CHECK (length(hash) = 32 AND length(pin_hash) = 32),
  CONSTRAINT outside_link_tries_few CHECK (tries BETWEEN 0 AND 5),
  CONSTRAINT outside_link_end_has_both CHECK ((ended_at IS NULL) = (ended_why IS NULL)),
  CONSTRAINT outside_link_ended_why_known CHECK (ended_why IN ('ended', 'renewed', 'answered')),
  CONSTRAINT outside_link_answer_is_whole CHECK (num_nonnulls(answered_at, answered_kind, answered_label) IN (0, 3)),
  CONSTRAINT outside_link_answered_kind_known CHECK (answered_kind IN ('askedBack', 'accepted', 'declined', 'firstAppointment')),
  CONSTRAINT outside_link_answered_label_length CHECK (length(answered_label) BETWEEN 1 AND 120)
);
CREATE UNIQUE INDEX outside_link_key_once ON outside_link (handover_id) WHERE ended_at IS NULL;
CREATE INDEX outside_link_of_handover ON outside_link (handover_id, made_at);
COMMENT ON TABLE outside_link IS 'Links by which an organisation without an account answers one hand-over. One at a time; opened by a PIN that goes another way';
COMMENT ON COLUMN outside_link.hash IS 'SHA-256 of the token in the address; the token is shown once and kept nowhere';
COMMENT ON COLUMN outside_link.pin_hash IS 'SHA-256 over token and PIN: without the token nobody can try PINs against it';
COMMENT ON COLUMN outside_link.tries IS 'Wrong PINs since the last right one; five lock the link for good';
COMMENT ON COLUMN outside_link.lasts_until IS 'Last day on which it opens';
COMMENT ON COLUMN outside_link.answered_label IS 'Who answered, as they wrote it themselves; nobody has checked it';

CREATE TABLE outside_visit (
  hash bytea NOT NULL,
  link_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  until timestamptz NOT NULL,
  CONSTRAINT outside_visit_pk PRIMARY KEY (hash),
  CONSTRAINT outside_visit_link FOREIGN KEY (link_id) REFERENCES outside_link (id),
  CONSTRAINT outside_visit_hash_length CHECK (length(hash) = 32)
);
CREATE INDEX outside_visit_of_link ON outside_visit (link_id);
COMMENT ON TABLE outside_visit IS 'Browsers in which a link was opened with its PIN, for a short time: SHA-256 over the token and the secret of the browser''s cookie';

CREATE TABLE journey_code (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_key uuid NOT NULL,
  hash bytea NOT NULL,
  valid_until date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT journey_code_pk PRIMARY KEY (id),
  CONSTRAINT journey_code_hash_once UNIQUE (hash),
  CONSTRAINT journey_code_hash_length CHECK (length(hash) = 32)
);
CREATE INDEX journey_code_of_person ON journey_code (person_key, made_at);
COMMENT ON TABLE journey_code IS 'Codes by which a person served sees how far their hand-overs are, without account and without anything of what they are about';

CREATE TABLE reported_hurdle (
  id uuid NOT NULL,
  interface_id uuid,
  hurdle text,
  municipality_id uuid,
  body text,
  locale text NOT NULL,
  reported_on date NOT NULL,
  state text NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  simulated boolean NOT NULL,
  CONSTRAINT reported_hurdle_pk PRIMARY KEY (id),
  CONSTRAINT reported_hurdle_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT reported_hurdle_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT reported_hurdle_says_something CHECK (num_nonnulls(interface_id, hurdle, body) > 0),
  CONSTRAINT reported_hurdle_hurdle_form CHECK (hurdle ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT reported_hurdle_body_length CHECK (length(body) BETWEEN 1 AND 600),
  CONSTRAINT reported_hurdle_locale_form CHECK (locale ~ '^[a-z]{2,3}$'),
  CONSTRAINT reported_hurdle_state_known CHECK (state IN ('waiting', 'taken', 'dropped')),
  CONSTRAINT reported_hurdle_decision_is_whole CHECK (
    (state = 'waiting') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)
  )
);
CREATE INDEX reported_hurdle_waiting ON reported_hurdle (reported_on, id) WHERE state = 'waiting';
CREATE INDEX reported_hurdle_by_hurdle ON reported_hurdle (hurdle) WHERE hurdle IS NOT NULL;
COMMENT ON TABLE reported_hurdle IS 'What somebody who gave no name said about where it got stuck. No address, no time of day; the text stays on this side until a second person has read and released it';
