-- The third lock of reviews. Lead and coordination see and steer them; who was asked for an opinion sees the review and
-- gives it; only the lead decides. Nothing that was said can be changed or taken away: no grant for it exists.

ALTER TABLE concept_review ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE review_measure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE review_assignment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE review_verdict ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE review_decision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE review_outcome ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE FUNCTION reviews_actor_steers() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['lead', 'coordinator']);
  END;
COMMENT ON FUNCTION reviews_actor_steers() IS 'The right measures.review';

CREATE FUNCTION reviews_actor_decides() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['lead']);
  END;
COMMENT ON FUNCTION reviews_actor_decides() IS 'The right measures.approve';

-- Whoever is asked sees that they are, and with it the review.
CREATE POLICY review_assignment_read ON review_assignment FOR SELECT TO {{app}} USING (
  (SELECT reviews_actor_steers())
  OR (reviewer_id::text = current_setting('app.user_id', true) AND withdrawn_at IS NULL)
);
CREATE POLICY concept_review_read ON concept_review FOR SELECT TO {{app}} USING (
  (SELECT reviews_actor_steers())
  OR EXISTS (SELECT FROM review_assignment WHERE review_assignment.review_id = concept_review.id)
);
CREATE POLICY review_measure_read ON review_measure FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM concept_review WHERE concept_review.id = review_measure.review_id));
CREATE POLICY review_verdict_read ON review_verdict FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM concept_review WHERE concept_review.id = review_verdict.review_id));
CREATE POLICY review_decision_read ON review_decision FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM concept_review WHERE concept_review.id = review_decision.review_id));
CREATE POLICY review_outcome_read ON review_outcome FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM concept_review WHERE concept_review.id = review_outcome.review_id));

CREATE POLICY concept_review_add ON concept_review FOR INSERT TO {{app}} WITH CHECK ((SELECT reviews_actor_steers()));
CREATE POLICY review_measure_add ON review_measure FOR INSERT TO {{app}} WITH CHECK ((SELECT reviews_actor_steers()));
CREATE POLICY review_assignment_add ON review_assignment FOR INSERT TO {{app}} WITH CHECK ((SELECT reviews_actor_steers()));
-- An opinion is one's own, on what one was asked, while the review is open. The system loads demonstrations.
CREATE POLICY review_verdict_add ON review_verdict FOR INSERT TO {{app}} WITH CHECK (
  current_setting('app.actor', true) = 'system'
  OR (
    reviewer_id::text = current_setting('app.user_id', true)
    AND EXISTS (
      SELECT FROM review_assignment
      JOIN concept_review ON concept_review.id = review_assignment.review_id
      WHERE review_assignment.review_id = review_verdict.review_id
        AND review_assignment.measure_id = review_verdict.measure_id
        AND review_assignment.reviewer_id = review_verdict.reviewer_id
        AND review_assignment.withdrawn_at IS NULL
        AND concept_review.state = 'reviewing'
    )
  )
);
CREATE POLICY review_decision_add ON review_decision FOR INSERT TO {{app}} WITH CHECK (
  (SELECT reviews_actor_decides())
  AND EXISTS (
    SELECT FROM concept_review WHERE concept_review.id = review_decision.review_id AND concept_review.state = 'reviewing'
  )
);
CREATE POLICY review_outcome_add ON review_outcome FOR INSERT TO {{app}} WITH CHECK ((SELECT reviews_actor_decides()));

CREATE POLICY concept_review_change ON concept_review FOR UPDATE TO {{app}}
  USING ((SELECT reviews_actor_steers())) WITH CHECK ((SELECT reviews_actor_steers()));
CREATE POLICY review_assignment_change ON review_assignment FOR UPDATE TO {{app}}
  USING ((SELECT reviews_actor_steers())) WITH CHECK ((SELECT reviews_actor_steers()));

GRANT SELECT, INSERT ON
  concept_review, review_measure, review_assignment, review_verdict, review_decision, review_outcome TO {{app}};
GRANT UPDATE (title, due_on, state, concluded_on, successor_id, effects_on, version, changed_at, changed_by)
  ON concept_review TO {{app}};
GRANT UPDATE (assigned_at, assigned_by, withdrawn_at) ON review_assignment TO {{app}};
