-- Members of the steering group read the directory.
CREATE OR REPLACE FUNCTION offers_actor_reads() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(
      ARRAY[
        'administrator', 'coordinator', 'lead', 'steering', 'caseManager', 'municipality', 'intake', 'partner',
        'dataProtection'
      ]
    );
  END;
