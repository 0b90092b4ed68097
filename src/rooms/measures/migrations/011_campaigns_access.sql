-- The third lock of status campaigns. The lead and the coordination run them; the municipality sees and answers what its own
-- organisation is asked; who came by a link sees the one request that the link belongs to, as long as it is not revoked;
-- other staff read campaigns and approved reports; members of councils and the public read only what was published.

CREATE FUNCTION campaign_actor_runs() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['coordinator', 'lead']);
  END;
COMMENT ON FUNCTION campaign_actor_runs() IS 'Who runs campaigns and sees every answer: the coordination, the lead, the system';

CREATE FUNCTION campaign_actor_approves() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['lead']);
  END;
COMMENT ON FUNCTION campaign_actor_approves() IS 'The right measures.approve';

CREATE FUNCTION campaign_actor_oversees() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'dataProtection']);
  END;
COMMENT ON FUNCTION campaign_actor_oversees() IS 'Who sees how far every unit is: staff, but not the municipality role';

-- An organisation and the one that answers for its data: the social office of a town answers for its town.
CREATE FUNCTION campaign_actor_answers_for(organisation uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['municipality'])
      AND current_setting('app.actor', true) = 'user'
      AND organisation::text IN (current_setting('app.organisation_id', true), current_setting('app.controller_id', true));
  END;
COMMENT ON FUNCTION campaign_actor_answers_for(uuid) IS 'The municipality role of this organisation';

-- Of the link table a link sees its own row only, so nothing is needed here but the table itself.
CREATE FUNCTION campaign_request_of_link() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT campaign_link.request_id FROM campaign_link
    WHERE current_setting('app.actor', true) = 'link'
      AND campaign_link.hash = decode(coalesce(current_setting('app.link', true), ''), 'hex')
      AND campaign_link.revoked_at IS NULL;
  END;
COMMENT ON FUNCTION campaign_request_of_link() IS 'The request that the link in use belongs to; null without one';

-- The next three are functions and not parts of the policies, because policies that read each other's tables in a circle are refused.
CREATE FUNCTION campaign_of_link() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT campaign_request.campaign_id FROM campaign_request WHERE campaign_request.id = campaign_request_of_link();
  END;
COMMENT ON FUNCTION campaign_of_link() IS 'The campaign that the link in use belongs to; null without one';

CREATE FUNCTION campaign_report_fits(report uuid, request uuid, measure uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM status_report
      WHERE status_report.id = report AND status_report.request_id = request AND status_report.measure_id = measure
    );
  END;
COMMENT ON FUNCTION campaign_report_fits(uuid, uuid, uuid) IS 'True when a report answers this request for this measure';

CREATE FUNCTION campaign_item_is_answered_by_actor(item uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system' OR EXISTS (
      SELECT FROM campaign_item
        JOIN campaign_request ON campaign_request.id = campaign_item.request_id
        JOIN campaign ON campaign.id = campaign_request.campaign_id
      WHERE campaign_item.id = item AND campaign.state = 'asking'
        AND (campaign_request.id = campaign_request_of_link() OR campaign_actor_answers_for(campaign_request.organisation_id))
    );
  END;
COMMENT ON FUNCTION campaign_item_is_answered_by_actor(uuid) IS 'True for the unit that an item asks, by its link or signed in, while the campaign asks';

ALTER TABLE campaign ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE campaign_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE campaign_mailbox ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE campaign_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE campaign_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE campaign_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE campaign_reminder ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE status_report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE public_report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE snapshot ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Reading. Requests, items and reports stand in one direction (link, request, item, report), so no policy asks itself.
CREATE POLICY campaign_link_read ON campaign_link FOR SELECT TO {{app}} USING (
  (SELECT campaign_actor_runs())
  OR (current_setting('app.actor', true) = 'link' AND hash = decode(coalesce(current_setting('app.link', true), ''), 'hex'))
);
CREATE POLICY campaign_request_read ON campaign_request FOR SELECT TO {{app}} USING (
  (SELECT campaign_actor_oversees())
  OR campaign_actor_answers_for(organisation_id)
  OR id = (SELECT campaign_request_of_link())
);
CREATE POLICY campaign_read ON campaign FOR SELECT TO {{app}} USING (
  (SELECT network_actor_is_staff())
  OR id = (SELECT campaign_of_link())
);
CREATE POLICY campaign_mailbox_read ON campaign_mailbox FOR SELECT TO {{app}} USING ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_item_read ON campaign_item FOR SELECT TO {{app}} USING (
  (SELECT campaign_actor_oversees())
  OR ((SELECT network_actor_has(ARRAY['municipality'])) AND EXISTS (
    SELECT FROM campaign_request WHERE campaign_request.id = campaign_item.request_id
  ))
  OR request_id = (SELECT campaign_request_of_link())
);
CREATE POLICY campaign_reminder_read ON campaign_reminder FOR SELECT TO {{app}} USING ((SELECT campaign_actor_oversees()));
CREATE POLICY status_report_read ON status_report FOR SELECT TO {{app}} USING (
  (SELECT campaign_actor_runs())
  OR (state = 'approved' AND (SELECT network_actor_is_staff()))
  OR ((SELECT network_actor_has(ARRAY['municipality'])) AND request_id IN (SELECT campaign_request.id FROM campaign_request))
  OR ((SELECT network_actor_has(ARRAY['municipality'])) AND submitted_by::text = current_setting('app.user_id', true))
  OR request_id = (SELECT campaign_request_of_link())
  OR ((SELECT campaign_request_of_link()) IS NOT NULL AND EXISTS (
    SELECT FROM campaign_item WHERE campaign_item.last_report_id = status_report.id
  ))
);
CREATE POLICY public_report_read ON public_report FOR SELECT TO {{app}} USING (
  (SELECT network_actor_is_staff())
  OR (coalesce(current_setting('app.actor', true), '') IN ('user', 'public') AND EXISTS (
    SELECT FROM measure WHERE measure.id = public_report.measure_id AND measure.is_public
  ))
);
CREATE POLICY snapshot_read ON snapshot FOR SELECT TO {{app}} USING ((SELECT network_actor_is_staff()));

-- Running a campaign.
CREATE POLICY campaign_add ON campaign FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_change ON campaign FOR UPDATE TO {{app}}
  USING ((SELECT campaign_actor_runs()) AND state <> 'closed') WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_request_add ON campaign_request FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_mailbox_add ON campaign_mailbox FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_mailbox_remove ON campaign_mailbox FOR DELETE TO {{app}} USING ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_link_add ON campaign_link FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_link_revoke ON campaign_link FOR UPDATE TO {{app}}
  USING ((SELECT campaign_actor_runs()) AND revoked_at IS NULL) WITH CHECK ((SELECT campaign_actor_runs()) AND revoked_at IS NOT NULL);
CREATE POLICY campaign_item_add ON campaign_item FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY campaign_reminder_add ON campaign_reminder FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY snapshot_add ON snapshot FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_runs()));
CREATE POLICY public_report_add ON public_report FOR INSERT TO {{app}} WITH CHECK ((SELECT campaign_actor_approves()));

-- Answering, while the campaign asks.
CREATE POLICY campaign_request_answer ON campaign_request FOR UPDATE TO {{app}}
  USING (
    ((SELECT campaign_actor_runs()) OR (SELECT campaign_actor_answers_for(organisation_id)) OR id = (SELECT campaign_request_of_link()))
    AND EXISTS (SELECT FROM campaign WHERE campaign.id = campaign_id AND campaign.state = 'asking')
  )
  WITH CHECK (
    (SELECT campaign_actor_runs()) OR (SELECT campaign_actor_answers_for(organisation_id)) OR id = (SELECT campaign_request_of_link())
  );
CREATE POLICY campaign_item_answer ON campaign_item FOR UPDATE TO {{app}}
  USING (EXISTS (
    SELECT FROM campaign_request JOIN campaign ON campaign.id = campaign_request.campaign_id
    WHERE campaign_request.id = campaign_item.request_id AND campaign.state = 'asking'
      AND (
        (SELECT campaign_actor_runs())
        OR campaign_actor_answers_for(campaign_request.organisation_id)
        OR campaign_request.id = (SELECT campaign_request_of_link())
      )
  ))
  WITH CHECK (report_id IS NULL OR campaign_report_fits(report_id, request_id, measure_id));
CREATE POLICY campaign_answer_own ON campaign_answer TO {{app}}
  USING (campaign_item_is_answered_by_actor(item_id)) WITH CHECK (campaign_item_is_answered_by_actor(item_id));
-- An answer of a campaign belongs to an item that was asked; one outside a campaign is given by a signed-in person.
CREATE POLICY status_report_add ON status_report FOR INSERT TO {{app}} WITH CHECK (
  (state = 'submitted' OR current_setting('app.actor', true) = 'system')
  AND (
    (SELECT campaign_actor_runs())
    OR EXISTS (
      SELECT FROM campaign_item
        JOIN campaign_request ON campaign_request.id = campaign_item.request_id
        JOIN campaign ON campaign.id = campaign_request.campaign_id
      WHERE campaign_item.request_id = status_report.request_id
        AND campaign_item.measure_id = status_report.measure_id
        AND campaign.id = status_report.campaign_id AND campaign.state = 'asking'
        AND (
          (campaign_request.id = (SELECT campaign_request_of_link()) AND status_report.via = 'link')
          OR (campaign_actor_answers_for(campaign_request.organisation_id) AND status_report.via = 'member')
        )
    )
    OR (request_id IS NULL AND via = 'member' AND EXISTS (
      SELECT FROM measure WHERE measure.id = status_report.measure_id AND campaign_actor_answers_for(measure.responsible_id)
    ))
  )
);
-- Deciding, once.
CREATE POLICY status_report_decide ON status_report FOR UPDATE TO {{app}}
  USING (state = 'submitted' AND (SELECT campaign_actor_approves()))
  WITH CHECK (state IN ('approved', 'returned') AND (SELECT campaign_actor_approves()));

-- What was said, asked, sent, published and kept is never changed: no grant names it.
GRANT SELECT, INSERT ON
  campaign, campaign_request, campaign_mailbox, campaign_link, campaign_item, campaign_reminder, status_report, public_report, snapshot
  TO {{app}};
GRANT UPDATE (title, reference_day, due_on, note, contact, chosen, state, started_at, closed_at, version, changed_at, changed_by)
  ON campaign TO {{app}};
GRANT UPDATE (mailbox, sent_at, sent_by_label) ON campaign_request TO {{app}};
GRANT UPDATE (revoked_at) ON campaign_link TO {{app}};
GRANT UPDATE (report_id) ON campaign_item TO {{app}};
GRANT SELECT, INSERT, UPDATE (content, saved_at), DELETE ON campaign_answer TO {{app}};
GRANT UPDATE (state, decided_at, decided_by, decision_note) ON status_report TO {{app}};
GRANT DELETE ON campaign_mailbox TO {{app}};
