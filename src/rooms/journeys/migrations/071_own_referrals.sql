-- The immigration office sees what it referred itself, and nothing else that its organisation gave: whoever is given that role
-- where case management works does not read what case management hands over. Referrals that were loaded say no kind; none
-- comes from a file.
DROP POLICY handover_read ON handover;
CREATE POLICY handover_read ON handover FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR from_organisation_id = (SELECT journeys_actor_organisation())
  OR (
    to_organisation_id = (SELECT journeys_actor_receives())
    AND (offered_on IS NOT NULL OR state NOT IN ('prepared', 'withdrawn'))
  )
  OR (
    from_organisation_id = (SELECT journeys_actor_refers())
    AND coalesce(kind, 'inquiryFromAuthority') = 'inquiryFromAuthority' AND origin_id IS NULL
  )
);
DROP POLICY handover_change ON handover;
CREATE POLICY handover_change ON handover FOR UPDATE TO {{app}}
  USING (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_receives())
    OR (from_organisation_id = (SELECT journeys_actor_refers()) AND coalesce(kind, 'inquiryFromAuthority') = 'inquiryFromAuthority')
  )
  WITH CHECK (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_receives())
    OR (from_organisation_id = (SELECT journeys_actor_refers()) AND coalesce(kind, 'inquiryFromAuthority') = 'inquiryFromAuthority')
  );
