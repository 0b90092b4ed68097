-- The third lock of effect checks: those who read steering read them, coordination and lead keep them, and nobody finds
-- their own verdict right (030, effect_check_confirmed_by_second_person; here: whoever says so is who they say they are).

ALTER TABLE effect_check ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE effect_check_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE effect_check_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE FUNCTION steering_effect_told(sought uuid, teller uuid, told_verdict text, told_release uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM effect_check_change AS told
      WHERE told.check_id = sought AND told.event = 'told' AND told.changed_by = teller
        AND told.verdict = told_verdict AND told.release_id = told_release
        AND NOT EXISTS (
          SELECT FROM effect_check_change AS later
          WHERE later.check_id = sought AND later.event = 'told' AND later.version > told.version
        )
    );
  END;
COMMENT ON FUNCTION steering_effect_told(uuid, uuid, text, uuid) IS 'Whether this member told this verdict on these figures last, by the history that nobody can change';

CREATE FUNCTION steering_effect_was_told(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM effect_check_change WHERE effect_check_change.check_id = sought AND effect_check_change.event = 'told');
  END;
COMMENT ON FUNCTION steering_effect_was_told(uuid) IS 'Whether a verdict was ever told: from then on there is one';

CREATE POLICY effect_check_read ON effect_check FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY effect_check_add ON effect_check FOR INSERT TO {{app}} WITH CHECK (
  (SELECT steering_actor_is_system())
  OR (SELECT steering_actor_prepares()) AND state IN ('planned', 'running') AND changed_by = (SELECT steering_actor_id())
);
CREATE POLICY effect_check_alter ON effect_check FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares()))
  WITH CHECK (
    (SELECT steering_actor_is_system())
    OR (SELECT steering_actor_prepares()) AND changed_by = (SELECT steering_actor_id())
      AND (
        state <> 'told' AND NOT steering_effect_was_told(id)
        OR state = 'told' AND confirmed_by IS NULL AND told_by = (SELECT steering_actor_id())
        -- The first person is proved by the history, so that nobody can be named who said nothing.
        OR confirmed_by = (SELECT steering_actor_id()) AND steering_effect_told(id, told_by, verdict, release_id)
      )
  );

CREATE POLICY effect_check_change_read ON effect_check_change FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY effect_check_change_add ON effect_check_change FOR INSERT TO {{app}} WITH CHECK (
  (SELECT steering_actor_is_system()) OR (SELECT steering_actor_prepares()) AND changed_by = (SELECT steering_actor_id())
);

CREATE POLICY effect_check_word_read ON effect_check_word FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY effect_check_word_add ON effect_check_word FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY effect_check_word_remove ON effect_check_word FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

GRANT SELECT, INSERT ON effect_check, effect_check_change TO {{app}};
GRANT UPDATE (
  starts_on, towns, comparison_towns, expected_drop, topic_id, state, verdict, release_id, public_release_id, told_on,
  told_by, confirmed_on, confirmed_by, note, version, changed_at, changed_by
) ON effect_check TO {{app}};
GRANT SELECT, INSERT, DELETE ON effect_check_word TO {{app}};
