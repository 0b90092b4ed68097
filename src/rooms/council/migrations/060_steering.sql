-- Members of the steering group read what staff read of papers and resolutions.
CREATE OR REPLACE FUNCTION council_actor_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(
      ARRAY['administrator', 'coordinator', 'lead', 'steering', 'caseManager', 'municipality', 'dataProtection']
    );
  END;
