-- The same view with the key of each hand-over for the cell-key method (072). The key is the same in every load: whoever held
-- two of them could tell the same hand-over again, and by the running numbers of a load also which are one person's. So it is
-- for the gate alone, is kept no longer than the load and leaves it in no figure, log or export.

CREATE OR REPLACE VIEW published_passage AS
WITH salt AS MATERIALIZED (
  -- Drawn anew for every query: the numbers and the order of two loads have nothing to do with each other or with ids.
  SELECT uuid_send(gen_random_uuid()) AS value
), passage AS (
  SELECT
    handover.*,
    sha256(salt.value || uuid_send(handover.person_key)) AS case_order,
    sha256(salt.value || uuid_send(handover.id)) AS row_order,
    -- The first 32 bits of HMAC-SHA256 over the id of the hand-over.
    ('x' || encode(substring(sha256(secret.outer_key || sha256(secret.inner_key || uuid_send(handover.id))) FOR 4), 'hex'))::bit(32)::integer
      AS record_key
  FROM (
    SELECT
      id, interface_id, municipality_id, target_group, person_key, target_days, state, prepared_on, offered_on,
      answered_on, first_on, last_step_on, sides, record_lag_days, reason, simulated
    FROM handover
  ) AS handover
  CROSS JOIN salt
  CROSS JOIN (SELECT inner_key, outer_key FROM record_key) AS secret
)
SELECT
  passage.interface_id,
  passage.municipality_id,
  passage.target_group,
  passage.target_days,
  (dense_rank() OVER (ORDER BY passage.case_order) - 1)::integer AS case_number,
  coalesce(passage.offered_on, passage.prepared_on) - DATE '1970-01-01' AS offered_on,
  passage.answered_on - DATE '1970-01-01' AS answered_on,
  passage.first_on - DATE '1970-01-01' AS first_on,
  (CASE passage.state
    WHEN 'firstAppointment' THEN 1
    WHEN 'completed' THEN 1
    WHEN 'declined' THEN 2
    WHEN 'withdrawn' THEN 3
    ELSE 0
  END)::smallint AS state,
  passage.last_step_on - DATE '1970-01-01' AS last_event_on,
  (CASE passage.sides WHEN 'both' THEN 0 WHEN 'sender' THEN 1 ELSE 2 END)::smallint AS sides,
  passage.record_lag_days AS recorded_lag_days,
  passage.reason,
  passage.simulated,
  passage.record_key
FROM passage
ORDER BY passage.case_order, passage.row_order;
COMMENT ON VIEW published_passage IS 'Hand-overs for analysis, one row each: days as day numbers since 1970-01-01, a running number instead of the person, in an order that tells nothing; record_key is secret, the same in every load, and so links hand-overs from one load to the next: never given on';
