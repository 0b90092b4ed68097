-- How long data are kept, who decided so, what is due, and what was deleted. Rules, approvals and deletion records are
-- append-only by grant. The ids of due records live only as long as their run is open.

CREATE TABLE retention_rule (
  id uuid NOT NULL,
  kind text NOT NULL,
  controller_id uuid,
  version integer NOT NULL,
  action text NOT NULL,
  period_months integer,
  period_days integer,
  archive_answer_months integer,
  reason text NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by uuid,
  CONSTRAINT retention_rule_pkey PRIMARY KEY (id),
  CONSTRAINT retention_rule_version_once UNIQUE NULLS NOT DISTINCT (kind, controller_id, version),
  CONSTRAINT retention_rule_kind_form CHECK (kind ~ '^[a-z][a-zA-Z]*\.[a-z][a-zA-Z-]*$'),
  CONSTRAINT retention_rule_version_positive CHECK (version > 0),
  CONSTRAINT retention_rule_action_known CHECK (action IN ('delete', 'offer', 'keep')),
  CONSTRAINT retention_rule_one_period CHECK ((action = 'keep') = (num_nonnulls(period_months, period_days) = 0) AND num_nonnulls(period_months, period_days) <= 1),
  CONSTRAINT retention_rule_period_within CHECK (period_months BETWEEN 0 AND 1200 AND period_days BETWEEN 0 AND 36500),
  CONSTRAINT retention_rule_archive_has_time CHECK ((action = 'offer') = (archive_answer_months IS NOT NULL)),
  CONSTRAINT retention_rule_archive_months_within CHECK (archive_answer_months BETWEEN 1 AND 24),
  CONSTRAINT retention_rule_reason_length CHECK (length(reason) BETWEEN 1 AND 1000)
);
COMMENT ON TABLE retention_rule IS 'Periods that a controller decided, with the reason; every version stays, the highest counts. Without a row what the program proposes holds';

CREATE TABLE retention_hold (
  id uuid NOT NULL,
  target text NOT NULL,
  kind text,
  controller_id uuid,
  record_id text,
  person_id uuid,
  reason_code text NOT NULL,
  reference text,
  until_day date,
  set_at timestamptz NOT NULL,
  set_by uuid,
  released_at timestamptz,
  released_by uuid,
  release_code text,
  CONSTRAINT retention_hold_pkey PRIMARY KEY (id),
  CONSTRAINT retention_hold_target_known CHECK (target IN ('record', 'person', 'kind', 'controller')),
  CONSTRAINT retention_hold_target_named CHECK (
    (target = 'record') = (record_id IS NOT NULL)
    AND (target = 'person') = (person_id IS NOT NULL)
    AND (target IN ('record', 'kind')) = (kind IS NOT NULL)
    AND (target <> 'controller' OR controller_id IS NOT NULL)
  ),
  CONSTRAINT retention_hold_record_length CHECK (length(record_id) BETWEEN 1 AND 80),
  CONSTRAINT retention_hold_reason_known CHECK (
    reason_code IN ('legalDispute', 'investigation', 'audit', 'accessRequest', 'objection', 'archiveQuestion', 'other')
  ),
  CONSTRAINT retention_hold_reference_length CHECK (length(reference) BETWEEN 1 AND 120),
  CONSTRAINT retention_hold_other_is_explained CHECK (reason_code <> 'other' OR reference IS NOT NULL),
  CONSTRAINT retention_hold_release_whole CHECK ((released_at IS NULL) = (release_code IS NULL)),
  CONSTRAINT retention_hold_release_known CHECK (release_code IN ('ended', 'mistake', 'replaced'))
);
CREATE INDEX retention_hold_of_record ON retention_hold (kind, record_id) WHERE released_at IS NULL;
CREATE INDEX retention_hold_by_time ON retention_hold (set_at DESC, id DESC);
COMMENT ON TABLE retention_hold IS 'What must not be deleted for now although its period is over: a record, a person, a whole kind or all of a controller, with the reason, until when and by whom';
COMMENT ON COLUMN retention_hold.reference IS 'File number of the matter that the hold is for; no names';
COMMENT ON COLUMN retention_hold.until_day IS 'The last day it holds; null: until it is released';

CREATE TABLE retention_run (
  id uuid NOT NULL,
  kind text NOT NULL,
  controller_id uuid,
  rule_version integer NOT NULL,
  action text NOT NULL,
  period_months integer,
  period_days integer,
  due_before timestamptz NOT NULL,
  state text NOT NULL,
  due_count integer NOT NULL,
  oldest timestamptz,
  approvals_needed smallint NOT NULL,
  prepared_at timestamptz NOT NULL,
  prepared_by uuid,
  offered_on date,
  answer_due_on date,
  handed_on date,
  erasing_since timestamptz,
  ended_at timestamptz,
  stop_code text,
  counts jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT retention_run_pkey PRIMARY KEY (id),
  CONSTRAINT retention_run_state_known CHECK (state IN ('toOffer', 'offered', 'handing', 'prepared', 'erasing', 'done', 'stopped')),
  CONSTRAINT retention_run_action_known CHECK (action IN ('delete', 'offer')),
  CONSTRAINT retention_run_offered_has_days CHECK ((offered_on IS NULL) = (answer_due_on IS NULL)),
  CONSTRAINT retention_run_ended_has_time CHECK ((state IN ('done', 'stopped')) = (ended_at IS NOT NULL)),
  CONSTRAINT retention_run_stop_has_code CHECK ((state = 'stopped') = (stop_code IS NOT NULL)),
  CONSTRAINT retention_run_stop_code_form CHECK (stop_code ~ '^[a-zA-Z]{1,40}$'),
  CONSTRAINT retention_run_erasing_has_time CHECK (state NOT IN ('erasing', 'done') OR erasing_since IS NOT NULL),
  CONSTRAINT retention_run_approvals_within CHECK (approvals_needed BETWEEN 0 AND 2),
  CONSTRAINT retention_run_counts_object CHECK (jsonb_typeof(counts) = 'object')
);
CREATE UNIQUE INDEX retention_run_one_open ON retention_run (kind, controller_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
CREATE INDEX retention_run_by_time ON retention_run (prepared_at DESC, id DESC);
COMMENT ON TABLE retention_run IS 'Deletion runs: what was due of one kind and controller when it was prepared, and how far it is';

CREATE TABLE retention_item (
  run_id uuid NOT NULL,
  position integer NOT NULL,
  record_id text NOT NULL,
  since timestamptz NOT NULL,
  answer text,
  state text NOT NULL DEFAULT 'due',
  skip_code text,
  CONSTRAINT retention_item_pkey PRIMARY KEY (run_id, position),
  CONSTRAINT retention_item_record_once UNIQUE (run_id, record_id),
  CONSTRAINT retention_item_run FOREIGN KEY (run_id) REFERENCES retention_run (id),
  CONSTRAINT retention_item_record_length CHECK (length(record_id) BETWEEN 1 AND 80),
  CONSTRAINT retention_item_answer_known CHECK (answer IN ('taken', 'declined', 'silent')),
  CONSTRAINT retention_item_state_known CHECK (state IN ('due', 'erased', 'skipped')),
  CONSTRAINT retention_item_skip_has_code CHECK ((state = 'skipped') = (skip_code IS NOT NULL)),
  CONSTRAINT retention_item_skip_code_form CHECK (skip_code ~ '^[a-zA-Z-]{1,40}$')
);
CREATE INDEX retention_item_left ON retention_item (run_id, position) WHERE state = 'due';
COMMENT ON TABLE retention_item IS 'The records of an open run. They go when it ends: afterwards nobody can tell which records they were';

CREATE TABLE retention_approval (
  run_id uuid NOT NULL,
  user_id uuid NOT NULL,
  approved_at timestamptz NOT NULL,
  CONSTRAINT retention_approval_pkey PRIMARY KEY (run_id, user_id),
  CONSTRAINT retention_approval_run FOREIGN KEY (run_id) REFERENCES retention_run (id)
);
COMMENT ON TABLE retention_approval IS 'Who approved a run; append-only by grant';

CREATE TABLE retention_record (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  kind text NOT NULL,
  controller_id uuid,
  rule_version integer NOT NULL,
  action text NOT NULL,
  period_months integer,
  period_days integer,
  due_before timestamptz NOT NULL,
  prepared_at timestamptz NOT NULL,
  prepared_by uuid,
  approved_by uuid[] NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  due integer NOT NULL,
  erased integer NOT NULL,
  skipped jsonb NOT NULL,
  archived jsonb NOT NULL,
  counts jsonb NOT NULL,
  digest bytea NOT NULL,
  in_backups_until date,
  CONSTRAINT retention_record_pkey PRIMARY KEY (id),
  CONSTRAINT retention_record_run_once UNIQUE (run_id),
  CONSTRAINT retention_record_run FOREIGN KEY (run_id) REFERENCES retention_run (id),
  CONSTRAINT retention_record_digest_length CHECK (length(digest) = 32),
  CONSTRAINT retention_record_counts_objects CHECK (
    jsonb_typeof(skipped) = 'object' AND jsonb_typeof(archived) = 'object' AND jsonb_typeof(counts) = 'object'
  ),
  CONSTRAINT retention_record_numbers_in_order CHECK (erased BETWEEN 0 AND due)
);
CREATE INDEX retention_record_by_time ON retention_record (ended_at DESC, id DESC);
CREATE INDEX retention_record_of_kind ON retention_record (kind, ended_at DESC, id DESC);
COMMENT ON TABLE retention_record IS 'Deletion records: what kind, by which rule, how many rows, when and by whom. No id and no name of what was deleted; append-only by grant';
COMMENT ON COLUMN retention_record.digest IS 'SHA-256 over a random salt, which nobody keeps, and the ids in their order';

-- One row that every batch of a deletion and every hold locks first: a hold is there before the batch or after it, never
-- in between.
CREATE TABLE retention_gate (
  only_one boolean NOT NULL DEFAULT true,
  passed bigint NOT NULL DEFAULT 0,
  CONSTRAINT retention_gate_pkey PRIMARY KEY (only_one),
  CONSTRAINT retention_gate_only_one CHECK (only_one)
);
COMMENT ON TABLE retention_gate IS 'One row, locked by whoever deletes and by whoever sets a hold, so that they queue';

CREATE FUNCTION retention_actor_sees(controller uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['administrator', 'dataProtection'])
      OR (
        (controller IS NULL OR controller::text = current_setting('app.controller_id', true))
        AND access_actor_has(ARRAY['lead', 'coordinator'])
      );
  END;
COMMENT ON FUNCTION retention_actor_sees(uuid) IS 'Administrators and data protection see all; lead and coordination what is the district''s as a whole or their own controller''s';

CREATE FUNCTION retention_actor_decides(controller uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system'
      OR (
        (controller IS NULL OR controller::text = current_setting('app.controller_id', true))
        AND access_actor_has(ARRAY['lead', 'coordinator'])
      );
  END;
COMMENT ON FUNCTION retention_actor_decides(uuid) IS 'The right retention.decide: lead and coordination of the controller';

CREATE FUNCTION retention_run_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM retention_run WHERE retention_run.id = sought);
  END;
COMMENT ON FUNCTION retention_run_seen(uuid) IS 'Whether the actor sees this run';

CREATE FUNCTION retention_run_decided(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM retention_run WHERE retention_run.id = sought AND retention_actor_decides(retention_run.controller_id)
    );
  END;
COMMENT ON FUNCTION retention_run_decided(uuid) IS 'Whether the actor may decide about this run';

ALTER TABLE retention_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_hold ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_approval ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_gate ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY retention_rule_read ON retention_rule FOR SELECT TO {{app}} USING (retention_actor_sees(controller_id));
CREATE POLICY retention_rule_decide ON retention_rule FOR INSERT TO {{app}} WITH CHECK (retention_actor_decides(controller_id));

CREATE POLICY retention_hold_read ON retention_hold FOR SELECT TO {{app}} USING (retention_actor_sees(controller_id));
CREATE POLICY retention_hold_set ON retention_hold FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['dataProtection'])));
CREATE POLICY retention_hold_release ON retention_hold FOR UPDATE TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['dataProtection']))) WITH CHECK ((SELECT access_actor_has(ARRAY['dataProtection'])));

CREATE POLICY retention_run_read ON retention_run FOR SELECT TO {{app}} USING (retention_actor_sees(controller_id));
CREATE POLICY retention_run_prepare ON retention_run FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) = 'system');
CREATE POLICY retention_run_decide ON retention_run FOR UPDATE TO {{app}}
  USING (retention_actor_decides(controller_id)) WITH CHECK (retention_actor_decides(controller_id));

CREATE POLICY retention_item_read ON retention_item FOR SELECT TO {{app}} USING (retention_run_seen(run_id));
CREATE POLICY retention_item_add ON retention_item FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) = 'system');
CREATE POLICY retention_item_answer ON retention_item FOR UPDATE TO {{app}}
  USING (retention_run_decided(run_id)) WITH CHECK (retention_run_decided(run_id));
CREATE POLICY retention_item_remove ON retention_item FOR DELETE TO {{app}} USING (retention_run_decided(run_id));

CREATE POLICY retention_approval_read ON retention_approval FOR SELECT TO {{app}} USING (retention_run_seen(run_id));
CREATE POLICY retention_approval_give ON retention_approval FOR INSERT TO {{app}}
  WITH CHECK (user_id::text = current_setting('app.user_id', true) AND retention_run_decided(run_id));

CREATE POLICY retention_record_read ON retention_record FOR SELECT TO {{app}} USING (retention_actor_sees(controller_id));
CREATE POLICY retention_record_write ON retention_record FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) = 'system');

CREATE POLICY retention_gate_pass ON retention_gate TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['dataProtection']))) WITH CHECK ((SELECT access_actor_has(ARRAY['dataProtection'])));

GRANT SELECT, INSERT ON retention_rule, retention_hold, retention_run, retention_item, retention_approval, retention_record, retention_gate TO {{app}};
GRANT UPDATE (released_at, released_by, release_code) ON retention_hold TO {{app}};
GRANT UPDATE (state, offered_on, answer_due_on, handed_on, erasing_since, ended_at, stop_code, counts, version) ON retention_run TO {{app}};
GRANT UPDATE (answer, state, skip_code) ON retention_item TO {{app}};
GRANT DELETE ON retention_item TO {{app}};
GRANT UPDATE (passed) ON retention_gate TO {{app}};
