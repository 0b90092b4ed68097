-- The third lock. Staff and providers read the directory; who coordinates keeps all of it, towns, partners and case
-- management keep what their own organisation provides. Nobody deletes an offer.

CREATE FUNCTION offers_actor_reads() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(
      ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'intake', 'partner', 'dataProtection']
    );
  END;
COMMENT ON FUNCTION offers_actor_reads() IS 'The right offers.read';

CREATE FUNCTION offers_actor_keeps_all() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT NOT access_actor_views() AND access_actor_has(ARRAY['coordinator']);
  END;
COMMENT ON FUNCTION offers_actor_keeps_all() IS 'The right offers.keep-all';

CREATE FUNCTION offers_actor_organisation() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who acts for no organisation keeps no offer.
    SELECT CASE
      WHEN NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager', 'municipality', 'partner']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION offers_actor_organisation() IS 'The organisation whose offers the actor keeps';

ALTER TABLE offer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_municipality ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_state ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_count ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY offer_read ON offer FOR SELECT TO {{app}} USING ((SELECT offers_actor_reads()));
CREATE POLICY offer_municipality_read ON offer_municipality FOR SELECT TO {{app}} USING ((SELECT offers_actor_reads()));
CREATE POLICY offer_state_read ON offer_state FOR SELECT TO {{app}} USING ((SELECT offers_actor_reads()));
CREATE POLICY offer_count_read ON offer_count FOR SELECT TO {{app}} USING ((SELECT offers_actor_reads()));
CREATE POLICY offer_change_read ON offer_change FOR SELECT TO {{app}} USING ((SELECT offers_actor_reads()));
CREATE POLICY offer_word_read ON offer_word FOR SELECT TO {{app}} USING ((SELECT offers_actor_reads()));

CREATE POLICY offer_add ON offer FOR INSERT TO {{app}}
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR organisation_id = (SELECT offers_actor_organisation()));
CREATE POLICY offer_keep ON offer FOR UPDATE TO {{app}}
  USING ((SELECT offers_actor_keeps_all()) OR organisation_id = (SELECT offers_actor_organisation()))
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR organisation_id = (SELECT offers_actor_organisation()));

CREATE POLICY offer_municipality_add ON offer_municipality FOR INSERT TO {{app}}
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = offer_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));
CREATE POLICY offer_municipality_remove ON offer_municipality FOR DELETE TO {{app}}
  USING ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = offer_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));
CREATE POLICY offer_state_add ON offer_state FOR INSERT TO {{app}}
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = offer_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));
CREATE POLICY offer_count_add ON offer_count FOR INSERT TO {{app}}
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = offer_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));
CREATE POLICY offer_change_add ON offer_change FOR INSERT TO {{app}}
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = subject_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));
CREATE POLICY offer_word_add ON offer_word FOR INSERT TO {{app}}
  WITH CHECK ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = subject_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));
CREATE POLICY offer_word_remove ON offer_word FOR DELETE TO {{app}}
  USING ((SELECT offers_actor_keeps_all()) OR EXISTS (
    SELECT FROM offer WHERE offer.id = subject_id AND offer.organisation_id = (SELECT offers_actor_organisation())
  ));

-- Ids and the mark of simulated offers are never changed: no grant names them.
GRANT SELECT, INSERT ON offer, offer_municipality, offer_state, offer_count, offer_change, offer_word TO {{app}};
GRANT UPDATE (
  name, summary, description, topic, organisation_id, site_id, municipality_id, district_wide, languages, target_groups,
  booking, cost, cost_note, times_note, accessibility_note, contact_office, phone, email, homepage, state, state_since,
  capacity, free_places, waiting, expected_wait_days, checked_on, version, changed_at, changed_by
) ON offer TO {{app}};
GRANT DELETE ON offer_municipality, offer_word TO {{app}};

-- What the view of 003_offers.publish.sql reads.
GRANT SELECT ON offer, offer_municipality TO {{publish}};
CREATE POLICY offer_publish ON offer FOR SELECT TO {{publish}} USING (true);
CREATE POLICY offer_municipality_publish ON offer_municipality FOR SELECT TO {{publish}} USING (true);
