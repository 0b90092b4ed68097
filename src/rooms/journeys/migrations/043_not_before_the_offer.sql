-- What is still being prepared, or was given up before it was offered, concerns the giving side alone.
DROP POLICY handover_read ON handover;
CREATE POLICY handover_read ON handover FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR from_organisation_id = (SELECT journeys_actor_organisation())
  OR (
    to_organisation_id = (SELECT journeys_actor_receives())
    AND (offered_on IS NOT NULL OR state NOT IN ('prepared', 'withdrawn'))
  )
  OR from_organisation_id = (SELECT journeys_actor_refers())
);
