-- Partners answer for their own organisation as municipalities do, and see of campaigns what they are asked and no more.

CREATE OR REPLACE FUNCTION campaign_actor_answers_for(organisation uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['municipality', 'partner'])
      AND current_setting('app.actor', true) = 'user'
      AND organisation::text IN (current_setting('app.organisation_id', true), current_setting('app.controller_id', true));
  END;
COMMENT ON FUNCTION campaign_actor_answers_for(uuid) IS 'The municipality or partner role of this organisation';

CREATE FUNCTION campaign_asks_actor(asked uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM campaign_request
      WHERE campaign_request.campaign_id = asked AND campaign_actor_answers_for(campaign_request.organisation_id)
    );
  END;
COMMENT ON FUNCTION campaign_asks_actor(uuid) IS 'True when a campaign asks the organisation that the actor answers for';

DROP POLICY campaign_read ON campaign;
CREATE POLICY campaign_read ON campaign FOR SELECT TO {{app}} USING (
  (SELECT network_actor_is_staff())
  OR id = (SELECT campaign_of_link())
  OR ((SELECT network_actor_has(ARRAY['partner'])) AND campaign_asks_actor(id))
);
DROP POLICY campaign_item_read ON campaign_item;
CREATE POLICY campaign_item_read ON campaign_item FOR SELECT TO {{app}} USING (
  (SELECT campaign_actor_oversees())
  OR ((SELECT network_actor_has(ARRAY['municipality', 'partner'])) AND EXISTS (
    SELECT FROM campaign_request WHERE campaign_request.id = campaign_item.request_id
  ))
  OR request_id = (SELECT campaign_request_of_link())
);
DROP POLICY status_report_read ON status_report;
CREATE POLICY status_report_read ON status_report FOR SELECT TO {{app}} USING (
  (SELECT campaign_actor_runs())
  OR (state = 'approved' AND (SELECT network_actor_is_staff()))
  OR ((SELECT network_actor_has(ARRAY['municipality', 'partner'])) AND request_id IN (SELECT campaign_request.id FROM campaign_request))
  OR ((SELECT network_actor_has(ARRAY['municipality', 'partner'])) AND submitted_by::text = current_setting('app.user_id', true))
  OR request_id = (SELECT campaign_request_of_link())
  OR ((SELECT campaign_request_of_link()) IS NOT NULL AND EXISTS (
    SELECT FROM campaign_item WHERE campaign_item.last_report_id = status_report.id
  ))
);
