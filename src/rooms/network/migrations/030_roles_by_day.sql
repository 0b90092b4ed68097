-- Which roles the actor has is asked for by day: grants begin and end.
CREATE OR REPLACE FUNCTION network_actor_has(sought text[]) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(sought);
  END;
