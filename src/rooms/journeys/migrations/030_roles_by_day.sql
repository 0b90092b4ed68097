-- Which roles the actor has is asked for by day: grants begin and end.
CREATE OR REPLACE FUNCTION journeys_actor_organisation() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who belongs to no organisation or has no role that hands over sees no hand-over.
    SELECT CASE
      WHEN access_actor_roles() && ARRAY['caseManager', 'municipality']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;

CREATE OR REPLACE FUNCTION journeys_actor_declares() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['administrator', 'coordinator']);
  END;
