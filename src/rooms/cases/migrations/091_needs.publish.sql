-- What insight may know of needs: no person, no case, no offer, nobody who recorded it.

CREATE VIEW published_need AS
WITH salt AS MATERIALIZED (
  -- Drawn anew for every query: the numbers and the order of two loads have nothing to do with each other or with ids.
  SELECT uuid_send(gen_random_uuid()) AS value
), need AS (
  SELECT
    case_need.*,
    -- What a desk counted is of nobody: each stands for itself.
    sha256(salt.value || uuid_send(coalesce(case_need.case_id, case_need.id))) AS case_order,
    sha256(salt.value || uuid_send(case_need.id)) AS row_order
  FROM (
    SELECT
      id, case_id, topic, language, target_group, municipality_id, needed_on, met_on, given_up_on, reason, record_lag_days, simulated
    FROM case_need
  ) AS case_need
  CROSS JOIN salt
)
SELECT
  need.topic,
  need.municipality_id,
  need.target_group,
  need.language,
  (dense_rank() OVER (ORDER BY need.case_order) - 1)::integer AS case_number,
  need.needed_on - DATE '1970-01-01' AS needed_on,
  need.met_on - DATE '1970-01-01' AS met_on,
  need.given_up_on - DATE '1970-01-01' AS given_up_on,
  need.reason,
  need.record_lag_days AS recorded_lag_days,
  need.simulated
FROM need
ORDER BY need.case_order, need.row_order;
COMMENT ON VIEW published_need IS 'Needs for analysis, one row each: days as day numbers since 1970-01-01, a running number instead of the case, in an order that tells nothing';

CREATE VIEW published_need_revision AS
SELECT coalesce(sum(case_need.version), 0) AS steps, max(case_need.changed_at) AS last_changed_at
FROM case_need;
COMMENT ON VIEW published_need_revision IS 'Changes whenever a need was recorded or changed: who holds the needs in memory compares it';

GRANT SELECT ON published_need, published_need_revision TO {{insight}};
