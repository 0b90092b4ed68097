-- Which roles the actor has is asked for by day: grants begin and end.
CREATE OR REPLACE FUNCTION council_actor_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'dataProtection']);
  END;

CREATE OR REPLACE FUNCTION council_actor_edits() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['coordinator', 'lead']);
  END;
