-- The third lock of the gap register: those who read steering read it, coordination and lead keep it, and nobody closes a
-- gap alone (020, gap_closed_by_second_person; here: whoever says so is who they say they are).

ALTER TABLE gap_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE gap ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE gap_evidence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE gap_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE gap_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE FUNCTION steering_actor_id() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT nullif(current_setting('app.user_id', true), '')::uuid;
  END;
COMMENT ON FUNCTION steering_actor_id() IS 'The member who acts; null for the program';

CREATE FUNCTION steering_gap_reported(sought uuid, reporter uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM gap_change
      WHERE gap_change.gap_id = sought AND gap_change.state = 'closing' AND gap_change.changed_by = reporter
    );
  END;
COMMENT ON FUNCTION steering_gap_reported(uuid, uuid) IS 'Whether this member reported the closure, by the history that nobody can change';

CREATE POLICY gap_counter_count ON gap_counter TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));

CREATE POLICY gap_read ON gap FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY gap_add ON gap FOR INSERT TO {{app}} WITH CHECK (
  (SELECT steering_actor_is_system()) OR (SELECT steering_actor_prepares()) AND state = 'suspected'
);
CREATE POLICY gap_alter ON gap FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares()))
  WITH CHECK (
    (SELECT steering_actor_is_system())
    OR (SELECT steering_actor_prepares()) AND changed_by = (SELECT steering_actor_id())
      AND (state <> 'closing' OR closing_by = (SELECT steering_actor_id()))
      -- The first person is proved by the history, so that nobody can be named who said nothing.
      AND (state <> 'closed' OR verified_by = (SELECT steering_actor_id()) AND steering_gap_reported(id, closing_by))
  );

CREATE POLICY gap_evidence_read ON gap_evidence FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY gap_evidence_add ON gap_evidence FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));

CREATE POLICY gap_change_read ON gap_change FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY gap_change_add ON gap_change FOR INSERT TO {{app}} WITH CHECK (
  (SELECT steering_actor_is_system()) OR (SELECT steering_actor_prepares()) AND changed_by = (SELECT steering_actor_id())
);

CREATE POLICY gap_word_read ON gap_word FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY gap_word_add ON gap_word FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY gap_word_remove ON gap_word FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

GRANT SELECT, INSERT, UPDATE (last) ON gap_counter TO {{app}};
GRANT SELECT, INSERT ON gap, gap_evidence, gap_change TO {{app}};
GRANT UPDATE (
  kind, title, description, topic, municipality_id, target_group, language, state, state_since, priority, due_on, reason,
  closed_by_kind, closed_by_id, closing_on, closing_by, closed_on, verified_by, version, changed_at, changed_by
) ON gap TO {{app}};
GRANT SELECT, INSERT, DELETE ON gap_word TO {{app}};
