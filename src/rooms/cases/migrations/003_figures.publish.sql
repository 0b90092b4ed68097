-- Figures for supervision (Fachaufsicht): counts by team and phase, made by the publish role, whose view the app may read. No
-- key to a file leaves, and only coordination of the controller gets rows.
CREATE VIEW supervised_caseload AS
SELECT organisation_id, phase,
  count(*)::integer AS files,
  (count(*) FILTER (WHERE next_due_on < access_today()))::integer AS overdue,
  (count(*) FILTER (WHERE last_activity_on < access_today() - 60))::integer AS quiet,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY access_today() - opened_on) AS median_age
FROM case_file
WHERE closed_on IS NULL AND controller_id = cases_actor_supervises() AND access_actor_roles() && ARRAY['coordinator']
GROUP BY organisation_id, phase;
COMMENT ON VIEW supervised_caseload IS 'Open files by team and phase for coordination of the controller: how many, how many overdue, quiet for 60 days, and the median of days since they were opened';
GRANT SELECT ON supervised_caseload TO {{app}};
