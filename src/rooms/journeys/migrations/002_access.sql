-- The third lock. A hand-over is seen by those who hand over at its giving or receiving organisation, and by nobody else:
-- coordination works with figures, which insight releases. The roles are those of access.ts.

-- Bound to this schema's tables when they are made, so no search path can turn them to others.
CREATE FUNCTION journeys_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION journeys_actor_is_system() IS 'True for the program itself: loading, jobs';

CREATE FUNCTION journeys_actor_organisation() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who belongs to no organisation or has no role that hands over sees no hand-over.
    SELECT CASE
      WHEN EXISTS (
        SELECT FROM membership
        WHERE membership.id::text = current_setting('app.user_id', true)
          AND membership.roles && ARRAY['caseManager', 'municipality']
      )
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION journeys_actor_organisation() IS 'The organisation for which the actor hands over; null for all others';

CREATE FUNCTION journeys_actor_controller() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT nullif(current_setting('app.controller_id', true), '')::uuid;
  END;
COMMENT ON FUNCTION journeys_actor_controller() IS 'The controller for whose data the actor works';

CREATE FUNCTION journeys_actor_declares() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT journeys_actor_is_system()
      OR EXISTS (
        SELECT FROM membership
        WHERE membership.id::text = current_setting('app.user_id', true)
          AND membership.roles && ARRAY['administrator', 'coordinator']
      );
  END;
COMMENT ON FUNCTION journeys_actor_declares() IS 'The right journeys.declare-pathway';

ALTER TABLE pathway ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE pathway_milestone ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE journey_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY pathway_read ON pathway FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY pathway_add ON pathway FOR INSERT TO {{app}} WITH CHECK ((SELECT journeys_actor_declares()));
CREATE POLICY pathway_milestone_read ON pathway_milestone FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY pathway_milestone_add ON pathway_milestone FOR INSERT TO {{app}}
  WITH CHECK ((SELECT journeys_actor_declares()));

CREATE POLICY handover_read ON handover FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR from_organisation_id = (SELECT journeys_actor_organisation())
  OR to_organisation_id = (SELECT journeys_actor_organisation())
);
-- Only the giving side begins a hand-over, and in the name of its own controller.
CREATE POLICY handover_add ON handover FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    from_organisation_id = (SELECT journeys_actor_organisation())
    AND controller_id = (SELECT journeys_actor_controller())
  )
);
CREATE POLICY handover_change ON handover FOR UPDATE TO {{app}}
  USING (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_organisation())
  )
  WITH CHECK (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_organisation())
  );

-- The hand-over is looked up under its own policy.
CREATE POLICY journey_step_read ON journey_step FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR EXISTS (SELECT FROM handover WHERE handover.id = journey_step.handover_id)
);
CREATE POLICY journey_step_add ON journey_step FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    organisation_id = (SELECT journeys_actor_organisation())
    AND controller_id = (SELECT journeys_actor_controller())
    AND EXISTS (SELECT FROM handover WHERE handover.id = journey_step.handover_id)
  )
);

GRANT SELECT, INSERT ON pathway, pathway_milestone, handover, journey_step TO {{app}};
-- Between whom, through what and for whom a hand-over is never changes, nor does the mark of simulated ones.
GRANT UPDATE (state, prepared_on, offered_on, answered_on, first_on, ended_on, last_step_on, last_recorded_at, sides, record_lag_days, reason, version)
  ON handover TO {{app}};

-- What the views of 003_journeys.publish.sql read, and no column more. The person only to number cases anew in each load.
GRANT SELECT (
  id, interface_id, municipality_id, target_group, person_key, target_days, state, prepared_on, offered_on, answered_on,
  first_on, last_step_on, last_recorded_at, sides, record_lag_days, reason, simulated, version
) ON handover TO {{publish}};
CREATE POLICY handover_publish ON handover FOR SELECT TO {{publish}} USING (true);
