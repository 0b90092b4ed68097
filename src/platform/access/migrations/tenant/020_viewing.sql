-- Who looks at the platform as a role or as another member reads as they would, and only reads: the roles looked with count
-- in a transaction that cannot write, and for an administrator. They never open hand-overs of people.

CREATE FUNCTION access_actor_views() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.view_roles', true), '') <> '';
  END;
COMMENT ON FUNCTION access_actor_views() IS 'True while an administrator looks at the platform as somebody else';

CREATE OR REPLACE FUNCTION access_actor_roles() RETURNS text[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN NOT access_actor_views() THEN (
        SELECT coalesce(array_agg(DISTINCT given.role), '{}')
        FROM access_grants(nullif(current_setting('app.user_id', true), '')::uuid, access_today()) AS given
        WHERE given.organisation_id IS NOT DISTINCT FROM nullif(current_setting('app.organisation_id', true), '')::uuid
          AND given.controller_id IS NOT DISTINCT FROM nullif(current_setting('app.controller_id', true), '')::uuid
      )
      WHEN current_setting('transaction_read_only') = 'on' AND EXISTS (
        SELECT FROM access_grants(nullif(current_setting('app.user_id', true), '')::uuid, access_today()) AS given
        WHERE given.role = 'administrator'
      ) THEN string_to_array(current_setting('app.view_roles', true), ',')
      ELSE '{}'::text[]
    END;
  END;
