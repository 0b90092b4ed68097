-- The third lock for those without an account. A transaction that came by a link carries the hash of one secret:
--   the token alone      sees the row of its link, which names the two organisations and the day, and nothing of the hand-over;
--   token and browser    once the PIN was right: the one hand-over that the link is for, as its receiver;
--   a person's code      the hand-overs of this person with their steps, never contents or messages.

CREATE FUNCTION journeys_link_hash() RETURNS bytea
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN current_setting('app.actor', true) = 'link'
      THEN decode(coalesce(current_setting('app.link', true), ''), 'hex')
    END;
  END;
COMMENT ON FUNCTION journeys_link_hash() IS 'Hash of the secret that somebody without an account came with; null for all others';

CREATE FUNCTION journeys_visited_link() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT outside_visit.link_id FROM outside_visit WHERE outside_visit.hash = journeys_link_hash();
  END;
COMMENT ON FUNCTION journeys_visited_link() IS 'The link that was opened with its PIN in this browser';

-- One direction: visit, link, hand-over. No policy below asks a table that asks back.
CREATE FUNCTION journeys_outside_link() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT outside_link.id FROM outside_link WHERE outside_link.hash = journeys_link_hash();
  END;
COMMENT ON FUNCTION journeys_outside_link() IS 'The link whose token somebody came with, before its PIN';

CREATE FUNCTION journeys_visited() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT outside_link.handover_id FROM outside_link
    WHERE outside_link.id = journeys_visited_link()
      AND outside_link.ended_at IS NULL AND outside_link.lasts_until >= access_today();
  END;
COMMENT ON FUNCTION journeys_visited() IS 'The hand-over that a link opened with its PIN is for, as long as the link lasts';

CREATE FUNCTION journeys_visited_as() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT outside_link.addressed_id FROM outside_link WHERE outside_link.id = journeys_visited_link();
  END;
COMMENT ON FUNCTION journeys_visited_as() IS 'The organisation that a link opened with its PIN was made for';

CREATE FUNCTION journeys_code_person() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT journey_code.person_key FROM journey_code
    WHERE journey_code.hash = journeys_link_hash()
      AND journey_code.revoked_at IS NULL AND journey_code.valid_until >= access_today();
  END;
COMMENT ON FUNCTION journeys_code_person() IS 'The pseudonym whose code somebody came with, while the code holds';

CREATE FUNCTION journeys_outside_reads(handover uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT handover = journeys_visited() AND EXISTS (
      SELECT FROM handover AS shared
      WHERE shared.id = handover
        AND shared.state NOT IN ('prepared', 'declined', 'withdrawn')
        AND coalesce(shared.reads_until >= access_today(), true)
        AND NOT (coalesce(shared.reads_to_first, false) AND shared.first_on IS NOT NULL)
    );
  END;
COMMENT ON FUNCTION journeys_outside_reads(uuid) IS 'Whether who came by a link may read today what was shared: the rule of journeys_reads_content for the receiver';

CREATE FUNCTION journeys_gave_person(person uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM handover AS given
      WHERE given.person_key = person AND given.from_organisation_id = journeys_actor_organisation()
    );
  END;
COMMENT ON FUNCTION journeys_gave_person(uuid) IS 'True for an organisation that has handed over whom this pseudonym stands for';

CREATE FUNCTION journeys_actor_releases() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system'
      OR (NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager', 'coordinator']);
  END;
COMMENT ON FUNCTION journeys_actor_releases() IS 'Who reads what was reported without a name, before anybody else does';

ALTER TABLE outside_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE outside_visit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE journey_code ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE reported_hurdle ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY outside_visit_read ON outside_visit FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system()) OR hash = (SELECT journeys_link_hash())
);
CREATE POLICY outside_visit_add ON outside_visit FOR INSERT TO {{app}}
  WITH CHECK (link_id = (SELECT journeys_outside_link()));
CREATE POLICY outside_visit_remove ON outside_visit FOR DELETE TO {{app}}
  USING ((SELECT journeys_actor_is_system()) OR hash = (SELECT journeys_link_hash()));

CREATE POLICY outside_link_read ON outside_link FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR organisation_id = (SELECT journeys_actor_organisation())
  OR hash = (SELECT journeys_link_hash())
  OR id = (SELECT journeys_visited_link())
);
CREATE POLICY outside_link_add ON outside_link FOR INSERT TO {{app}} WITH CHECK (
  organisation_id = (SELECT journeys_actor_organisation())
  AND controller_id = (SELECT journeys_actor_controller())
  AND journeys_gives(handover_id)
);
CREATE POLICY outside_link_change ON outside_link FOR UPDATE TO {{app}} USING (
  organisation_id = (SELECT journeys_actor_organisation())
  OR hash = (SELECT journeys_link_hash())
  OR id = (SELECT journeys_visited_link())
);

CREATE POLICY journey_code_read ON journey_code FOR SELECT TO {{app}} USING (
  (SELECT journeys_actor_is_system())
  OR organisation_id = (SELECT journeys_actor_organisation())
  OR hash = (SELECT journeys_link_hash())
);
CREATE POLICY journey_code_add ON journey_code FOR INSERT TO {{app}} WITH CHECK (
  organisation_id = (SELECT journeys_actor_organisation())
  AND controller_id = (SELECT journeys_actor_controller())
  AND journeys_gave_person(person_key)
);
CREATE POLICY journey_code_revoke ON journey_code FOR UPDATE TO {{app}}
  USING (organisation_id = (SELECT journeys_actor_organisation()) AND revoked_at IS NULL)
  WITH CHECK (organisation_id = (SELECT journeys_actor_organisation()) AND revoked_at IS NOT NULL);

-- Who reports reads nothing back.
CREATE POLICY reported_hurdle_add ON reported_hurdle FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) IN ('public', 'system') AND state = 'waiting');
CREATE POLICY reported_hurdle_read ON reported_hurdle FOR SELECT TO {{app}} USING ((SELECT journeys_actor_releases()));
CREATE POLICY reported_hurdle_decide ON reported_hurdle FOR UPDATE TO {{app}}
  USING ((SELECT journeys_actor_releases()) AND state = 'waiting') WITH CHECK ((SELECT journeys_actor_releases()));

-- What a link and a code open of the hand-overs.
CREATE POLICY handover_visit ON handover FOR SELECT TO {{app}} USING (
  (id = (SELECT journeys_visited()) AND to_organisation_id = (SELECT journeys_visited_as()))
  OR person_key = (SELECT journeys_code_person())
);
CREATE POLICY handover_answer ON handover FOR UPDATE TO {{app}}
  USING (id = (SELECT journeys_visited()) AND to_organisation_id = (SELECT journeys_visited_as()))
  WITH CHECK (id = (SELECT journeys_visited()));
CREATE POLICY journey_step_answer ON journey_step FOR INSERT TO {{app}} WITH CHECK (
  handover_id = (SELECT journeys_visited())
  AND organisation_id = (SELECT journeys_visited_as())
  AND source = 'both' AND recorded_by IS NULL
  AND kind IN ('askedBack', 'accepted', 'declined', 'firstAppointment')
);
CREATE POLICY handover_content_visit ON handover_content FOR SELECT TO {{app}}
  USING (handover_id = (SELECT journeys_visited()) AND side = 'receiver' AND journeys_outside_reads(handover_id));
CREATE POLICY handover_document_visit ON handover_document FOR SELECT TO {{app}}
  USING (handover_id = (SELECT journeys_visited()) AND journeys_outside_reads(handover_id));
CREATE POLICY handover_message_visit ON handover_message FOR SELECT TO {{app}}
  USING (handover_id = (SELECT journeys_visited()));
CREATE POLICY handover_message_answer ON handover_message FOR INSERT TO {{app}} WITH CHECK (
  handover_id = (SELECT journeys_visited()) AND organisation_id = (SELECT journeys_visited_as()) AND author_id IS NULL
);
CREATE POLICY handover_reminder_visit ON handover_reminder FOR SELECT TO {{app}}
  USING (handover_id = (SELECT journeys_visited()));
CREATE POLICY handover_reminder_answer ON handover_reminder FOR UPDATE TO {{app}}
  USING (handover_id = (SELECT journeys_visited()));
CREATE POLICY handover_jurisdiction_change_visit ON handover_jurisdiction_change FOR SELECT TO {{app}}
  USING (handover_id = (SELECT journeys_visited()));
CREATE POLICY handover_jurisdiction_change_answer ON handover_jurisdiction_change FOR UPDATE TO {{app}}
  USING (handover_id = (SELECT journeys_visited())) WITH CHECK (acknowledged_by IS NULL);

GRANT SELECT, INSERT ON outside_link, outside_visit, journey_code, reported_hurdle TO {{app}};
GRANT DELETE ON outside_visit TO {{app}};
GRANT UPDATE (tries, lasts_until, ended_at, ended_why, answered_at, answered_kind, answered_label) ON outside_link TO {{app}};
GRANT UPDATE (revoked_at) ON journey_code TO {{app}};
GRANT UPDATE (state, decided_at, decided_by, body) ON reported_hurdle TO {{app}};
