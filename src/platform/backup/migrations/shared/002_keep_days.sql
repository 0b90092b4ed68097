ALTER TABLE backup_run ADD COLUMN keep_days integer;
ALTER TABLE backup_run ADD CONSTRAINT backup_run_keep_days_positive CHECK (keep_days > 0);
COMMENT ON COLUMN backup_run.keep_days IS 'After how many days, at the latest, what was deleted is in no planned backup any more, by the rule that held then';
