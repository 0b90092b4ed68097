-- When somebody has left for long enough, the name goes and what they did stays; see platform/retention.
ALTER TABLE membership ADD COLUMN reduced_at timestamptz;
ALTER TABLE membership ADD CONSTRAINT membership_reduced_has_left CHECK (
  reduced_at IS NULL OR (deactivated_at IS NOT NULL AND email IS NULL)
);
COMMENT ON COLUMN membership.reduced_at IS 'When name and address were removed after the period had ended';
CREATE INDEX membership_left ON membership (deactivated_at) WHERE deactivated_at IS NOT NULL AND reduced_at IS NULL;
GRANT UPDATE (email, reduced_at) ON membership TO {{app}};
