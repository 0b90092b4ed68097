-- The two-sided life of a hand-over: a day for the answer, what was shared and until when it may be read, who of the team has
-- it, questions and answers, the change of jurisdiction, reminders. What was shared stands in a row of its own for each side:
-- between controllers the receiver has its own copy, and the giver keeps the proof of what it passed on.

ALTER TABLE handover
  ADD COLUMN kind text,
  ADD COLUMN to_controller_id uuid,
  ADD COLUMN origin_id uuid,
  ADD COLUMN receiving_case_id uuid,
  ADD COLUMN reference text,
  ADD COLUMN sent_by uuid,
  ADD COLUMN assigned_to uuid,
  ADD COLUMN reply_by date,
  ADD COLUMN reads_until date,
  ADD COLUMN reads_to_first boolean,
  ADD COLUMN outcome text,
  ADD COLUMN after_until date,
  ADD COLUMN after_norm text,
  ADD CONSTRAINT handover_kind_known CHECK (kind IN ('referral', 'transfer', 'inquiryFromAuthority')) NOT VALID,
  ADD CONSTRAINT handover_reference_length CHECK (length(reference) BETWEEN 1 AND 60) NOT VALID,
  ADD CONSTRAINT handover_outcome_form CHECK (outcome ~ '^[a-z][A-Za-z]{1,39}$') NOT VALID,
  ADD CONSTRAINT handover_outcome_of_the_end CHECK (outcome IS NULL OR state = 'completed') NOT VALID,
  ADD CONSTRAINT handover_after_has_both CHECK ((after_until IS NULL) = (after_norm IS NULL)) NOT VALID,
  ADD CONSTRAINT handover_after_norm_length CHECK (length(after_norm) BETWEEN 1 AND 200) NOT VALID;
COMMENT ON COLUMN handover.kind IS 'referral: one need; transfer: the whole case; inquiryFromAuthority: the immigration or naturalisation office asks case management. Null: loaded from records that do not say';
COMMENT ON COLUMN handover.to_controller_id IS 'Who answers for the copy of the receiving side; null: nothing was shared';
COMMENT ON COLUMN handover.origin_id IS 'The file at the giving side that it was offered from; opaque here';
COMMENT ON COLUMN handover.receiving_case_id IS 'The file that the receiving side keeps for it; opaque here';
COMMENT ON COLUMN handover.reference IS 'File reference (Aktenzeichen) of the giving side';
COMMENT ON COLUMN handover.sent_by IS 'Member who offered it: in whose personal inbox answers and questions stand';
COMMENT ON COLUMN handover.assigned_to IS 'Member of the receiving team who has it; null: it waits in the inbox of the team';
COMMENT ON COLUMN handover.reply_by IS 'The day by which the side whose turn it is should have moved: answer to the offer, answer to the question, first appointment';
COMMENT ON COLUMN handover.reads_until IS 'Last day on which the receiving side may read what was shared';
COMMENT ON COLUMN handover.reads_to_first IS 'True: reading also ends with the first appointment';
COMMENT ON COLUMN handover.after_until IS 'Last day on which the giving side may still read what it passed on, once the hand-over has ended';
COMMENT ON COLUMN handover.after_norm IS 'The legal basis for that';

-- The inboxes of both sides, most urgent first; what has ended; what must be reminded of; what belongs to a file.
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_received_open ON handover (to_organisation_id, reply_by, id) WHERE ended_on IS NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_given_open ON handover (from_organisation_id, reply_by, id) WHERE ended_on IS NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_received_done ON handover (to_organisation_id, ended_on DESC, id) WHERE ended_on IS NOT NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_given_done ON handover (from_organisation_id, ended_on DESC, id) WHERE ended_on IS NOT NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_due ON handover (reply_by, id) WHERE ended_on IS NULL AND reply_by IS NOT NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_of_origin ON handover (origin_id) WHERE origin_id IS NOT NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_of_receiving_case ON handover (receiving_case_id) WHERE receiving_case_id IS NOT NULL;

CREATE TABLE handover_content (
  handover_id uuid NOT NULL,
  side text NOT NULL,
  controller_id uuid NOT NULL,
  items jsonb NOT NULL,
  note text,
  created_at timestamptz NOT NULL,
  CONSTRAINT handover_content_pk PRIMARY KEY (handover_id, side),
  CONSTRAINT handover_content_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT handover_content_side_known CHECK (side IN ('sender', 'receiver')),
  CONSTRAINT handover_content_items_listed CHECK (jsonb_typeof(items) = 'array' AND jsonb_array_length(items) <= 40),
  CONSTRAINT handover_content_note_length CHECK (length(note) BETWEEN 1 AND 400)
);
COMMENT ON TABLE handover_content IS 'What was shared with a hand-over, as it was on the day of the offer, once for each side: the copy of the receiver and the proof of the giver. Never changed';
COMMENT ON COLUMN handover_content.items IS 'In the order of the page: [{category, label, lines, basisId, norm}]';

CREATE TABLE handover_document (
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 bytea NOT NULL,
  category text NOT NULL,
  basis_id uuid,
  content bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT handover_document_pk PRIMARY KEY (id),
  CONSTRAINT handover_document_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT handover_document_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT handover_document_name_is_no_path CHECK (name !~ '[/\\]'),
  CONSTRAINT handover_document_media_type_length CHECK (length(media_type) BETWEEN 3 AND 120),
  CONSTRAINT handover_document_size CHECK (size_bytes = length(content) AND size_bytes BETWEEN 1 AND 20971520),
  CONSTRAINT handover_document_sha256_length CHECK (length(sha256) = 32),
  CONSTRAINT handover_document_category_form CHECK (category ~ '^[a-z]{2,20}$')
);
CREATE INDEX handover_document_of_handover ON handover_document (handover_id);
COMMENT ON TABLE handover_document IS 'Documents that went along with a hand-over: copies of the receiving side, with their bytes, so that nobody reads them who may not read this row. Never changed';

CREATE TABLE handover_message (
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  author_id uuid,
  kind text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT handover_message_pk PRIMARY KEY (id),
  CONSTRAINT handover_message_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT handover_message_kind_known CHECK (kind IN ('question', 'answer', 'note')),
  CONSTRAINT handover_message_body_length CHECK (length(body) BETWEEN 1 AND 2000)
);
CREATE INDEX handover_message_of_handover ON handover_message (handover_id, created_at, id);
COMMENT ON TABLE handover_message IS 'Questions and answers between the two sides of a hand-over. Append-only by grant';

CREATE TABLE handover_assignment (
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  member_id uuid,
  assigned_by uuid,
  assigned_at timestamptz NOT NULL,
  CONSTRAINT handover_assignment_pk PRIMARY KEY (id),
  CONSTRAINT handover_assignment_handover FOREIGN KEY (handover_id) REFERENCES handover (id)
);
CREATE INDEX handover_assignment_of_handover ON handover_assignment (handover_id, assigned_at, id);
COMMENT ON TABLE handover_assignment IS 'Who of the receiving team took a hand-over, was given it or let go of it (member null), when. Append-only by grant';

CREATE TABLE handover_jurisdiction_change (
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  from_jurisdiction_id uuid NOT NULL,
  to_jurisdiction_id uuid NOT NULL,
  effective_on date NOT NULL,
  open_items text,
  acknowledged_on date,
  acknowledged_by uuid,
  created_at timestamptz NOT NULL,
  CONSTRAINT handover_jurisdiction_change_pk PRIMARY KEY (handover_id),
  CONSTRAINT handover_jurisdiction_change_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT handover_jurisdiction_change_from FOREIGN KEY (from_jurisdiction_id) REFERENCES jurisdiction (id),
  CONSTRAINT handover_jurisdiction_change_to FOREIGN KEY (to_jurisdiction_id) REFERENCES jurisdiction (id),
  CONSTRAINT handover_jurisdiction_change_is_one CHECK (from_jurisdiction_id <> to_jurisdiction_id),
  CONSTRAINT handover_jurisdiction_change_open_items_length CHECK (length(open_items) BETWEEN 1 AND 1000)
);
COMMENT ON TABLE handover_jurisdiction_change IS 'Change of jurisdiction (Wechsel des Rechtskreises) that a hand-over brings: from which to which, from which day, what is still open, and that the receiving side has acknowledged it';

CREATE TABLE handover_reminder (
  id uuid NOT NULL,
  handover_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  stage text NOT NULL,
  reply_by date NOT NULL,
  interface_id uuid NOT NULL,
  from_organisation_id uuid NOT NULL,
  to_organisation_id uuid NOT NULL,
  sent_on date NOT NULL,
  settled_on date,
  CONSTRAINT handover_reminder_pk PRIMARY KEY (id),
  CONSTRAINT handover_reminder_key_once UNIQUE (handover_id, stage, reply_by),
  CONSTRAINT handover_reminder_handover FOREIGN KEY (handover_id) REFERENCES handover (id),
  CONSTRAINT handover_reminder_stage_known CHECK (stage IN ('reminder', 'escalation', 'revoked'))
);
CREATE INDEX handover_reminder_open ON handover_reminder (stage, reply_by, id) WHERE settled_on IS NULL;
COMMENT ON TABLE handover_reminder IS 'Reminders of a day that has passed, and what went to the heads of both teams after it (escalation); says through which interface and between whom, and nothing of the person';
