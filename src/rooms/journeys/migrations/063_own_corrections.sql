-- A step is taken back by the organisation that recorded it, on its own hand-over: the policy asks for the step that the
-- correction names. Before, whoever took part in one hand-over could have the database take back a step of another.
DROP POLICY journey_step_correction_add ON journey_step_correction;
CREATE POLICY journey_step_correction_add ON journey_step_correction FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND organisation_id IN ((SELECT journeys_actor_organisation()), (SELECT journeys_actor_receives()))
    AND journeys_takes_part(handover_id)
    AND EXISTS (
      SELECT FROM journey_step AS step
      WHERE step.id = journey_step_correction.step_id
        AND step.handover_id = journey_step_correction.handover_id
        AND step.organisation_id = journey_step_correction.organisation_id
    )
  )
);
