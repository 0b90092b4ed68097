-- Which roles the actor has is asked for by day: grants begin and end.
CREATE OR REPLACE FUNCTION stored_file_reader_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'dataProtection']);
  END;
