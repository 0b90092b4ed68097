-- Members of the steering group read what staff read of the network: bodies that do not meet in public, their meetings,
-- internal contacts. The register asks the same function.
CREATE OR REPLACE FUNCTION network_actor_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(
      ARRAY['administrator', 'coordinator', 'lead', 'steering', 'caseManager', 'municipality', 'dataProtection']
    );
  END;
