-- The third lock. Coordination and lead hold a conference; the steering group reads it. Who has the code adds cards and
-- reads nothing of them; clusters are shown to everybody while they vote, points after that. A browser reads its own ballot.

CREATE FUNCTION steering_conference_is(conference uuid, states text[]) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM conference AS held WHERE held.id = conference AND held.state = ANY (states));
  END;
COMMENT ON FUNCTION steering_conference_is(uuid, text[]) IS 'Whether a conference that the actor may see is in one of these states';

CREATE FUNCTION steering_conference_takes_cards(conference uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM conference AS held
      WHERE held.id = conference AND held.state = 'collecting' AND access_today() BETWEEN held.held_on AND held.held_on + 1
    );
  END;
COMMENT ON FUNCTION steering_conference_takes_cards(uuid) IS 'Whether guests may add cards: while it collects, on its day and the day after';

CREATE FUNCTION steering_actor_is_guest() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') IN ('public', 'link');
  END;
COMMENT ON FUNCTION steering_actor_is_guest() IS 'True for whoever is not signed in';

CREATE FUNCTION steering_device() RETURNS text
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE WHEN current_setting('app.actor', true) = 'link' THEN current_setting('app.link', true) END;
  END;
COMMENT ON FUNCTION steering_device() IS 'The browser that votes, as the hash of its secret in hexadecimal; null for all others';

ALTER TABLE conference ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE conference_cluster ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE conference_card ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE conference_ballot ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE conference_finding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY conference_read ON conference FOR SELECT TO {{app}}
  USING ((SELECT steering_actor_reads()) OR state <> 'finished' AND (SELECT steering_actor_is_guest()));
CREATE POLICY conference_add ON conference FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY conference_step ON conference FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));

CREATE POLICY conference_cluster_read ON conference_cluster FOR SELECT TO {{app}} USING (
  (SELECT steering_actor_reads())
  OR (SELECT steering_actor_is_guest())
    AND EXISTS (SELECT FROM conference WHERE conference.id = conference_cluster.conference_id AND conference.state IN ('voting', 'result'))
);
CREATE POLICY conference_cluster_add ON conference_cluster FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY conference_cluster_change ON conference_cluster FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY conference_cluster_remove ON conference_cluster FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

CREATE POLICY conference_card_read ON conference_card FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY conference_card_add ON conference_card FOR INSERT TO {{app}} WITH CHECK (
  cluster_id IS NULL AND (
    (SELECT steering_actor_is_guest()) AND steering_conference_takes_cards(conference_id)
    OR (SELECT steering_actor_prepares()) AND steering_conference_is(conference_id, ARRAY['collecting'])
  )
);
CREATE POLICY conference_card_sort ON conference_card FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY conference_card_remove ON conference_card FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

CREATE POLICY conference_ballot_read ON conference_ballot FOR SELECT TO {{app}} USING (
  (SELECT steering_actor_prepares()) OR encode(device, 'hex') = (SELECT steering_device())
);
CREATE POLICY conference_ballot_vote ON conference_ballot FOR INSERT TO {{app}} WITH CHECK (
  encode(device, 'hex') = (SELECT steering_device()) AND steering_conference_is(conference_id, ARRAY['voting'])
);
CREATE POLICY conference_ballot_again ON conference_ballot FOR UPDATE TO {{app}}
  USING (encode(device, 'hex') = (SELECT steering_device()) AND steering_conference_is(conference_id, ARRAY['voting']))
  WITH CHECK (encode(device, 'hex') = (SELECT steering_device()) AND steering_conference_is(conference_id, ARRAY['voting']));
CREATE POLICY conference_ballot_remove ON conference_ballot FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

CREATE POLICY conference_finding_read ON conference_finding FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY conference_finding_add ON conference_finding FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));

GRANT SELECT, INSERT ON conference, conference_finding TO {{app}};
GRANT UPDATE (state, version, changed_at, changed_by) ON conference TO {{app}};
GRANT SELECT, INSERT, DELETE ON conference_cluster, conference_card, conference_ballot TO {{app}};
GRANT UPDATE (title, hurdle, interface_id, points, topic_id) ON conference_cluster TO {{app}};
GRANT UPDATE (cluster_id) ON conference_card TO {{app}};
GRANT UPDATE (given) ON conference_ballot TO {{app}};
