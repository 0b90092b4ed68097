-- Status campaigns: all responsible units are asked for the state of their measures on one day, each answers by a link or
-- signed in, the lead checks the answers, and at the end the whole register is kept as it stood. No personal data: asked
-- are offices through their function mailboxes, and who answers says a function, never a name.

CREATE TABLE campaign (
  id uuid NOT NULL,
  title text NOT NULL,
  reference_day date NOT NULL,
  due_on date NOT NULL,
  note text,
  asked_by text NOT NULL,
  contact text,
  chosen jsonb NOT NULL,
  state text NOT NULL,
  started_at timestamptz,
  closed_at timestamptz,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT campaign_pk PRIMARY KEY (id),
  CONSTRAINT campaign_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT campaign_words_length CHECK (
    length(note) <= 2000 AND length(asked_by) BETWEEN 1 AND 200 AND length(contact) <= 300
  ),
  CONSTRAINT campaign_chosen_object CHECK (jsonb_typeof(chosen) = 'object'),
  CONSTRAINT campaign_state_known CHECK (state IN ('draft', 'asking', 'closed')),
  CONSTRAINT campaign_started_when_asking CHECK ((state = 'draft') = (started_at IS NULL)),
  CONSTRAINT campaign_closed_has_time CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT campaign_version_positive CHECK (version > 0)
);
CREATE INDEX campaign_by_day ON campaign (reference_day DESC, id);
COMMENT ON TABLE campaign IS 'Sachstandsabfragen: who is asked for the state of which measures on which day, until when';
COMMENT ON COLUMN campaign.chosen IS 'Which measures were chosen, as a filter (concepts, fields, states); fixed as items when the asking starts';
COMMENT ON COLUMN campaign.asked_by IS 'Who asks, as the units read it: the name of the office when the campaign was made';

CREATE TABLE campaign_request (
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  organisation_name text NOT NULL,
  mailbox text,
  asked_at timestamptz NOT NULL,
  sent_at timestamptz,
  sent_by_label text,
  CONSTRAINT campaign_request_pk PRIMARY KEY (id),
  CONSTRAINT campaign_request_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  CONSTRAINT campaign_request_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT campaign_request_once UNIQUE (campaign_id, organisation_id),
  CONSTRAINT campaign_request_name_length CHECK (length(organisation_name) BETWEEN 1 AND 200),
  CONSTRAINT campaign_request_mailbox_form CHECK (mailbox ~ '^[^@\s]+@[^@\s]+$' AND length(mailbox) <= 254),
  CONSTRAINT campaign_request_label_length CHECK (length(sent_by_label) BETWEEN 1 AND 120)
);
CREATE INDEX campaign_request_of_organisation ON campaign_request (organisation_id);
COMMENT ON TABLE campaign_request IS 'One unit asked in one campaign, through a function mailbox or without one';
COMMENT ON COLUMN campaign_request.organisation_name IS 'As the unit was called when it was asked; links see only this';

CREATE TABLE campaign_mailbox (
  campaign_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  mailbox text NOT NULL,
  CONSTRAINT campaign_mailbox_pk PRIMARY KEY (campaign_id, organisation_id),
  CONSTRAINT campaign_mailbox_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  CONSTRAINT campaign_mailbox_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT campaign_mailbox_form CHECK (mailbox ~ '^[^@\s]+@[^@\s]+$' AND length(mailbox) <= 254)
);
COMMENT ON TABLE campaign_mailbox IS 'Mailboxes typed for a campaign before it starts, for units whose contacts name none or another one';

CREATE TABLE campaign_link (
  hash bytea NOT NULL,
  request_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT campaign_link_pk PRIMARY KEY (hash),
  CONSTRAINT campaign_link_request FOREIGN KEY (request_id) REFERENCES campaign_request (id),
  CONSTRAINT campaign_link_hash_sha256 CHECK (length(hash) = 32)
);
CREATE INDEX campaign_link_of_request ON campaign_link (request_id);
COMMENT ON TABLE campaign_link IS 'Links by which a unit answers, as SHA-256 of their token. Every mail has its own, so that an older mail still leads in; making one anew revokes them, and so does closing';

CREATE TABLE status_report (
  id uuid NOT NULL,
  measure_id uuid NOT NULL,
  campaign_id uuid,
  request_id uuid,
  as_of date NOT NULL,
  measure_state text NOT NULL,
  stalled boolean NOT NULL,
  unchanged boolean NOT NULL,
  done_text text NOT NULL,
  obstacle_text text,
  next_text text,
  public_text text,
  author_label text NOT NULL,
  via text NOT NULL,
  replaces_id uuid,
  submitted_at timestamptz NOT NULL,
  submitted_by uuid,
  state text NOT NULL,
  decided_at timestamptz,
  decided_by uuid,
  decision_note text,
  simulated boolean NOT NULL,
  CONSTRAINT status_report_pk PRIMARY KEY (id),
  CONSTRAINT status_report_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT status_report_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  CONSTRAINT status_report_request FOREIGN KEY (request_id) REFERENCES campaign_request (id),
  CONSTRAINT status_report_replaces FOREIGN KEY (replaces_id) REFERENCES status_report (id),
  CONSTRAINT status_report_request_of_campaign CHECK ((campaign_id IS NULL) = (request_id IS NULL)),
  CONSTRAINT status_report_measure_state_known CHECK (
    measure_state IN ('proposed', 'adopted', 'inPlanning', 'inProgress', 'established', 'completed', 'adapted', 'suspended', 'discontinued', 'notStarted')
  ),
  CONSTRAINT status_report_stalls_while_running CHECK (NOT stalled OR measure_state IN ('adopted', 'inPlanning', 'inProgress')),
  CONSTRAINT status_report_stall_has_reason CHECK (NOT stalled OR obstacle_text IS NOT NULL),
  CONSTRAINT status_report_texts_length CHECK (
    length(done_text) BETWEEN 1 AND 2000 AND length(obstacle_text) BETWEEN 1 AND 1000
    AND length(next_text) BETWEEN 1 AND 1000 AND length(public_text) BETWEEN 1 AND 1000
  ),
  CONSTRAINT status_report_author_length CHECK (length(author_label) BETWEEN 1 AND 120),
  CONSTRAINT status_report_via_known CHECK (via IN ('link', 'member', 'load')),
  CONSTRAINT status_report_member_named CHECK ((via = 'member') = (submitted_by IS NOT NULL)),
  CONSTRAINT status_report_state_known CHECK (state IN ('submitted', 'approved', 'returned')),
  CONSTRAINT status_report_decided_has_time CHECK ((state = 'submitted') = (decided_at IS NULL)),
  CONSTRAINT status_report_returned_has_note CHECK (state <> 'returned' OR decision_note IS NOT NULL),
  CONSTRAINT status_report_note_length CHECK (length(decision_note) BETWEEN 1 AND 1000)
);
CREATE INDEX status_report_of_measure ON status_report (measure_id, as_of DESC, submitted_at DESC);
CREATE INDEX status_report_of_request ON status_report (request_id, submitted_at);
CREATE UNIQUE INDEX status_report_replaced_once ON status_report (replaces_id);
CREATE INDEX status_report_to_review ON status_report (campaign_id, submitted_at) WHERE state = 'submitted';
COMMENT ON TABLE status_report IS 'Sachstandsmeldungen: what a unit reports of a measure on a day. What was said never changes, by grant; a correction is a new report that replaces an older one';
COMMENT ON COLUMN status_report.author_label IS 'Function or unit of who reported, never needed to be a name';
COMMENT ON COLUMN status_report.unchanged IS 'The unit said: unchanged since the last report';

CREATE TABLE campaign_item (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  position integer NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  measure_state text NOT NULL,
  stalled boolean NOT NULL,
  last_report_id uuid,
  report_id uuid,
  CONSTRAINT campaign_item_pk PRIMARY KEY (id),
  CONSTRAINT campaign_item_request FOREIGN KEY (request_id) REFERENCES campaign_request (id),
  CONSTRAINT campaign_item_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT campaign_item_last_report FOREIGN KEY (last_report_id) REFERENCES status_report (id),
  CONSTRAINT campaign_item_report FOREIGN KEY (report_id) REFERENCES status_report (id),
  CONSTRAINT campaign_item_once UNIQUE (request_id, measure_id),
  CONSTRAINT campaign_item_state_known CHECK (
    measure_state IN ('proposed', 'adopted', 'inPlanning', 'inProgress', 'established', 'completed', 'adapted', 'suspended', 'discontinued', 'notStarted')
  )
);
CREATE INDEX campaign_item_of_measure ON campaign_item (measure_id);
CREATE INDEX campaign_item_of_report ON campaign_item (report_id);
COMMENT ON TABLE campaign_item IS 'One measure that one unit is asked about: number, title and state as they were when it was asked, so that a link needs to read nothing of the register';
COMMENT ON COLUMN campaign_item.last_report_id IS 'The last approved report before the asking, shown beside the form';
COMMENT ON COLUMN campaign_item.report_id IS 'What the unit last sent for it';

CREATE TABLE campaign_answer (
  item_id uuid NOT NULL,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  CONSTRAINT campaign_answer_pk PRIMARY KEY (item_id),
  CONSTRAINT campaign_answer_item FOREIGN KEY (item_id) REFERENCES campaign_item (id),
  CONSTRAINT campaign_answer_object CHECK (jsonb_typeof(content) = 'object' AND length(content::text) <= 30000)
);
COMMENT ON TABLE campaign_answer IS 'What a unit has saved and not yet sent. Nobody but the unit reads it; sending it turns it into a report and removes it';

CREATE TABLE campaign_reminder (
  request_id uuid NOT NULL,
  stage text NOT NULL,
  due_on date NOT NULL,
  sent_on date NOT NULL,
  sent_at timestamptz NOT NULL,
  sent_by uuid,
  CONSTRAINT campaign_reminder_pk PRIMARY KEY (request_id, stage, due_on, sent_on),
  CONSTRAINT campaign_reminder_request FOREIGN KEY (request_id) REFERENCES campaign_request (id),
  CONSTRAINT campaign_reminder_stage_known CHECK (stage IN ('week-before', 'days-before', 'day-after', 'week-after', 'by-hand'))
);
COMMENT ON TABLE campaign_reminder IS 'Reminders that went out, append-only by grant: one per stage and deadline by itself, others by hand';

CREATE TABLE public_report (
  report_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  as_of date NOT NULL,
  measure_state text NOT NULL,
  stalled boolean NOT NULL,
  text text NOT NULL,
  published_at timestamptz NOT NULL,
  CONSTRAINT public_report_pk PRIMARY KEY (report_id),
  CONSTRAINT public_report_report FOREIGN KEY (report_id) REFERENCES status_report (id),
  CONSTRAINT public_report_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT public_report_text_length CHECK (length(text) BETWEEN 1 AND 1000)
);
CREATE INDEX public_report_of_measure ON public_report (measure_id, as_of DESC, published_at DESC);
COMMENT ON TABLE public_report IS 'What of an approved report everybody may read: a table of its own, so that no query for the public can reach the rest. Append-only by grant';

CREATE TABLE snapshot (
  id uuid NOT NULL,
  campaign_id uuid,
  title text NOT NULL,
  reference_day date NOT NULL,
  content jsonb NOT NULL,
  checksum text NOT NULL,
  simulated boolean NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid,
  CONSTRAINT snapshot_pk PRIMARY KEY (id),
  CONSTRAINT snapshot_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
  CONSTRAINT snapshot_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT snapshot_content_object CHECK (jsonb_typeof(content) = 'object'),
  CONSTRAINT snapshot_checksum_sha256 CHECK (checksum ~ '^[0-9a-f]{64}$')
);
CREATE INDEX snapshot_by_day ON snapshot (reference_day DESC, made_at DESC, id);
COMMENT ON TABLE snapshot IS 'The whole register on a reference day with the last approved report of each measure; never changed, by grant. Papers cite it';
COMMENT ON COLUMN snapshot.checksum IS 'SHA-256 over the content as JSON with sorted keys';
