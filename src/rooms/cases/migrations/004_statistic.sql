-- What stays of a file when its period is over: figures without a person, a key or a day.

CREATE TABLE case_statistic (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  phase text NOT NULL,
  opened_month date NOT NULL,
  closed_month date NOT NULL,
  days_open integer NOT NULL,
  closure_reason text,
  goal_attainment smallint,
  municipality_id uuid,
  target_group text,
  access_path text,
  persons smallint NOT NULL,
  simulated boolean NOT NULL,
  CONSTRAINT case_statistic_pk PRIMARY KEY (id),
  CONSTRAINT case_statistic_months CHECK (
    extract(day FROM opened_month) = 1 AND extract(day FROM closed_month) = 1 AND closed_month >= opened_month
  ),
  CONSTRAINT case_statistic_days_not_negative CHECK (days_open >= 0),
  CONSTRAINT case_statistic_persons_positive CHECK (persons > 0)
);
CREATE INDEX case_statistic_of_controller ON case_statistic (controller_id, closed_month);
COMMENT ON TABLE case_statistic IS 'Deleted files as figures: months instead of days, no person, no Aktenzeichen, and an id that nothing else knows';

ALTER TABLE case_statistic ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY case_statistic_read ON case_statistic FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system())
  OR controller_id = (SELECT cases_actor_supervises()) AND (SELECT access_actor_has(ARRAY['coordinator']))
);
CREATE POLICY case_statistic_add ON case_statistic FOR INSERT TO {{app}} WITH CHECK ((SELECT cases_actor_is_system()));
GRANT SELECT, INSERT ON case_statistic TO {{app}};
