-- What is to be done for a file and when, whoever asked for it: one table, so that "what is due" is one question.

CREATE TABLE case_task (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  due_on date NOT NULL,
  due_at text,
  lasts_minutes integer,
  place text,
  assignee_id uuid,
  origin text NOT NULL,
  origin_id uuid,
  state text NOT NULL,
  ended_on date,
  ended_by uuid,
  reminded_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_task_pk PRIMARY KEY (id),
  CONSTRAINT case_task_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_task_kind_known CHECK (kind IN ('followUp', 'task', 'appointment')),
  CONSTRAINT case_task_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT case_task_due_at_form CHECK (due_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  CONSTRAINT case_task_lasts_within CHECK (lasts_minutes BETWEEN 5 AND 720),
  CONSTRAINT case_task_lasts_has_begin CHECK (lasts_minutes IS NULL OR due_at IS NOT NULL),
  CONSTRAINT case_task_appointment_has_time CHECK (kind <> 'appointment' OR due_at IS NOT NULL),
  CONSTRAINT case_task_place_length CHECK (length(place) BETWEEN 1 AND 200),
  CONSTRAINT case_task_origin_known CHECK (origin IN ('own', 'handover', 'consent', 'step', 'conference', 'intake')),
  CONSTRAINT case_task_state_known CHECK (state IN ('open', 'done', 'dropped')),
  CONSTRAINT case_task_ended_has_day CHECK ((state = 'open') = (ended_on IS NULL)),
  CONSTRAINT case_task_version_positive CHECK (version > 0)
);
CREATE INDEX case_task_of_case ON case_task (case_id, state, due_on, id);
CREATE INDEX case_task_of_assignee ON case_task (assignee_id, due_on, id) WHERE state = 'open';
CREATE INDEX case_task_due ON case_task (due_on, id) WHERE state = 'open';
CREATE INDEX case_task_of_origin ON case_task (origin_id) WHERE origin_id IS NOT NULL;
COMMENT ON TABLE case_task IS 'Follow-ups (Wiedervorlagen), tasks and appointments of a file';
COMMENT ON COLUMN case_task.assignee_id IS 'The member who is to do it; null: whoever of the team comes to it first';
COMMENT ON COLUMN case_task.origin_id IS 'What it came from, as the room that keeps it knows it; only a reference';

CREATE TABLE case_calendar (
  user_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  link_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT case_calendar_pk PRIMARY KEY (user_id),
  CONSTRAINT case_calendar_key_once UNIQUE (link_hash),
  CONSTRAINT case_calendar_of_member FOREIGN KEY (user_id) REFERENCES membership (id) ON DELETE CASCADE,
  CONSTRAINT case_calendar_link_hash_length CHECK (length(link_hash) = 32)
);
COMMENT ON TABLE case_calendar IS 'The secret address at which a member''s calendar fetches their appointments, as its hash; one for each member, gone when it is revoked';

ALTER TABLE case_task ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_calendar ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Not through a function: a list of what is due asks for hundreds of rows at once, and the planner makes one hash of this.
CREATE POLICY case_task_read ON case_task FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_task.case_id)
);
CREATE POLICY case_task_add ON case_task FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_task_change ON case_task FOR UPDATE TO {{app}}
  USING (cases_part_kept(case_id, controller_id)) WITH CHECK (cases_part_kept(case_id, controller_id));
-- One's own address, and by the address itself whose it is: what follows then runs as that member.
CREATE POLICY case_calendar_own ON case_calendar TO {{app}}
  USING (current_setting('app.actor', true) = 'user' AND user_id::text = current_setting('app.user_id', true))
  WITH CHECK (current_setting('app.actor', true) = 'user' AND user_id::text = current_setting('app.user_id', true));
CREATE POLICY case_calendar_by_link ON case_calendar FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) = 'link' AND encode(link_hash, 'hex') = current_setting('app.link', true));

GRANT SELECT, INSERT ON case_task TO {{app}};
GRANT UPDATE (title, due_on, due_at, lasts_minutes, place, assignee_id, state, ended_on, ended_by, reminded_on, version, changed_at, changed_by)
  ON case_task TO {{app}};
GRANT SELECT, INSERT, DELETE ON case_calendar TO {{app}};
