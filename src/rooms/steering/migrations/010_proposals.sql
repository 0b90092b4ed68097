-- Proposals to the steering group, what it decided, what that set going, votes in writing, minutes, who takes part. Offices
-- and functions, no names of persons. Decisions, votes, comments and versions are evidence: append-only by grant.

CREATE TABLE proposal (
  id uuid NOT NULL,
  number integer NOT NULL,
  topic_id uuid,
  gap_id uuid,
  interface_id uuid,
  title text NOT NULL,
  decision_text text NOT NULL,
  about text NOT NULL,
  can_change text[] NOT NULL,
  change_note text,
  responsible_id uuid,
  involved text,
  due_on date,
  interim_on date,
  state text NOT NULL,
  round integer NOT NULL,
  weight integer,
  meeting_id uuid,
  agenda_item_id uuid,
  submitted_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT proposal_pk PRIMARY KEY (id),
  CONSTRAINT proposal_number_once UNIQUE (number),
  CONSTRAINT proposal_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT proposal_responsible FOREIGN KEY (responsible_id) REFERENCES organisation (id),
  CONSTRAINT proposal_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT proposal_agenda_item FOREIGN KEY (agenda_item_id) REFERENCES agenda_item (id),
  CONSTRAINT proposal_number_positive CHECK (number > 0),
  CONSTRAINT proposal_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT proposal_decision_length CHECK (length(decision_text) BETWEEN 1 AND 1000),
  CONSTRAINT proposal_about_length CHECK (length(about) BETWEEN 1 AND 4000),
  CONSTRAINT proposal_can_change_known CHECK (can_change <@ ARRAY['team', 'municipality', 'district', 'land', 'federal']),
  CONSTRAINT proposal_change_note_length CHECK (length(change_note) BETWEEN 1 AND 200),
  CONSTRAINT proposal_involved_length CHECK (length(involved) BETWEEN 1 AND 500),
  CONSTRAINT proposal_interim_before_due CHECK (interim_on <= due_on),
  CONSTRAINT proposal_state_known CHECK (state IN ('draft', 'submitted', 'circulating', 'deferred', 'decided', 'withdrawn')),
  CONSTRAINT proposal_submitted_has_day CHECK (state IN ('draft', 'withdrawn') OR submitted_on IS NOT NULL),
  CONSTRAINT proposal_item_of_meeting CHECK (agenda_item_id IS NULL OR meeting_id IS NOT NULL),
  CONSTRAINT proposal_weight_whole CHECK (weight >= 0),
  CONSTRAINT proposal_round_positive CHECK (round > 0),
  CONSTRAINT proposal_version_positive CHECK (version > 0)
);
CREATE INDEX proposal_by_state ON proposal (state, number);
CREATE INDEX proposal_of_topic ON proposal (topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX proposal_of_gap ON proposal (gap_id) WHERE gap_id IS NOT NULL;
CREATE INDEX proposal_of_meeting ON proposal (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX proposal_of_item ON proposal (agenda_item_id) WHERE agenda_item_id IS NOT NULL;
CREATE INDEX proposal_by_making ON proposal (created_at);
COMMENT ON TABLE proposal IS 'Proposals to the steering group on a topic, a gap or an interface';
COMMENT ON COLUMN proposal.decision_text IS 'What the group would decide, in one sentence';
COMMENT ON COLUMN proposal.can_change IS 'Who can change it: team, municipality, district, land, federal';
COMMENT ON COLUMN proposal.round IS 'Counts how often it was laid before the group: a deferred proposal comes again';
COMMENT ON COLUMN proposal.weight IS 'Days that its evidence counts a year: the order on an agenda. Null: no evidence with a number';

CREATE TABLE proposal_counter (
  id smallint NOT NULL,
  last integer NOT NULL,
  CONSTRAINT proposal_counter_pk PRIMARY KEY (id),
  CONSTRAINT proposal_counter_is_one CHECK (id = 1)
);
COMMENT ON TABLE proposal_counter IS 'The last number given to a proposal';

CREATE TABLE proposal_option (
  proposal_id uuid NOT NULL,
  letter text NOT NULL,
  title text NOT NULL,
  effect_from integer,
  effect_to integer,
  effort text,
  legal text NOT NULL,
  legal_norm text,
  legal_on date,
  risk text,
  recommended boolean NOT NULL,
  CONSTRAINT proposal_option_pk PRIMARY KEY (proposal_id, letter),
  CONSTRAINT proposal_option_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT proposal_option_letter_known CHECK (letter IN ('A', 'B', 'C')),
  CONSTRAINT proposal_option_title_length CHECK (length(title) BETWEEN 1 AND 120),
  CONSTRAINT proposal_option_effect_range CHECK (
    (effect_from IS NULL) = (effect_to IS NULL) AND effect_from <= effect_to AND abs(effect_from) <= 1000000 AND abs(effect_to) <= 1000000
  ),
  CONSTRAINT proposal_option_effort_length CHECK (length(effort) BETWEEN 1 AND 200),
  CONSTRAINT proposal_option_legal_known CHECK (legal IN ('none', 'open', 'checked')),
  CONSTRAINT proposal_option_checked_has_day CHECK (legal <> 'checked' OR legal_on IS NOT NULL),
  CONSTRAINT proposal_option_norm_length CHECK (length(legal_norm) BETWEEN 1 AND 120),
  CONSTRAINT proposal_option_risk_length CHECK (length(risk) BETWEEN 1 AND 300)
);
CREATE UNIQUE INDEX proposal_option_one_recommended ON proposal_option (proposal_id) WHERE recommended;
COMMENT ON TABLE proposal_option IS 'What the group may choose between, with expected effect in days a year, effort, legal check and risk';
COMMENT ON COLUMN proposal_option.effect_from IS 'Lost or unmet days a year more (positive) or fewer (negative), lower end';

CREATE TABLE proposal_evidence (
  proposal_id uuid NOT NULL,
  round integer NOT NULL,
  position smallint NOT NULL,
  release_id text NOT NULL,
  added_at timestamptz NOT NULL,
  added_by uuid,
  CONSTRAINT proposal_evidence_pk PRIMARY KEY (proposal_id, round, position),
  CONSTRAINT proposal_evidence_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT proposal_evidence_release_length CHECK (length(release_id) BETWEEN 1 AND 100),
  CONSTRAINT proposal_evidence_round_positive CHECK (round > 0),
  CONSTRAINT proposal_evidence_position_from_one CHECK (position > 0)
);
COMMENT ON TABLE proposal_evidence IS 'The frozen releases of insight that a proposal rests on; figures are read from them and never typed. Append-only by grant';
COMMENT ON COLUMN proposal_evidence.round IS 'The round that was decided on these figures: a proposal that comes again gets figures of its own, the earlier ones stay';
COMMENT ON COLUMN proposal_evidence.position IS 'Of several in one round the last holds';

CREATE TABLE proposal_version (
  proposal_id uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  content jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT proposal_version_pk PRIMARY KEY (proposal_id, version),
  CONSTRAINT proposal_version_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id)
);
COMMENT ON TABLE proposal_version IS 'What a proposal said in each version; append-only by grant';

CREATE TABLE proposal_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT proposal_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX proposal_word_of_subject ON proposal_word (subject_id);
COMMENT ON TABLE proposal_word IS 'Folded words of proposals and their endings, for the search';

CREATE TABLE proposal_comment (
  id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  text text NOT NULL,
  organisation_id uuid,
  given_at timestamptz NOT NULL,
  given_by uuid,
  CONSTRAINT proposal_comment_pk PRIMARY KEY (id),
  CONSTRAINT proposal_comment_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT proposal_comment_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT proposal_comment_length CHECK (length(text) BETWEEN 1 AND 2000)
);
CREATE INDEX proposal_comment_of_proposal ON proposal_comment (proposal_id, given_at);
COMMENT ON TABLE proposal_comment IS 'What offices say to a proposal between meetings; append-only by grant';

CREATE TABLE written_procedure (
  id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  round integer NOT NULL,
  opened_on date NOT NULL,
  ends_on date NOT NULL,
  quorum_percent smallint NOT NULL,
  objection_limit smallint NOT NULL,
  entitled integer NOT NULL,
  state text NOT NULL,
  outcome text,
  votes_yes integer,
  votes_no integer,
  votes_abstained integer,
  votes_objecting integer,
  counted_on date,
  opened_by uuid,
  CONSTRAINT written_procedure_pk PRIMARY KEY (id),
  CONSTRAINT written_procedure_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT written_procedure_forward CHECK (ends_on > opened_on AND counted_on >= opened_on),
  CONSTRAINT written_procedure_quorum_percent CHECK (quorum_percent BETWEEN 1 AND 100),
  CONSTRAINT written_procedure_objections CHECK (objection_limit BETWEEN 1 AND 100),
  CONSTRAINT written_procedure_entitled_some CHECK (entitled > 0),
  CONSTRAINT written_procedure_state_known CHECK (state IN ('open', 'counted')),
  CONSTRAINT written_procedure_outcome_known CHECK (outcome IN ('accepted', 'rejected', 'noQuorum', 'objected')),
  CONSTRAINT written_procedure_counted CHECK (
    (state = 'counted') = (outcome IS NOT NULL AND counted_on IS NOT NULL AND votes_yes IS NOT NULL
      AND votes_no IS NOT NULL AND votes_abstained IS NOT NULL AND votes_objecting IS NOT NULL)
  )
);
CREATE UNIQUE INDEX written_procedure_one_at_a_time ON written_procedure (proposal_id) WHERE state = 'open';
CREATE INDEX written_procedure_of_proposal ON written_procedure (proposal_id, opened_on DESC);
CREATE INDEX written_procedure_due ON written_procedure (ends_on) WHERE state = 'open';
COMMENT ON TABLE written_procedure IS 'Decisions by written procedure (Umlaufverfahren): until when, by which rules, how it was counted';
COMMENT ON COLUMN written_procedure.round IS 'The round of the proposal that it decides; no other';
COMMENT ON COLUMN written_procedure.entitled IS 'How many seats may vote: those of written_seat, whatever is granted or revoked later';

CREATE TABLE written_seat (
  procedure_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  CONSTRAINT written_seat_pk PRIMARY KEY (procedure_id, seat_id),
  CONSTRAINT written_seat_procedure FOREIGN KEY (procedure_id) REFERENCES written_procedure (id)
);
COMMENT ON TABLE written_seat IS 'Who may vote in a written procedure: the memberships that had the vote on the day it was opened, fixed from then on; append-only by grant';

CREATE TABLE written_vote (
  procedure_id uuid NOT NULL,
  seat_id uuid NOT NULL,
  member_id uuid NOT NULL,
  number smallint NOT NULL,
  vote text NOT NULL,
  comment text,
  organisation_id uuid,
  given_at timestamptz NOT NULL,
  CONSTRAINT written_vote_pk PRIMARY KEY (procedure_id, seat_id, number),
  CONSTRAINT written_vote_seat FOREIGN KEY (procedure_id, seat_id) REFERENCES written_seat (procedure_id, seat_id),
  CONSTRAINT written_vote_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT written_vote_known CHECK (vote IN ('yes', 'no', 'abstain', 'object')),
  CONSTRAINT written_vote_comment_length CHECK (length(comment) BETWEEN 1 AND 1000),
  CONSTRAINT written_vote_number_positive CHECK (number BETWEEN 1 AND 1000)
);
COMMENT ON TABLE written_vote IS 'Votes in writing; the last one of a seat counts; append-only by grant';
COMMENT ON COLUMN written_vote.seat_id IS 'The membership whose own grant gives the vote: the member''s, or of whom they stand in for';
COMMENT ON COLUMN written_vote.member_id IS 'Who gave it. Whoever stands in for two members gives two votes, each recorded with the seat it is for';
COMMENT ON COLUMN written_vote.organisation_id IS 'The organisation that the seat speaks for';

CREATE TABLE steering_decision (
  proposal_id uuid NOT NULL,
  round integer NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  option_letter text,
  text text NOT NULL,
  reason text,
  deferred_until date,
  levels text[] NOT NULL,
  responsible_id uuid,
  responsible_name text,
  due_on date,
  interim_on date,
  way text NOT NULL,
  meeting_id uuid,
  procedure_id uuid,
  votes_yes integer,
  votes_no integer,
  votes_abstained integer,
  decided_on date NOT NULL,
  correction text,
  simulated boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT steering_decision_pk PRIMARY KEY (proposal_id, round, version),
  CONSTRAINT steering_decision_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT steering_decision_responsible FOREIGN KEY (responsible_id) REFERENCES organisation (id),
  CONSTRAINT steering_decision_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT steering_decision_procedure FOREIGN KEY (procedure_id) REFERENCES written_procedure (id),
  CONSTRAINT steering_decision_kind_known CHECK (
    kind IN ('accepted', 'changed', 'rejected', 'deferred', 'toCommittee', 'toCouncil', 'toMinistry')
  ),
  CONSTRAINT steering_decision_option_known CHECK (option_letter IN ('A', 'B', 'C')),
  CONSTRAINT steering_decision_text_length CHECK (length(text) BETWEEN 1 AND 2000),
  CONSTRAINT steering_decision_reason_length CHECK (length(reason) BETWEEN 1 AND 1000),
  CONSTRAINT steering_decision_rejected_with_reason CHECK (kind <> 'rejected' OR reason IS NOT NULL),
  CONSTRAINT steering_decision_deferred_has_day CHECK ((kind = 'deferred') = (deferred_until IS NOT NULL)),
  CONSTRAINT steering_decision_carried_by_somebody CHECK (kind NOT IN ('accepted', 'changed') OR (responsible_id IS NOT NULL AND due_on IS NOT NULL)),
  CONSTRAINT steering_decision_interim_before_due CHECK (interim_on <= due_on),
  CONSTRAINT steering_decision_levels_known CHECK (levels <@ ARRAY['team', 'municipality', 'district', 'land', 'federal']),
  CONSTRAINT steering_decision_way_known CHECK (way IN ('meeting', 'written')),
  CONSTRAINT steering_decision_way_told CHECK ((way = 'meeting') = (meeting_id IS NOT NULL) AND (way = 'written') = (procedure_id IS NOT NULL)),
  CONSTRAINT steering_decision_votes CHECK (votes_yes >= 0 AND votes_no >= 0 AND votes_abstained >= 0),
  CONSTRAINT steering_decision_correction CHECK ((version > 1) = (correction IS NOT NULL)),
  CONSTRAINT steering_decision_correction_length CHECK (length(correction) BETWEEN 1 AND 500),
  CONSTRAINT steering_decision_version_positive CHECK (version > 0)
);
CREATE INDEX steering_decision_by_day ON steering_decision (decided_on DESC, proposal_id);
CREATE INDEX steering_decision_of_meeting ON steering_decision (meeting_id) WHERE meeting_id IS NOT NULL;
COMMENT ON TABLE steering_decision IS 'What the steering group decided: the last version of a round holds, corrections are new versions; append-only by grant';
COMMENT ON COLUMN steering_decision.responsible_name IS 'What the office was called on the day of the decision';

CREATE TABLE decision_effect (
  id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  round integer NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  label text NOT NULL,
  noted_at timestamptz NOT NULL,
  noted_by uuid,
  CONSTRAINT decision_effect_pk PRIMARY KEY (id),
  CONSTRAINT decision_effect_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT decision_effect_once UNIQUE (proposal_id, round, kind, subject),
  CONSTRAINT decision_effect_kind_known CHECK (kind IN ('measure', 'measureChanged', 'offer', 'target', 'paper', 'report')),
  CONSTRAINT decision_effect_subject_length CHECK (length(subject) BETWEEN 1 AND 100),
  CONSTRAINT decision_effect_label_length CHECK (length(label) BETWEEN 1 AND 400)
);
CREATE INDEX decision_effect_of_subject ON decision_effect (subject);
COMMENT ON TABLE decision_effect IS 'What a decision set going: a measure, a wanted offer, a target, a draft paper, a report to the ministry; append-only by grant';
COMMENT ON COLUMN decision_effect.subject IS 'Id of the measure, offer, paper or report; key of the interface';

CREATE TABLE ministry_report (
  id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  round integer NOT NULL,
  text text NOT NULL,
  sent_on date,
  answer_due_on date,
  answered_on date,
  answer text,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT ministry_report_pk PRIMARY KEY (id),
  CONSTRAINT ministry_report_proposal FOREIGN KEY (proposal_id) REFERENCES proposal (id),
  CONSTRAINT ministry_report_round_once UNIQUE (proposal_id, round),
  CONSTRAINT ministry_report_text_length CHECK (length(text) BETWEEN 1 AND 4000),
  CONSTRAINT ministry_report_answer_length CHECK (length(answer) BETWEEN 1 AND 4000),
  CONSTRAINT ministry_report_answer_whole CHECK ((answer IS NULL) = (answered_on IS NULL)),
  CONSTRAINT ministry_report_answer_after_sending CHECK (answered_on IS NULL OR answered_on >= sent_on),
  CONSTRAINT ministry_report_version_positive CHECK (version > 0)
);
CREATE INDEX ministry_report_waiting ON ministry_report (answer_due_on) WHERE answered_on IS NULL;
COMMENT ON TABLE ministry_report IS 'Reports to the ministry on what a district cannot change itself, with the answer';

CREATE TABLE steering_minutes (
  meeting_id uuid NOT NULL,
  state text NOT NULL,
  content jsonb NOT NULL,
  released_on date,
  checksum text,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT steering_minutes_pk PRIMARY KEY (meeting_id),
  CONSTRAINT steering_minutes_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT steering_minutes_state_known CHECK (state IN ('draft', 'released')),
  CONSTRAINT steering_minutes_released CHECK ((state = 'released') = (released_on IS NOT NULL AND checksum IS NOT NULL)),
  CONSTRAINT steering_minutes_checksum_form CHECK (checksum ~ '^[0-9a-f]{64}$'),
  CONSTRAINT steering_minutes_version_positive CHECK (version > 0)
);
COMMENT ON TABLE steering_minutes IS 'Minutes (Niederschrift) of a meeting: items, decisions, votes, who attended as functions; frozen once released';

CREATE TABLE steering_participation (
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  office text NOT NULL,
  since date NOT NULL,
  until date,
  named_by uuid,
  named_at timestamptz NOT NULL,
  simulated boolean NOT NULL,
  CONSTRAINT steering_participation_pk PRIMARY KEY (id),
  CONSTRAINT steering_participation_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT steering_participation_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT steering_participation_office_length CHECK (length(office) BETWEEN 1 AND 120),
  CONSTRAINT steering_participation_forward CHECK (until >= since)
);
CREATE UNIQUE INDEX steering_participation_key_once ON steering_participation (body_id, organisation_id, office) WHERE until IS NULL;
CREATE INDEX steering_participation_of_organisation ON steering_participation (organisation_id);
COMMENT ON TABLE steering_participation IS 'Which office of a member organisation takes part in which working group: a function, never a name';
