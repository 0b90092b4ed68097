-- Policies ask for the roles in every query. What is granted is looked up once in a transaction of the gate, by this same
-- database, and kept in its context; where nobody has looked it up, it is looked up when asked. Subqueries stand in
-- functions of their own, so that the planner opens the one that policies ask.

CREATE FUNCTION access_granted_roles() RETURNS text[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT given.role), '{}')
    FROM access_grants(nullif(current_setting('app.user_id', true), '')::uuid, access_today()) AS given
    WHERE given.organisation_id IS NOT DISTINCT FROM nullif(current_setting('app.organisation_id', true), '')::uuid
      AND given.controller_id IS NOT DISTINCT FROM nullif(current_setting('app.controller_id', true), '')::uuid;
  END;
COMMENT ON FUNCTION access_granted_roles() IS 'The roles that the actor has today for the organisation they act for, looked up';

CREATE FUNCTION access_viewed_roles() RETURNS text[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN current_setting('transaction_read_only') = 'on' AND EXISTS (
        SELECT FROM access_grants(nullif(current_setting('app.user_id', true), '')::uuid, access_today()) AS given
        WHERE given.role = 'administrator'
      ) THEN string_to_array(current_setting('app.view_roles', true), ',')
      ELSE '{}'::text[]
    END;
  END;
COMMENT ON FUNCTION access_viewed_roles() IS 'The roles that an administrator looks with, in a transaction that only reads';

CREATE OR REPLACE FUNCTION access_actor_roles() RETURNS text[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN coalesce(current_setting('app.view_roles', true), '') <> '' THEN access_viewed_roles()
      WHEN coalesce(current_setting('app.roles', true), '') <> '' THEN string_to_array(current_setting('app.roles', true), ',')
      ELSE access_granted_roles()
    END;
  END;
