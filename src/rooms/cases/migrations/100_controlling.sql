-- What the view of 101_controlling.publish.sql counts, and no column more: the figures that the Land asks of integration
-- management by reference date.
GRANT SELECT (id, municipality_id, target_group, access_path, closure_reason, goal_attainment, simulated) ON case_file TO {{publish}};
GRANT SELECT (case_id, since, until) ON case_person TO {{publish}};
GRANT SELECT (
  phase, opened_month, closed_month, closure_reason, goal_attainment, municipality_id, target_group, access_path, persons, simulated
) ON case_statistic TO {{publish}};
CREATE POLICY case_person_publish ON case_person FOR SELECT TO {{publish}} USING (true);
CREATE POLICY case_statistic_publish ON case_statistic FOR SELECT TO {{publish}} USING (true);
