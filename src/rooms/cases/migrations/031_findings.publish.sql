-- What insight may know of findings: interface, hurdle, quarter, region and the released text. No person, no case, no author.

CREATE VIEW published_finding AS
WITH salt AS MATERIALIZED (
  -- Drawn anew for every query: the numbers and the order of two loads have nothing to do with each other or with ids.
  SELECT uuid_send(gen_random_uuid()) AS value
), told AS (
  SELECT
    finding.interface_id, finding.hurdle, finding.quarter, finding.region_key, finding.text, finding.simulated,
    sha256(salt.value || finding.source_hash) AS case_order,
    sha256(salt.value || uuid_send(finding.id)) AS row_order
  FROM (
    SELECT id, interface_id, hurdle, quarter, region_key, text, source_hash, simulated
    FROM finding
    WHERE state IN ('released', 'inTopic')
  ) AS finding
  CROSS JOIN salt
)
SELECT
  told.interface_id,
  told.hurdle,
  told.quarter,
  told.region_key,
  told.text,
  CASE
    WHEN told.case_order IS NOT NULL THEN (dense_rank() OVER (ORDER BY told.case_order NULLS LAST) - 1)::integer
  END AS case_number,
  told.simulated
FROM told
ORDER BY told.row_order;
COMMENT ON VIEW published_finding IS 'Released findings, one row each, in an order that tells nothing: quarter as its first day, a running number instead of the case (null: told without a name, counts as no case)';

GRANT SELECT ON published_finding TO {{insight}};
