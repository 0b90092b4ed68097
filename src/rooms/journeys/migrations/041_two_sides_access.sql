-- The third lock of the two-sided life. Both sides see the hand-over and its steps; what was shared is seen by each side in
-- its own copy, by the receiver only as long as it may read, by the giver until the after-state ends. The immigration office
-- refers and sees the hand-over with its steps, never contents or messages. Who looks as somebody else sees none of it.

CREATE FUNCTION journeys_actor_receives() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager', 'municipality', 'intake']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION journeys_actor_receives() IS 'The organisation for which the actor takes hand-overs; null for all others';

CREATE FUNCTION journeys_actor_refers() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN NOT access_actor_views() AND access_actor_roles() && ARRAY['immigrationOffice']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION journeys_actor_refers() IS 'The immigration or naturalisation office that the actor refers for; null for all others';

CREATE FUNCTION journeys_actor_oversees() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['coordinator', 'lead']);
  END;
COMMENT ON FUNCTION journeys_actor_oversees() IS 'The right journeys.follow-escalations: that a hand-over waits too long, and between whom';

-- Asked by the policies below with the asking role's own rights: as functions, because policies that open each other cost
-- every query (docs/decisions/policies-ask-functions.md).
CREATE FUNCTION journeys_gives(handover uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM handover AS given
      WHERE given.id = handover AND given.from_organisation_id IN (journeys_actor_organisation(), journeys_actor_refers())
    );
  END;
COMMENT ON FUNCTION journeys_gives(uuid) IS 'True for the giving side of a hand-over, the immigration office included';

CREATE FUNCTION journeys_takes_part(handover uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM handover AS taken
      WHERE taken.id = handover
        AND (
          taken.from_organisation_id = journeys_actor_organisation()
          OR taken.to_organisation_id = journeys_actor_receives()
        )
    );
  END;
COMMENT ON FUNCTION journeys_takes_part(uuid) IS 'True for both sides of a hand-over, without the immigration office';

CREATE FUNCTION journeys_reads_content(handover uuid, side text) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM handover AS shared
      WHERE shared.id = handover
        AND CASE side
          WHEN 'receiver' THEN shared.to_organisation_id = journeys_actor_receives()
            AND shared.state NOT IN ('prepared', 'declined', 'withdrawn')
            AND coalesce(shared.reads_until >= access_today(), true)
            AND NOT (coalesce(shared.reads_to_first, false) AND shared.first_on IS NOT NULL)
          ELSE shared.from_organisation_id = journeys_actor_organisation()
            AND (shared.ended_on IS NULL OR coalesce(shared.after_until >= access_today(), true))
        END
    );
  END;
COMMENT ON FUNCTION journeys_reads_content(uuid, text) IS 'Whether the actor may read this copy of what was shared today';

DROP POLICY handover_read ON handover;
CREATE POLICY handover_read ON handover FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR from_organisation_id = (SELECT journeys_actor_organisation())
  OR to_organisation_id = (SELECT journeys_actor_receives())
  OR from_organisation_id = (SELECT journeys_actor_refers())
);
DROP POLICY handover_add ON handover;
CREATE POLICY handover_add ON handover FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND (
      from_organisation_id = (SELECT journeys_actor_organisation())
      OR (from_organisation_id = (SELECT journeys_actor_refers()) AND kind = 'inquiryFromAuthority')
    )
  )
);
DROP POLICY handover_change ON handover;
CREATE POLICY handover_change ON handover FOR UPDATE TO {{app}}
  USING (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_receives())
    OR from_organisation_id = (SELECT journeys_actor_refers())
  )
  WITH CHECK (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_receives())
    OR from_organisation_id = (SELECT journeys_actor_refers())
  );
GRANT UPDATE (reply_by, assigned_to, receiving_case_id, outcome, after_until, after_norm) ON handover TO {{app}};

-- A step is seen with its hand-over; a milestone by those who hand over for the controller that recorded it.
DROP POLICY journey_step_read ON journey_step;
CREATE POLICY journey_step_read ON journey_step FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR EXISTS (SELECT FROM handover WHERE handover.id = journey_step.handover_id)
  OR (
    handover_id IS NULL
    AND controller_id = (SELECT journeys_actor_controller() WHERE journeys_actor_organisation() IS NOT NULL)
  )
);
DROP POLICY journey_step_add ON journey_step;
CREATE POLICY journey_step_add ON journey_step FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND (
      (
        organisation_id IN (
          (SELECT journeys_actor_organisation()), (SELECT journeys_actor_receives()), (SELECT journeys_actor_refers())
        )
        AND EXISTS (SELECT FROM handover WHERE handover.id = journey_step.handover_id)
      )
      OR (handover_id IS NULL AND organisation_id = (SELECT journeys_actor_organisation()))
    )
  )
);

ALTER TABLE handover_content ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_message ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_assignment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_jurisdiction_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE handover_reminder ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY handover_content_read ON handover_content FOR SELECT TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_reads_content(handover_id, side));
CREATE POLICY handover_content_add ON handover_content FOR INSERT TO {{app}}
  WITH CHECK ((SELECT journeys_actor_is_system()) OR journeys_gives(handover_id));
CREATE POLICY handover_document_read ON handover_document FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR journeys_reads_content(handover_id, 'receiver')
  OR journeys_reads_content(handover_id, 'sender')
);
CREATE POLICY handover_document_add ON handover_document FOR INSERT TO {{app}}
  WITH CHECK ((SELECT journeys_actor_is_system()) OR journeys_gives(handover_id));

CREATE POLICY handover_message_read ON handover_message FOR SELECT TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id));
CREATE POLICY handover_message_add ON handover_message FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND organisation_id IN ((SELECT journeys_actor_organisation()), (SELECT journeys_actor_receives()))
    AND journeys_takes_part(handover_id)
  )
);

-- Who of the receiving team has it concerns the receiving side; the giving side may know whom to ask.
CREATE POLICY handover_assignment_read ON handover_assignment FOR SELECT TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id));
CREATE POLICY handover_assignment_add ON handover_assignment FOR INSERT TO {{app}} WITH CHECK (
  (SELECT journeys_actor_is_system())
  OR (
    controller_id = (SELECT journeys_actor_controller())
    AND organisation_id = (SELECT journeys_actor_receives())
    AND journeys_takes_part(handover_id)
  )
);

CREATE POLICY handover_jurisdiction_change_read ON handover_jurisdiction_change FOR SELECT TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id));
CREATE POLICY handover_jurisdiction_change_add ON handover_jurisdiction_change FOR INSERT TO {{app}}
  WITH CHECK ((SELECT journeys_actor_is_system()) OR journeys_gives(handover_id));
CREATE POLICY handover_jurisdiction_change_acknowledge ON handover_jurisdiction_change FOR UPDATE TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id))
  WITH CHECK ((SELECT journeys_actor_is_system()) OR journeys_takes_part(handover_id));

CREATE POLICY handover_reminder_read ON handover_reminder FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR from_organisation_id = (SELECT journeys_actor_organisation())
  OR to_organisation_id = (SELECT journeys_actor_receives())
  OR (stage = 'escalation' AND (SELECT journeys_actor_oversees()))
);
CREATE POLICY handover_reminder_add ON handover_reminder FOR INSERT TO {{app}} WITH CHECK ((SELECT journeys_actor_is_system()));
CREATE POLICY handover_reminder_settle ON handover_reminder FOR UPDATE TO {{app}}
  USING (
    (SELECT journeys_actor_is_system())
    OR from_organisation_id = (SELECT journeys_actor_organisation())
    OR to_organisation_id = (SELECT journeys_actor_receives())
    OR from_organisation_id = (SELECT journeys_actor_refers())
  );

GRANT SELECT, INSERT ON handover_content, handover_document, handover_message, handover_assignment,
  handover_jurisdiction_change, handover_reminder TO {{app}};
GRANT UPDATE (acknowledged_on, acknowledged_by) ON handover_jurisdiction_change TO {{app}};
GRANT UPDATE (settled_on) ON handover_reminder TO {{app}};
