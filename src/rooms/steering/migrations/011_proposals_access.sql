-- The third lock of proposals and decisions. Coordination, lead and members of the steering group read; coordination and
-- lead prepare and record; members vote, comment and name offices for themselves. What was decided, voted, said stays: no
-- grant changes it.

CREATE FUNCTION proposals_actor_reads() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT access_actor_has(ARRAY['coordinator', 'lead', 'steering']);
  END;
COMMENT ON FUNCTION proposals_actor_reads() IS 'The right steering.read';

CREATE FUNCTION proposals_actor_prepares() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT NOT access_actor_views() AND access_actor_has(ARRAY['coordinator', 'lead']);
  END;
COMMENT ON FUNCTION proposals_actor_prepares() IS 'The right steering.prepare';

CREATE FUNCTION proposals_actor_takes_part() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT NOT access_actor_views() AND access_actor_has(ARRAY['coordinator', 'lead', 'steering']);
  END;
COMMENT ON FUNCTION proposals_actor_takes_part() IS 'The right steering.take-part';

-- Null compares with nothing: who may not vote is nobody here.
CREATE FUNCTION proposals_actor_votes_as() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN NOT access_actor_views() AND access_actor_roles() && ARRAY['lead', 'steering']
      THEN nullif(current_setting('app.user_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION proposals_actor_votes_as() IS 'The member who has the right steering.vote; null for who has not';

CREATE FUNCTION proposals_actor_organisation() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator', 'lead', 'steering']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION proposals_actor_organisation() IS 'The organisation for which the actor names offices';

CREATE FUNCTION proposals_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION proposals_actor_is_system() IS 'True for the system itself: jobs and demonstrations';

CREATE FUNCTION proposals_actor_user() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT nullif(current_setting('app.user_id', true), '')::uuid;
  END;
COMMENT ON FUNCTION proposals_actor_user() IS 'Who acts, to compare with the authors of rows; null for the system';

-- A seat is the membership that holds the grant; whoever stands in for it votes for it, and for nothing beside it.
CREATE FUNCTION proposals_actor_sits_as(seat uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM access_grants(proposals_actor_votes_as(), access_today()) AS given
      WHERE given.role IN ('lead', 'steering') AND coalesce(given.absent_id, proposals_actor_votes_as()) = seat
    );
  END;
COMMENT ON FUNCTION proposals_actor_sits_as(uuid) IS 'Whether the actor votes for this seat today: their own, or that of a member whom they stand in for';

-- Seats are named once, when the procedure is opened: afterwards there are as many as it says.
CREATE FUNCTION proposals_seats_missing(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM written_procedure
      WHERE written_procedure.id = sought AND written_procedure.state = 'open'
        AND (SELECT count(*) FROM written_seat WHERE written_seat.procedure_id = sought) < written_procedure.entitled
    );
  END;
COMMENT ON FUNCTION proposals_seats_missing(uuid) IS 'Whether the seats of a procedure have not all been named yet';

CREATE FUNCTION proposals_procedure_open(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM written_procedure WHERE written_procedure.id = sought AND written_procedure.state = 'open');
  END;
COMMENT ON FUNCTION proposals_procedure_open(uuid) IS 'Whether votes are still taken';

ALTER TABLE proposal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE proposal_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE proposal_option ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE proposal_evidence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE proposal_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE proposal_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE proposal_comment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE written_procedure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE written_seat ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE written_vote ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE steering_decision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE decision_effect ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ministry_report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE steering_minutes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE steering_participation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Drafts are read by those who prepare; what was submitted by all.
CREATE POLICY proposal_read ON proposal FOR SELECT TO {{app}} USING (
  (SELECT proposals_actor_reads()) AND (state <> 'draft' OR (SELECT access_actor_has(ARRAY['coordinator', 'lead'])))
);
CREATE POLICY proposal_counter_read ON proposal_counter FOR SELECT TO {{app}} USING ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_option_read ON proposal_option FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM proposal WHERE proposal.id = proposal_option.proposal_id));
CREATE POLICY proposal_evidence_read ON proposal_evidence FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM proposal WHERE proposal.id = proposal_evidence.proposal_id));
CREATE POLICY proposal_version_read ON proposal_version FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM proposal WHERE proposal.id = proposal_version.proposal_id));
CREATE POLICY proposal_word_read ON proposal_word FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY proposal_comment_read ON proposal_comment FOR SELECT TO {{app}}
  USING (EXISTS (SELECT FROM proposal WHERE proposal.id = proposal_comment.proposal_id));
CREATE POLICY written_procedure_read ON written_procedure FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY written_seat_read ON written_seat FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY written_vote_read ON written_vote FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY steering_decision_read ON steering_decision FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY decision_effect_read ON decision_effect FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY ministry_report_read ON ministry_report FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));
CREATE POLICY steering_minutes_read ON steering_minutes FOR SELECT TO {{app}} USING (
  (SELECT proposals_actor_reads()) AND (state = 'released' OR (SELECT access_actor_has(ARRAY['coordinator', 'lead'])))
);
CREATE POLICY steering_participation_read ON steering_participation FOR SELECT TO {{app}} USING ((SELECT proposals_actor_reads()));

CREATE POLICY proposal_add ON proposal FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_change ON proposal FOR UPDATE TO {{app}}
  USING ((SELECT proposals_actor_prepares())) WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_counter_add ON proposal_counter FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_counter_change ON proposal_counter FOR UPDATE TO {{app}}
  USING ((SELECT proposals_actor_prepares())) WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_option_add ON proposal_option FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_option_remove ON proposal_option FOR DELETE TO {{app}} USING ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_evidence_add ON proposal_evidence FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_version_add ON proposal_version FOR INSERT TO {{app}} WITH CHECK (
  (SELECT proposals_actor_prepares()) AND ((SELECT proposals_actor_is_system()) OR changed_by = (SELECT proposals_actor_user()))
);
CREATE POLICY proposal_word_add ON proposal_word FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_word_remove ON proposal_word FOR DELETE TO {{app}} USING ((SELECT proposals_actor_prepares()));
CREATE POLICY proposal_comment_add ON proposal_comment FOR INSERT TO {{app}} WITH CHECK (
  (SELECT proposals_actor_takes_part())
  AND ((SELECT proposals_actor_is_system()) OR given_by::text = (SELECT current_setting('app.user_id', true)))
);
CREATE POLICY written_procedure_add ON written_procedure FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
-- Counted by the job alone.
CREATE POLICY written_procedure_count ON written_procedure FOR UPDATE TO {{app}}
  USING ((SELECT proposals_actor_is_system()) AND state = 'open') WITH CHECK ((SELECT proposals_actor_is_system()));
CREATE POLICY written_seat_add ON written_seat FOR INSERT TO {{app}} WITH CHECK (
  (SELECT proposals_actor_prepares()) AND proposals_seats_missing(procedure_id)
);
-- For a seat that was named at the opening: the foreign key asks for it.
CREATE POLICY written_vote_add ON written_vote FOR INSERT TO {{app}} WITH CHECK (
  ((SELECT proposals_actor_is_system()) OR member_id = (SELECT proposals_actor_votes_as()))
  AND ((SELECT proposals_actor_is_system()) OR proposals_actor_sits_as(seat_id))
  AND proposals_procedure_open(procedure_id)
);
CREATE POLICY steering_decision_add ON steering_decision FOR INSERT TO {{app}} WITH CHECK (
  (SELECT proposals_actor_prepares()) AND ((SELECT proposals_actor_is_system()) OR recorded_by = (SELECT proposals_actor_user()))
);
CREATE POLICY decision_effect_add ON decision_effect FOR INSERT TO {{app}} WITH CHECK (
  (SELECT proposals_actor_prepares()) AND ((SELECT proposals_actor_is_system()) OR noted_by = (SELECT proposals_actor_user()))
);
CREATE POLICY ministry_report_add ON ministry_report FOR INSERT TO {{app}} WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY ministry_report_change ON ministry_report FOR UPDATE TO {{app}}
  USING ((SELECT proposals_actor_prepares())) WITH CHECK ((SELECT proposals_actor_prepares()));
CREATE POLICY steering_minutes_add ON steering_minutes FOR INSERT TO {{app}} WITH CHECK (
  (SELECT proposals_actor_prepares()) AND ((SELECT proposals_actor_is_system()) OR changed_by = (SELECT proposals_actor_user()))
);
-- Released minutes are frozen: no row in that state can be changed.
CREATE POLICY steering_minutes_change ON steering_minutes FOR UPDATE TO {{app}}
  USING ((SELECT proposals_actor_prepares()) AND state = 'draft')
  WITH CHECK ((SELECT proposals_actor_prepares()) AND ((SELECT proposals_actor_is_system()) OR changed_by = (SELECT proposals_actor_user())));
CREATE POLICY steering_participation_add ON steering_participation FOR INSERT TO {{app}} WITH CHECK (
  ((SELECT proposals_actor_prepares()) OR organisation_id = (SELECT proposals_actor_organisation()))
  AND ((SELECT proposals_actor_is_system()) OR named_by = (SELECT proposals_actor_user()))
);
CREATE POLICY steering_participation_end ON steering_participation FOR UPDATE TO {{app}}
  USING ((SELECT proposals_actor_prepares()) OR organisation_id = (SELECT proposals_actor_organisation()))
  WITH CHECK ((SELECT proposals_actor_prepares()) OR organisation_id = (SELECT proposals_actor_organisation()));

GRANT SELECT, INSERT ON
  proposal, proposal_counter, proposal_option, proposal_evidence, proposal_version, proposal_word, proposal_comment,
  written_procedure, written_seat, written_vote, steering_decision, decision_effect, ministry_report, steering_minutes, steering_participation
  TO {{app}};
GRANT UPDATE (
  topic_id, gap_id, interface_id, title, decision_text, about, can_change, change_note, responsible_id, involved, due_on,
  interim_on, state, round, weight, meeting_id, agenda_item_id, submitted_on, version, changed_at, changed_by
) ON proposal TO {{app}};
GRANT UPDATE (last) ON proposal_counter TO {{app}};
GRANT UPDATE (state, outcome, votes_yes, votes_no, votes_abstained, votes_objecting, counted_on) ON written_procedure TO {{app}};
GRANT UPDATE (sent_on, answer_due_on, answered_on, answer, version, changed_at, changed_by) ON ministry_report TO {{app}};
GRANT UPDATE (content, state, released_on, checksum, version, changed_at, changed_by) ON steering_minutes TO {{app}};
GRANT UPDATE (until) ON steering_participation TO {{app}};
GRANT DELETE ON proposal_option, proposal_word TO {{app}};
