-- Who sees and keeps meetings. Members of councils and everybody outside see public meetings of public bodies and the
-- public part of their agendas. Visitors of public pages are also told who there is: offices, places, public bodies.

CREATE FUNCTION network_actor_visits() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') IN ('public', 'link');
  END;
COMMENT ON FUNCTION network_actor_visits() IS 'True for visitors of public pages and for whoever comes by a link: nobody is signed in';

CREATE FUNCTION network_actor_keeps_meetings() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['administrator', 'coordinator', 'lead']);
  END;
COMMENT ON FUNCTION network_actor_keeps_meetings() IS 'The right network.keep-meetings';

CREATE POLICY district_visit ON district FOR SELECT TO {{app}} USING ((SELECT network_actor_visits()));
CREATE POLICY municipality_visit ON municipality FOR SELECT TO {{app}} USING ((SELECT network_actor_visits()));
CREATE POLICY organisation_visit ON organisation FOR SELECT TO {{app}} USING ((SELECT network_actor_visits()));
CREATE POLICY organisation_name_visit ON organisation_name FOR SELECT TO {{app}} USING ((SELECT network_actor_visits()));
CREATE POLICY body_visit ON body FOR SELECT TO {{app}} USING (is_public AND (SELECT network_actor_visits()));

ALTER TABLE legislative_term ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE party_group ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE meeting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE agenda_part ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE agenda_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- What hangs on a record is seen where the record is. Asked by functions, which the planner does not open: policies within
-- policies within policies would be planned anew for every query, also for staff, for whom they are never asked.
CREATE FUNCTION network_body_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM body WHERE body.id = sought);
  END;
COMMENT ON FUNCTION network_body_seen(uuid) IS 'Whether the actor sees this body';

CREATE FUNCTION network_meeting_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM meeting WHERE meeting.id = sought);
  END;
COMMENT ON FUNCTION network_meeting_seen(uuid) IS 'Whether the actor sees this meeting';

CREATE FUNCTION network_item_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM agenda_item WHERE agenda_item.id = sought);
  END;
COMMENT ON FUNCTION network_item_seen(uuid) IS 'Whether the actor sees this item of an agenda';

-- Reading. That a body meets in public is asked again, so that a meeting is not public while its body is not.
CREATE POLICY legislative_term_read ON legislative_term FOR SELECT TO {{app}} USING (
  ((SELECT network_actor_reads()) OR (SELECT network_actor_visits()))
  AND (body_id IS NULL OR network_body_seen(body_id))
);
CREATE POLICY party_group_read ON party_group FOR SELECT TO {{app}}
  USING ((SELECT network_actor_reads()) OR (SELECT network_actor_visits()));
CREATE POLICY meeting_read ON meeting FOR SELECT TO {{app}} USING (
  (SELECT network_actor_is_staff())
  OR (
    is_public
    AND ((SELECT network_actor_reads()) OR (SELECT network_actor_visits()))
    AND EXISTS (SELECT FROM body WHERE body.id = meeting.body_id AND body.is_public)
  )
);
CREATE POLICY agenda_part_read ON agenda_part FOR SELECT TO {{app}} USING (
  (SELECT network_actor_is_staff())
  OR (is_public AND network_meeting_seen(meeting_id))
);
CREATE POLICY agenda_item_read ON agenda_item FOR SELECT TO {{app}} USING (
  (SELECT network_actor_is_staff())
  OR (is_public AND network_meeting_seen(meeting_id))
);

-- Adding and changing.
CREATE POLICY legislative_term_add ON legislative_term FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY party_group_add ON party_group FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY meeting_add ON meeting FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY agenda_part_add ON agenda_part FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY agenda_item_add ON agenda_item FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY legislative_term_change ON legislative_term FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_keeps_meetings())) WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY party_group_change ON party_group FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_keeps_meetings())) WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY meeting_change ON meeting FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_keeps_meetings())) WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY agenda_part_change ON agenda_part FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_keeps_meetings())) WITH CHECK ((SELECT network_actor_keeps_meetings()));
CREATE POLICY agenda_item_change ON agenda_item FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_keeps_meetings())) WITH CHECK ((SELECT network_actor_keeps_meetings()));

-- An item that was put on the agenda by mistake goes while nobody has been invited; afterwards it is withdrawn.
CREATE POLICY agenda_item_remove ON agenda_item FOR DELETE TO {{app}} USING (
  (SELECT network_actor_keeps_meetings())
  AND EXISTS (SELECT FROM meeting WHERE meeting.id = agenda_item.meeting_id AND meeting.state = 'scheduled')
);

-- A meeting keeps its body, an item its meeting and its part: what was public never becomes non-public in the same row.
GRANT SELECT, INSERT ON legislative_term, party_group, meeting, agenda_part, agenda_item TO {{app}};
GRANT UPDATE (name, starts_on, ends_on, version, changed_at, changed_by) ON legislative_term TO {{app}};
GRANT UPDATE (name, short_name, starts_on, ends_on, version, changed_at, changed_by) ON party_group TO {{app}};
GRANT UPDATE (number, held_on, starts_at, ends_at, place, state, cancelled_on, cancelled_reason, replaced_by, is_public, address, version, changed_at, changed_by)
  ON meeting TO {{app}};
GRANT UPDATE (version, changed_at, changed_by) ON agenda_part TO {{app}};
GRANT UPDATE (position, number, title, withdrawn, changed_at) ON agenda_item TO {{app}};
GRANT DELETE ON agenda_item TO {{app}};
