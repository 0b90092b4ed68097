-- The emergency lock: nobody gets into a district, its jobs wait. Members may lock their own, only the operator unlocks.
ALTER TABLE tenant ADD COLUMN locked_at timestamptz;
ALTER TABLE tenant ADD COLUMN locked_reason_code text;
ALTER TABLE tenant ADD CONSTRAINT tenant_lock_has_reason CHECK ((locked_at IS NULL) = (locked_reason_code IS NULL));
ALTER TABLE tenant ADD CONSTRAINT tenant_lock_reason_form CHECK (locked_reason_code ~ '^[a-z]+(-[a-z]+)*$' AND length(locked_reason_code) <= 40);

-- The app role may not write these columns: through this function it can lock, never unlock, and no demo.
CREATE FUNCTION lock_tenant(tenant_key text, reason text, since timestamptz) RETURNS integer
  LANGUAGE sql SECURITY DEFINER
  BEGIN ATOMIC
    WITH locked AS (
      UPDATE tenant SET locked_at = since, locked_reason_code = reason
      WHERE key = tenant_key AND locked_at IS NULL AND NOT demo
      RETURNING 1
    )
    SELECT count(*)::integer FROM locked;
  END;
COMMENT ON FUNCTION lock_tenant(text, text, timestamptz) IS 'Locks a tenant that is open and no demo; unlocking is for the owner, by the command line';
REVOKE ALL ON FUNCTION lock_tenant(text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_tenant(text, text, timestamptz) TO {{app}};
