-- Periods differ by kind of entry, so the payloads that expire are named. The floor of a year stays in the database.
CREATE FUNCTION audit_expire_entries(entries uuid[]) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER
  BEGIN ATOMIC
    WITH expired AS (
      UPDATE audit_entry SET payload = NULL, salt = NULL
      WHERE id = ANY (entries) AND payload IS NOT NULL
        AND at_ms < (extract(epoch FROM now() - interval '1 year') * 1000)::bigint
      RETURNING 1
    )
    SELECT count(*) FROM expired;
  END;
COMMENT ON FUNCTION audit_expire_entries(uuid[]) IS 'Drops the payloads of these entries, never younger than a year; the proof stays';
REVOKE ALL ON FUNCTION audit_expire_entries(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_expire_entries(uuid[]) TO {{app}};
