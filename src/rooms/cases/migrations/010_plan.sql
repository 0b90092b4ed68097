-- Goals and steps of a file, and the plan as the person confirmed it. A change of a step is never lost: every one is a row of
-- its own, and a confirmed plan is frozen, both append-only by grant.

CREATE TABLE case_goal (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  title_translated text,
  translated_into text,
  life_domain text,
  target_on date,
  state text NOT NULL,
  ended_on date,
  reason text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_goal_pk PRIMARY KEY (id),
  CONSTRAINT case_goal_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_goal_position_from_one CHECK (position > 0),
  CONSTRAINT case_goal_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT case_goal_translation_length CHECK (length(title_translated) BETWEEN 1 AND 300),
  CONSTRAINT case_goal_translation_has_language CHECK ((title_translated IS NULL) = (translated_into IS NULL)),
  CONSTRAINT case_goal_life_domain_length CHECK (length(life_domain) BETWEEN 1 AND 60),
  CONSTRAINT case_goal_state_known CHECK (state IN ('open', 'reached', 'partly', 'dropped')),
  CONSTRAINT case_goal_ended_has_day CHECK ((state = 'open') = (ended_on IS NULL)),
  CONSTRAINT case_goal_dropped_has_reason CHECK (state <> 'dropped' OR reason IS NOT NULL),
  CONSTRAINT case_goal_reason_length CHECK (length(reason) BETWEEN 1 AND 1000),
  CONSTRAINT case_goal_version_positive CHECK (version > 0)
);
CREATE INDEX case_goal_of_case_in_order ON case_goal (case_id, position, id);
COMMENT ON TABLE case_goal IS 'What a person wants to reach with the help of case management, agreed with them';
COMMENT ON COLUMN case_goal.title_translated IS 'The same in the person''s language, typed in by the case manager or an interpreter; never translated by a machine';

CREATE TABLE case_step (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  title_translated text,
  translated_into text,
  doer text NOT NULL,
  doer_name text,
  due_on date,
  state text NOT NULL,
  ended_on date,
  note text,
  reason text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_step_pk PRIMARY KEY (id),
  CONSTRAINT case_step_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_step_of_goal FOREIGN KEY (goal_id) REFERENCES case_goal (id) ON DELETE CASCADE,
  CONSTRAINT case_step_position_from_one CHECK (position > 0),
  CONSTRAINT case_step_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT case_step_translation_length CHECK (length(title_translated) BETWEEN 1 AND 300),
  CONSTRAINT case_step_translation_has_language CHECK ((title_translated IS NULL) = (translated_into IS NULL)),
  CONSTRAINT case_step_doer_known CHECK (doer IN ('person', 'caseManagement', 'office')),
  CONSTRAINT case_step_office_has_name CHECK ((doer = 'office') = (doer_name IS NOT NULL)),
  CONSTRAINT case_step_doer_name_length CHECK (length(doer_name) BETWEEN 1 AND 200),
  CONSTRAINT case_step_state_known CHECK (state IN ('open', 'done', 'declined', 'cancelled')),
  CONSTRAINT case_step_ended_has_day CHECK ((state = 'open') = (ended_on IS NULL)),
  CONSTRAINT case_step_cancelled_has_reason CHECK (state NOT IN ('declined', 'cancelled') OR reason IS NOT NULL),
  CONSTRAINT case_step_texts_length CHECK (length(note) BETWEEN 1 AND 200 AND length(reason) BETWEEN 1 AND 1000),
  CONSTRAINT case_step_version_positive CHECK (version > 0)
);
CREATE INDEX case_step_of_case_in_order ON case_step (case_id, goal_id, position, id);
CREATE INDEX case_step_of_goal ON case_step (goal_id);
CREATE INDEX case_step_due ON case_step (case_id, due_on) WHERE state = 'open' AND due_on IS NOT NULL;
COMMENT ON TABLE case_step IS 'Steps towards a goal: who does what by when, and what became of it';

CREATE TABLE case_step_change (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  step_id uuid NOT NULL,
  event text NOT NULL,
  before jsonb,
  reason text,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_step_change_pk PRIMARY KEY (id),
  CONSTRAINT case_step_change_of_step FOREIGN KEY (step_id) REFERENCES case_step (id) ON DELETE CASCADE,
  CONSTRAINT case_step_change_event_known CHECK (event IN ('changed', 'done', 'declined', 'cancelled', 'reopened')),
  CONSTRAINT case_step_change_before_object CHECK (jsonb_typeof(before) = 'object'),
  CONSTRAINT case_step_change_reason_length CHECK (length(reason) BETWEEN 1 AND 1000)
);
CREATE INDEX case_step_change_of_step_in_time ON case_step_change (step_id, changed_at, id);
COMMENT ON TABLE case_step_change IS 'What a step said before each change, and why it was changed; append-only by grant';

CREATE TABLE case_plan (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  number integer NOT NULL,
  confirmed_on date NOT NULL,
  confirmed_how text NOT NULL,
  interpreter_used boolean NOT NULL,
  content jsonb NOT NULL,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  CONSTRAINT case_plan_pk PRIMARY KEY (id),
  CONSTRAINT case_plan_key_once UNIQUE (case_id, number),
  CONSTRAINT case_plan_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_plan_number_from_one CHECK (number > 0),
  CONSTRAINT case_plan_confirmed_how_known CHECK (confirmed_how IN ('signed', 'spoken')),
  CONSTRAINT case_plan_content_object CHECK (jsonb_typeof(content) = 'object')
);
COMMENT ON TABLE case_plan IS 'The plan as the person confirmed it, frozen; append-only by grant. The highest number holds';

CREATE FUNCTION cases_part_kept(file uuid, controller uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT cases_actor_is_system()
      OR (
        cases_writes(file)
        AND EXISTS (SELECT FROM case_file WHERE case_file.id = file AND case_file.controller_id = controller)
      );
  END;
COMMENT ON FUNCTION cases_part_kept(uuid, uuid) IS 'Whether the actor may write a part of a file, under the controller of the file';

-- A part of a file is where the file is: what hides the file hides its parts. Nobody writes but the team that has the file;
-- who was let in to read only (supervision, emergency, conference, the former team) finds nothing to write to.
ALTER TABLE case_goal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_step_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_plan ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY case_goal_read ON case_goal FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_goal_add ON case_goal FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_goal_change ON case_goal FOR UPDATE TO {{app}}
  USING (cases_part_kept(case_id, controller_id)) WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_step_read ON case_step FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_step_add ON case_step FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_step_change_row ON case_step FOR UPDATE TO {{app}}
  USING (cases_part_kept(case_id, controller_id)) WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_step_change_read ON case_step_change FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_step_change_add ON case_step_change FOR INSERT TO {{app}}
  WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_plan_read ON case_plan FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_plan_add ON case_plan FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));

GRANT SELECT, INSERT ON case_goal, case_step, case_step_change, case_plan TO {{app}};
GRANT UPDATE (position, title, title_translated, translated_into, life_domain, target_on, state, ended_on, reason, version, changed_at, changed_by)
  ON case_goal TO {{app}};
GRANT UPDATE (goal_id, position, title, title_translated, translated_into, doer, doer_name, due_on, state, ended_on, note, reason, version, changed_at, changed_by)
  ON case_step TO {{app}};
