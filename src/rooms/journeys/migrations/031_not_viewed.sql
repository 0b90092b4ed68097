-- Who looks at the platform as somebody else sees no hand-over: those are data of people.
CREATE OR REPLACE FUNCTION journeys_actor_organisation() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who belongs to no organisation or has no role that hands over sees no hand-over.
    SELECT CASE
      WHEN NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager', 'municipality']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
