-- What is withdrawn is everything that has not ended: also what waits and what is being made.
-- upgrade-allow index: entries are forgotten after 30 days, a few thousand rows
CREATE INDEX export_order_open_of_people ON export_order (controller_id) WHERE holds_people AND state IN ('ordered', 'running', 'ready');
DROP INDEX export_order_of_people;
