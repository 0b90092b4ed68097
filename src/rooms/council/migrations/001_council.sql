-- The council side: papers and the bodies they pass, resolutions and what they oblige to. Fits OParl 1.1 (Paper,
-- Consultation, AgendaItem.result); what became of a resolution is an extension of our own, because OParl has no object
-- for it. What was released, resolved or issued is append-only by grant (002_access.sql): a correction is a new row.

CREATE TABLE paper (
  id uuid NOT NULL,
  number text,
  kind text NOT NULL,
  title text NOT NULL,
  is_public boolean NOT NULL,
  state text NOT NULL,
  lead_unit_id uuid,
  rapporteur_role text,
  originator_id uuid,
  dated_on date NOT NULL,
  address text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT paper_pk PRIMARY KEY (id),
  CONSTRAINT paper_number_once UNIQUE (number),
  CONSTRAINT paper_lead_unit FOREIGN KEY (lead_unit_id) REFERENCES organisation (id),
  CONSTRAINT paper_originator FOREIGN KEY (originator_id) REFERENCES party_group (id),
  CONSTRAINT paper_number_form CHECK (length(number) BETWEEN 1 AND 40 AND number = btrim(number)),
  CONSTRAINT paper_kind_known CHECK (
    kind IN ('decision', 'report', 'information', 'session', 'motion', 'question', 'answer', 'supplementary', 'table', 'minutes')
  ),
  CONSTRAINT paper_title_length CHECK (length(title) BETWEEN 1 AND 500),
  CONSTRAINT paper_state_known CHECK (state IN ('draft', 'internalReview', 'released', 'onAgenda', 'final', 'withdrawn')),
  CONSTRAINT paper_rapporteur_length CHECK (length(rapporteur_role) BETWEEN 1 AND 200),
  CONSTRAINT paper_address_is_address CHECK (address ~ '^https?://' AND length(address) <= 1000),
  CONSTRAINT paper_version_positive CHECK (version > 0)
);
CREATE INDEX paper_by_day ON paper (dated_on DESC, id DESC);
CREATE INDEX paper_of_lead_unit ON paper (lead_unit_id, dated_on DESC);
CREATE INDEX paper_of_originator ON paper (originator_id);
CREATE INDEX paper_by_state ON paper (state, dated_on DESC);
COMMENT ON TABLE paper IS 'Papers for bodies (Vorlagen, Anträge, Anfragen): the head that a list shows. Content stands in paper_text while it is worked on and in paper_version once released';
COMMENT ON COLUMN paper.rapporteur_role IS 'Who reports on it in the meeting: a function, never a name';

CREATE TABLE paper_counter (
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT paper_counter_pk PRIMARY KEY (year),
  CONSTRAINT paper_counter_year_plausible CHECK (year BETWEEN 1946 AND 2999),
  CONSTRAINT paper_counter_positive CHECK (last > 0)
);
COMMENT ON TABLE paper_counter IS 'The last number given in each year; its row is locked while a number is given, so there are no gaps and none is given twice';

CREATE TABLE paper_text (
  paper_id uuid NOT NULL,
  title text NOT NULL,
  content jsonb NOT NULL,
  composed boolean NOT NULL,
  CONSTRAINT paper_text_pk PRIMARY KEY (paper_id),
  CONSTRAINT paper_text_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT paper_text_title_length CHECK (length(title) BETWEEN 1 AND 500),
  CONSTRAINT paper_text_content_form CHECK (jsonb_typeof(content) = 'object')
);
COMMENT ON TABLE paper_text IS 'What is being worked on: the draft, and after release the correction that is being prepared. Staff only';
COMMENT ON COLUMN paper_text.composed IS 'Written by the platform from its records; then the notes are changed in the draft that made them, not by hand';

CREATE TABLE paper_version (
  paper_id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  content jsonb NOT NULL,
  reason text,
  checksum text NOT NULL,
  released_at timestamptz NOT NULL,
  released_on date NOT NULL,
  released_by uuid,
  CONSTRAINT paper_version_pk PRIMARY KEY (paper_id, number),
  CONSTRAINT paper_version_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT paper_version_number_positive CHECK (number > 0),
  CONSTRAINT paper_version_title_length CHECK (length(title) BETWEEN 1 AND 500),
  CONSTRAINT paper_version_content_form CHECK (jsonb_typeof(content) = 'object'),
  CONSTRAINT paper_version_correction_has_reason CHECK ((number = 1) = (reason IS NULL)),
  CONSTRAINT paper_version_reason_length CHECK (length(reason) BETWEEN 1 AND 1000),
  CONSTRAINT paper_version_checksum_form CHECK (checksum ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE paper_version IS 'What was released, word for word and for good. A correction is the next number, with its reason';
COMMENT ON COLUMN paper_version.checksum IS 'SHA-256 over title and content, keys in order';

CREATE TABLE paper_attachment (
  id uuid NOT NULL,
  paper_id uuid NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  file_id uuid,
  address text,
  added_at timestamptz NOT NULL,
  added_by uuid,
  CONSTRAINT paper_attachment_pk PRIMARY KEY (id),
  CONSTRAINT paper_attachment_position_once UNIQUE (paper_id, position),
  CONSTRAINT paper_attachment_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT paper_attachment_name_length CHECK (length(name) BETWEEN 1 AND 300),
  CONSTRAINT paper_attachment_file_or_address CHECK (num_nonnulls(file_id, address) = 1),
  CONSTRAINT paper_attachment_address_is_address CHECK (address ~ '^https?://' AND length(address) <= 1000),
  CONSTRAINT paper_attachment_position_positive CHECK (position > 0)
);
CREATE INDEX paper_attachment_of_file ON paper_attachment (file_id);
COMMENT ON TABLE paper_attachment IS 'Annexes of a paper: a stored file, or a link to the council system';

CREATE TABLE paper_relation (
  paper_id uuid NOT NULL,
  other_id uuid NOT NULL,
  kind text NOT NULL,
  CONSTRAINT paper_relation_pk PRIMARY KEY (paper_id, other_id),
  CONSTRAINT paper_relation_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT paper_relation_other FOREIGN KEY (other_id) REFERENCES paper (id),
  CONSTRAINT paper_relation_not_itself CHECK (paper_id <> other_id),
  CONSTRAINT paper_relation_kind_known CHECK (kind IN ('superordinate', 'related', 'answers', 'supplements'))
);
CREATE INDEX paper_relation_of_other ON paper_relation (other_id);
COMMENT ON TABLE paper_relation IS 'What an earlier paper is to this one (OParl relatedPaper, superordinatedPaper): it stands above, is related, is answered, is supplemented';

CREATE TABLE consultation (
  id uuid NOT NULL,
  paper_id uuid NOT NULL,
  position integer NOT NULL,
  body_id uuid NOT NULL,
  meeting_id uuid,
  agenda_item_id uuid,
  role text NOT NULL,
  authoritative boolean NOT NULL,
  result text NOT NULL,
  votes_yes integer,
  votes_no integer,
  votes_abstained integer,
  votes_excluded integer,
  result_note text,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT consultation_pk PRIMARY KEY (id),
  CONSTRAINT consultation_position_once UNIQUE (paper_id, position) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT consultation_agenda_item_once UNIQUE (agenda_item_id),
  CONSTRAINT consultation_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT consultation_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT consultation_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT consultation_agenda_item FOREIGN KEY (agenda_item_id) REFERENCES agenda_item (id),
  CONSTRAINT consultation_position_positive CHECK (position > 0),
  CONSTRAINT consultation_item_needs_meeting CHECK (agenda_item_id IS NULL OR meeting_id IS NOT NULL),
  CONSTRAINT consultation_role_known CHECK (role IN ('hearing', 'decision', 'information', 'preparation')),
  CONSTRAINT consultation_result_known CHECK (
    result IN ('unchanged', 'amended', 'noted', 'postponed', 'rejected', 'referred', 'withdrawn', 'none')
  ),
  CONSTRAINT consultation_result_needs_meeting CHECK (result = 'none' OR meeting_id IS NOT NULL),
  CONSTRAINT consultation_votes_not_negative CHECK (
    votes_yes >= 0 AND votes_no >= 0 AND votes_abstained >= 0 AND votes_excluded >= 0
  ),
  CONSTRAINT consultation_votes_with_result CHECK (
    result <> 'none' OR num_nonnulls(votes_yes, votes_no, votes_abstained, votes_excluded) = 0
  ),
  CONSTRAINT consultation_note_length CHECK (length(result_note) BETWEEN 1 AND 1000),
  CONSTRAINT consultation_version_positive CHECK (version > 0)
);
CREATE INDEX consultation_of_meeting ON consultation (meeting_id);
CREATE INDEX consultation_of_body ON consultation (body_id, paper_id);
COMMENT ON TABLE consultation IS 'The consultation sequence of a paper (Beratungsfolge): body by body, with role, meeting and result';
COMMENT ON COLUMN consultation.authoritative IS 'Here the decision is taken (OParl authoritative)';
COMMENT ON COLUMN consultation.votes_excluded IS 'Members who were excluded for bias (Befangenheit)';

CREATE TABLE resolution (
  id uuid NOT NULL,
  number text,
  title text NOT NULL,
  body_id uuid NOT NULL,
  meeting_id uuid,
  agenda_item_id uuid,
  paper_id uuid,
  consultation_id uuid,
  originator_id uuid,
  decided_on date NOT NULL,
  wording text NOT NULL,
  is_public boolean NOT NULL,
  replaces_id uuid,
  correction_reason text,
  address text,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  CONSTRAINT resolution_pk PRIMARY KEY (id),
  CONSTRAINT resolution_public_together UNIQUE (id, is_public),
  CONSTRAINT resolution_replaced_once UNIQUE (replaces_id),
  CONSTRAINT resolution_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT resolution_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT resolution_agenda_item FOREIGN KEY (agenda_item_id) REFERENCES agenda_item (id),
  CONSTRAINT resolution_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT resolution_consultation FOREIGN KEY (consultation_id) REFERENCES consultation (id),
  CONSTRAINT resolution_originator FOREIGN KEY (originator_id) REFERENCES party_group (id),
  CONSTRAINT resolution_replaces FOREIGN KEY (replaces_id, is_public) REFERENCES resolution (id, is_public),
  CONSTRAINT resolution_not_itself CHECK (replaces_id <> id),
  CONSTRAINT resolution_number_length CHECK (length(number) BETWEEN 1 AND 40),
  CONSTRAINT resolution_title_length CHECK (length(title) BETWEEN 1 AND 500),
  CONSTRAINT resolution_wording_length CHECK (length(wording) BETWEEN 1 AND 20000),
  CONSTRAINT resolution_correction_has_reason CHECK ((replaces_id IS NULL) = (correction_reason IS NULL)),
  CONSTRAINT resolution_reason_length CHECK (length(correction_reason) BETWEEN 1 AND 1000),
  CONSTRAINT resolution_address_is_address CHECK (address ~ '^https?://' AND length(address) <= 1000)
);
CREATE INDEX resolution_of_body ON resolution (body_id, decided_on DESC);
CREATE INDEX resolution_of_meeting ON resolution (meeting_id);
CREATE INDEX resolution_of_agenda_item ON resolution (agenda_item_id);
CREATE INDEX resolution_of_paper ON resolution (paper_id);
CREATE INDEX resolution_of_consultation ON resolution (consultation_id);
CREATE INDEX resolution_by_day ON resolution (decided_on DESC, id DESC);
COMMENT ON TABLE resolution IS 'What a body resolved, word for word: no grant lets anybody change it. A wrong quotation is replaced by a new row that says what it replaces and why';
COMMENT ON CONSTRAINT resolution_replaces ON resolution IS 'A correction is as public as what it corrects: nothing becomes public, or vanishes, by a correction';

CREATE TABLE obligation (
  id uuid NOT NULL,
  resolution_id uuid NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL,
  wording text NOT NULL,
  responsible_id uuid,
  due_kind text NOT NULL,
  due_body_id uuid,
  due_day date,
  due_count integer,
  state text NOT NULL,
  reason text,
  next_report_on date,
  continues_id uuid,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT obligation_pk PRIMARY KEY (id),
  CONSTRAINT obligation_position_once UNIQUE (resolution_id, position),
  CONSTRAINT obligation_continued_once UNIQUE (continues_id),
  CONSTRAINT obligation_resolution FOREIGN KEY (resolution_id) REFERENCES resolution (id),
  CONSTRAINT obligation_responsible FOREIGN KEY (responsible_id) REFERENCES organisation (id),
  CONSTRAINT obligation_due_body FOREIGN KEY (due_body_id) REFERENCES body (id),
  CONSTRAINT obligation_continues FOREIGN KEY (continues_id) REFERENCES obligation (id),
  CONSTRAINT obligation_position_positive CHECK (position > 0),
  CONSTRAINT obligation_kind_known CHECK (kind IN ('report', 'review', 'implement', 'fund')),
  CONSTRAINT obligation_wording_length CHECK (length(wording) BETWEEN 1 AND 4000),
  CONSTRAINT obligation_due_known CHECK (
    due_kind IN ('nextMeeting', 'onDay', 'workingDays', 'monthsAfter', 'ongoing', 'none')
  ),
  CONSTRAINT obligation_due_has_its_value CHECK (
    (due_kind = 'nextMeeting') = (due_body_id IS NOT NULL)
    AND (due_kind = 'onDay') = (due_day IS NOT NULL)
    AND (due_kind IN ('workingDays', 'monthsAfter', 'ongoing')) = (due_count IS NOT NULL)
  ),
  CONSTRAINT obligation_due_count_plausible CHECK (due_count BETWEEN 1 AND 600),
  CONSTRAINT obligation_state_known CHECK (state IN ('open', 'inProgress', 'delayed', 'done', 'doneReported')),
  CONSTRAINT obligation_delay_has_reason CHECK (state <> 'delayed' OR reason IS NOT NULL),
  CONSTRAINT obligation_reason_length CHECK (length(reason) BETWEEN 1 AND 1000),
  CONSTRAINT obligation_version_positive CHECK (version > 0)
);
CREATE INDEX obligation_of_responsible ON obligation (responsible_id, state);
CREATE INDEX obligation_unreported ON obligation (resolution_id) WHERE state <> 'doneReported';
CREATE INDEX obligation_of_due_body ON obligation (due_body_id);
COMMENT ON TABLE obligation IS 'What a resolution obliges to: a literal part of its wording, who answers for it and by when. The day itself is not stored: it follows from the rule and the calendar of the body, and is computed at each reading, so it cannot be stale when a meeting is moved';
COMMENT ON COLUMN obligation.continues_id IS 'The obligation of the replaced resolution that goes on in this one';

CREATE TABLE obligation_event (
  obligation_id uuid NOT NULL,
  number integer NOT NULL,
  event text NOT NULL,
  state text NOT NULL,
  reason text,
  note text,
  next_report_on date,
  happened_on date NOT NULL,
  list_id uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT obligation_event_pk PRIMARY KEY (obligation_id, number),
  CONSTRAINT obligation_event_obligation FOREIGN KEY (obligation_id) REFERENCES obligation (id),
  CONSTRAINT obligation_event_number_positive CHECK (number > 0),
  CONSTRAINT obligation_event_known CHECK (event IN ('recorded', 'moved', 'reassigned', 'discharged', 'reopened', 'reported')),
  CONSTRAINT obligation_event_state_known CHECK (state IN ('open', 'inProgress', 'delayed', 'done', 'doneReported')),
  CONSTRAINT obligation_event_delay_has_reason CHECK (state <> 'delayed' OR reason IS NOT NULL),
  CONSTRAINT obligation_event_words_length CHECK (length(reason) BETWEEN 1 AND 1000 AND length(note) BETWEEN 1 AND 4000)
);
CREATE INDEX obligation_event_of_list ON obligation_event (list_id);
COMMENT ON TABLE obligation_event IS 'What became of an obligation, step by step, append-only: state, reason for delay, report, next report';

CREATE TABLE discharge (
  id uuid NOT NULL,
  obligation_id uuid NOT NULL,
  paper_id uuid,
  measure_id uuid,
  review_id uuid,
  discharged_on date NOT NULL,
  note text,
  undone_on date,
  undone_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  CONSTRAINT discharge_pk PRIMARY KEY (id),
  CONSTRAINT discharge_obligation FOREIGN KEY (obligation_id) REFERENCES obligation (id),
  CONSTRAINT discharge_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT discharge_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT discharge_by_one_thing CHECK (num_nonnulls(paper_id, measure_id, review_id) <= 1),
  CONSTRAINT discharge_says_by_what CHECK (num_nonnulls(paper_id, measure_id, review_id, note) >= 1),
  CONSTRAINT discharge_note_length CHECK (length(note) BETWEEN 1 AND 2000),
  CONSTRAINT discharge_undone_is_explained CHECK ((undone_on IS NULL) = (undone_reason IS NULL)),
  CONSTRAINT discharge_undone_reason_length CHECK (length(undone_reason) BETWEEN 1 AND 1000)
);
CREATE INDEX discharge_of_obligation ON discharge (obligation_id);
CREATE INDEX discharge_of_paper ON discharge (paper_id);
CREATE INDEX discharge_of_measure ON discharge (measure_id);
CREATE INDEX discharge_of_review ON discharge (review_id);
COMMENT ON TABLE discharge IS 'By what an obligation was fulfilled: a paper, a measure, a review, or in words';

CREATE TABLE obligation_subject (
  obligation_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  CONSTRAINT obligation_subject_pk PRIMARY KEY (obligation_id, subject_kind, subject_id),
  CONSTRAINT obligation_subject_obligation FOREIGN KEY (obligation_id) REFERENCES obligation (id),
  CONSTRAINT obligation_subject_kind_known CHECK (subject_kind IN ('measure', 'concept'))
);
CREATE INDEX obligation_subject_of_subject ON obligation_subject (subject_kind, subject_id);
COMMENT ON TABLE obligation_subject IS 'Which measures and concepts an obligation is about';

CREATE TABLE followup_list (
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  is_public boolean NOT NULL,
  issued_on date NOT NULL,
  content jsonb NOT NULL,
  checksum text NOT NULL,
  simulated boolean NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by uuid,
  CONSTRAINT followup_list_pk PRIMARY KEY (id),
  CONSTRAINT followup_list_once UNIQUE (meeting_id, is_public),
  CONSTRAINT followup_list_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT followup_list_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT followup_list_content_form CHECK (jsonb_typeof(content) = 'object'),
  CONSTRAINT followup_list_checksum_form CHECK (checksum ~ '^[0-9a-f]{64}$')
);
CREATE INDEX followup_list_of_body ON followup_list (body_id, issued_on DESC);
COMMENT ON TABLE followup_list IS 'Follow-up lists (Beschlusskontrolle) as they were laid before a meeting: frozen, append-only. The public one holds public rows only; the other holds all';
ALTER TABLE obligation_event ADD CONSTRAINT obligation_event_list FOREIGN KEY (list_id) REFERENCES followup_list (id);

CREATE TABLE council_change (
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  subject_kind text NOT NULL,
  event text NOT NULL,
  changes jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT council_change_pk PRIMARY KEY (subject_id, version),
  CONSTRAINT council_change_kind_known CHECK (subject_kind IN ('paper', 'consultation', 'obligation')),
  CONSTRAINT council_change_event_form CHECK (event ~ '^[a-z-]{1,40}$'),
  CONSTRAINT council_change_list CHECK (jsonb_typeof(changes) = 'array'),
  CONSTRAINT council_change_version_positive CHECK (version > 0)
);
COMMENT ON TABLE council_change IS 'What was changed in a record that may change, field by field: one row per version, append-only. Staff only';

CREATE TABLE council_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT council_word_pk PRIMARY KEY (subject_kind, ending, subject_id),
  CONSTRAINT council_word_kind_known CHECK (subject_kind IN ('paper', 'resolution'))
);
CREATE INDEX council_word_of_subject ON council_word (subject_id);
COMMENT ON TABLE council_word IS 'Folded words of titles, numbers and wordings and their endings, so that the search finds parts of words by index under row-level security';
