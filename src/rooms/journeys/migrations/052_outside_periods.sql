-- What the doors leave behind goes after its period: visits and codes that have run out by themselves, links and reports as the
-- district decides.

CREATE INDEX outside_visit_by_end ON outside_visit (until);
CREATE INDEX outside_link_by_day ON outside_link (made_at);
CREATE INDEX journey_code_by_end ON journey_code (valid_until);
CREATE INDEX reported_hurdle_by_day ON reported_hurdle (reported_on);

CREATE POLICY outside_link_remove ON outside_link FOR DELETE TO {{app}} USING ((SELECT journeys_actor_is_system()));
CREATE POLICY journey_code_remove ON journey_code FOR DELETE TO {{app}} USING ((SELECT journeys_actor_is_system()));
CREATE POLICY reported_hurdle_remove ON reported_hurdle FOR DELETE TO {{app}} USING ((SELECT journeys_actor_is_system()));
GRANT DELETE ON outside_link, journey_code, reported_hurdle TO {{app}};
