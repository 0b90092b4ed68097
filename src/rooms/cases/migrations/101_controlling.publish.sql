-- What insight may know of case files: when they began and ended and how, in months. No person, no file, no team, no day.

CREATE VIEW published_case AS
WITH salt AS MATERIALIZED (
  -- Drawn anew for every query: the order of two loads has nothing to do with each other or with ids.
  SELECT uuid_send(gen_random_uuid()) AS value
), told AS (
  SELECT
    date_trunc('month', case_file.opened_on)::date AS opened_month,
    date_trunc('month', case_file.closed_on)::date AS closed_month,
    case_file.phase, case_file.municipality_id, case_file.target_group, case_file.access_path, case_file.closure_reason,
    case_file.goal_attainment, case_file.simulated,
    NULL::smallint AS persons,
    -- Months in which people came into the file and left it, side by side; in no order of the people.
    ARRAY(
      SELECT date_trunc('month', case_person.since)::date FROM case_person
      WHERE case_person.case_id = case_file.id ORDER BY case_person.since, case_person.until
    ) AS persons_since,
    ARRAY(
      SELECT date_trunc('month', case_person.until)::date FROM case_person
      WHERE case_person.case_id = case_file.id ORDER BY case_person.since, case_person.until
    ) AS persons_until,
    sha256(salt.value || uuid_send(case_file.id)) AS row_order
  FROM case_file
  CROSS JOIN salt
  UNION ALL
  -- Files whose period is over, as figures.
  SELECT
    case_statistic.opened_month, case_statistic.closed_month, case_statistic.phase, case_statistic.municipality_id,
    case_statistic.target_group, case_statistic.access_path, case_statistic.closure_reason, case_statistic.goal_attainment,
    case_statistic.simulated, case_statistic.persons, NULL, NULL, sha256(uuid_send(gen_random_uuid()))
  FROM case_statistic
)
SELECT opened_month, closed_month, phase, municipality_id, target_group, access_path, closure_reason, goal_attainment, persons,
  persons_since, persons_until, simulated
FROM told
ORDER BY row_order;
COMMENT ON VIEW published_case IS 'Case files for counting, one row each: months instead of days, no person, no reference, in an order that tells nothing; files that were deleted count on, with the number of their people and without months of those';

GRANT SELECT ON published_case TO {{insight}};
