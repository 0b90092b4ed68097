-- The third lock of what 060 adds: both sides see and write it, each in its own name; who came by a link with its PIN books and
-- confirms the appointment as the receiver.

ALTER TABLE handover_appointment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE journey_step_correction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_after ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_told ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY handover_appointment_read ON handover_appointment FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system()) OR handover_id = (SELECT journeys_visited()) OR journeys_takes_part(handover_id)
);
CREATE POLICY handover_appointment_add ON handover_appointment FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND organisation_id IN ((SELECT journeys_actor_organisation()), (SELECT journeys_actor_receives()))
    AND journeys_takes_part(handover_id)
  )
  OR (
    handover_id = (SELECT journeys_visited()) AND organisation_id = (SELECT journeys_visited_as()) AND booked_by IS NULL
  )
);
CREATE POLICY handover_appointment_settle ON handover_appointment FOR UPDATE TO {{app}} USING (
  state = 'booked'
  AND (
    (SELECT journeys_actor_is_system()) OR handover_id = (SELECT journeys_visited()) OR journeys_takes_part(handover_id)
  )
) WITH CHECK (
  (SELECT journeys_actor_is_system()) OR handover_id = (SELECT journeys_visited()) OR journeys_takes_part(handover_id)
);

-- A correction is seen wherever the step is: whoever derives the state of a hand-over needs it.
CREATE POLICY journey_step_correction_read ON journey_step_correction FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR EXISTS (SELECT FROM handover WHERE handover.id = journey_step_correction.handover_id)
);
CREATE POLICY journey_step_correction_add ON journey_step_correction FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND organisation_id IN ((SELECT journeys_actor_organisation()), (SELECT journeys_actor_receives()))
    AND journeys_takes_part(handover_id)
  )
);

CREATE POLICY handover_after_read ON handover_after FOR SELECT TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id));
CREATE POLICY handover_after_add ON handover_after FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND organisation_id IN ((SELECT journeys_actor_organisation()), (SELECT journeys_actor_receives()))
    AND journeys_takes_part(handover_id)
  )
);

CREATE POLICY handover_told_read ON handover_told FOR SELECT TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id));
CREATE POLICY handover_told_add ON handover_told FOR INSERT TO {{app}} WITH CHECK ((SELECT journeys_actor_is_system()));

GRANT SELECT, INSERT ON handover_appointment, journey_step_correction, handover_after, handover_told TO {{app}};
GRANT UPDATE (state, settled_by, settled_at) ON handover_appointment TO {{app}};
GRANT UPDATE (mailed_at, mailed_to) ON outside_link TO {{app}};
