-- Checked apart from adding it, so that nobody waits.
ALTER TABLE export_order VALIDATE CONSTRAINT export_order_narrowed_by_length;
