-- Whom a telling concerns is taken off when the person is erased, by the program alone: the recipient updates the same row to
-- say that it was read, and a grant on columns does not tell who asks. A function, because a policy that reads its own table
-- goes round in circles.

CREATE FUNCTION people_telling_stays(telling uuid, person uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM person_telling AS stored
      WHERE stored.id = people_telling_stays.telling AND stored.person_id IS NOT DISTINCT FROM people_telling_stays.person
    );
  END;
COMMENT ON FUNCTION people_telling_stays(uuid, uuid) IS 'Whether a telling goes on concerning the same person: the row as it was before the statement is asked';

CREATE POLICY person_telling_stays ON person_telling AS RESTRICTIVE FOR UPDATE TO {{app}}
  USING (true)
  WITH CHECK ((SELECT people_actor_is_system()) OR people_telling_stays(id, person_id));
