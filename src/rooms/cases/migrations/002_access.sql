-- The third lock. A file is read by the case managers of its team (by who leads it alone where its reach says so), by the
-- former team until the agreed day, and by those who opened it with a reason, for a time. Written by the team alone. Nobody
-- else: coordination has figures, intake and the immigration office nothing. The roles are those of access.ts.

CREATE FUNCTION cases_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION cases_actor_is_system() IS 'True for the program itself: loading, jobs, retention';

CREATE FUNCTION cases_actor_team() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who does no case management has no team.
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager']
      THEN nullif(current_setting('app.organisation_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION cases_actor_team() IS 'The team for which the actor does case management; null for all others';

CREATE FUNCTION cases_actor_controller() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN cases_actor_team() IS NOT NULL THEN nullif(current_setting('app.controller_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION cases_actor_controller() IS 'The controller for which the actor does case management; null for all others';

CREATE FUNCTION cases_actor_leads() RETURNS uuid[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT array_append(
      ARRAY(
        SELECT absent_id FROM substitution
        WHERE substitute_id = nullif(current_setting('app.user_id', true), '')::uuid
          AND ended_at IS NULL AND valid_from <= access_today() AND valid_to >= access_today()
      ),
      nullif(current_setting('app.user_id', true), '')::uuid
    );
  END;
COMMENT ON FUNCTION cases_actor_leads() IS 'The actor, and whom they stand in for today: files of which only the lead reads';

CREATE FUNCTION cases_actor_openings() RETURNS uuid[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE WHEN coalesce(current_setting('app.actor', true), '') = 'user' AND NOT access_actor_views()
      THEN ARRAY(
        SELECT case_id FROM case_opening
        WHERE user_id = nullif(current_setting('app.user_id', true), '')::uuid AND until > now()
      )
      ELSE '{}' END;
  END;
COMMENT ON FUNCTION cases_actor_openings() IS 'The files that are open to the actor for now, with a reason';

CREATE FUNCTION cases_actor_supervises() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator', 'caseManager']
      THEN nullif(current_setting('app.controller_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION cases_actor_supervises() IS 'The controller within which the actor may open a file to themselves with a reason';

CREATE FUNCTION cases_actor_reviews() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'user'
      AND NOT access_actor_views() AND access_actor_roles() && ARRAY['dataProtection'];
  END;
COMMENT ON FUNCTION cases_actor_reviews() IS 'Data protection sees who opened which file when and why, and no file';

ALTER TABLE case_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_opening ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY case_opening_read ON case_opening FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system())
  OR user_id = nullif(current_setting('app.user_id', true), '')::uuid
  OR (SELECT cases_actor_reviews())
  OR controller_id = (SELECT cases_actor_controller())
);

CREATE POLICY case_file_read ON case_file FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system())
  OR (
    organisation_id = (SELECT cases_actor_team()) AND controller_id = (SELECT cases_actor_controller())
    AND (reach = 'team' OR manager_id = ANY ((SELECT cases_actor_leads())::uuid[]))
  )
  OR (
    former_organisation_id = (SELECT cases_actor_team()) AND controller_id = (SELECT cases_actor_controller())
    AND after_until >= (SELECT access_today())
  )
  OR id = ANY ((SELECT cases_actor_openings())::uuid[])
);
CREATE POLICY case_file_add ON case_file FOR INSERT TO {{app}} WITH CHECK (
  (SELECT cases_actor_is_system())
  OR (organisation_id = (SELECT cases_actor_team()) AND controller_id = (SELECT cases_actor_controller()))
);
-- Handing a file to another team is a write of the team that has it.
CREATE POLICY case_file_change ON case_file FOR UPDATE TO {{app}}
  USING (
    (SELECT cases_actor_is_system())
    OR (
      organisation_id = (SELECT cases_actor_team()) AND controller_id = (SELECT cases_actor_controller())
      AND (reach = 'team' OR manager_id = ANY ((SELECT cases_actor_leads())::uuid[]))
    )
  )
  WITH CHECK ((SELECT cases_actor_is_system()) OR controller_id = (SELECT cases_actor_controller()));
CREATE POLICY case_file_forget ON case_file FOR DELETE TO {{app}} USING ((SELECT cases_actor_is_system()));

-- The file is looked up under its own policy.
CREATE FUNCTION cases_reads(file uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM case_file WHERE case_file.id = file);
  END;
COMMENT ON FUNCTION cases_reads(uuid) IS 'Whether the actor reads a file: for the policies of what belongs to it';

CREATE FUNCTION cases_writes(file uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM case_file
      WHERE case_file.id = file AND (
          cases_actor_is_system()
          OR case_file.organisation_id = cases_actor_team() AND case_file.controller_id = cases_actor_controller()
        )
        AND (
          cases_actor_is_system() OR case_file.reach = 'team' OR case_file.manager_id = ANY (cases_actor_leads())
        )
    );
  END;
COMMENT ON FUNCTION cases_writes(uuid) IS 'Whether the actor writes to a file: the team that has it now; who only opened it, or had it before, reads';

-- The foreign key makes sure that the file belongs to the controller in whose name it is opened.
CREATE POLICY case_opening_add ON case_opening FOR INSERT TO {{app}} WITH CHECK (
  (SELECT cases_actor_is_system())
  OR (
    controller_id = (SELECT cases_actor_supervises())
    AND CASE kind
      WHEN 'conference' THEN cases_writes(case_id)
      WHEN 'supervision' THEN
        user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid) AND (SELECT access_actor_has(ARRAY['coordinator']))
      ELSE user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid) AND (SELECT cases_actor_team()) IS NOT NULL
    END
  )
);

CREATE POLICY case_person_read ON case_person FOR SELECT TO {{app}} USING (cases_reads(case_id));
CREATE POLICY case_person_add ON case_person FOR INSERT TO {{app}} WITH CHECK (cases_writes(case_id));
CREATE POLICY case_person_change ON case_person FOR UPDATE TO {{app}} USING (cases_writes(case_id)) WITH CHECK (cases_writes(case_id));
CREATE POLICY case_person_forget ON case_person FOR DELETE TO {{app}} USING ((SELECT cases_actor_is_system()));

GRANT SELECT, INSERT, DELETE ON case_file, case_person TO {{app}};
GRANT SELECT, INSERT ON case_opening TO {{app}};
GRANT UPDATE (
  organisation_id, family_id, manager_id, phase, reach, municipality_id, target_group, access_path, next_due_on,
  last_activity_on, closed_on, closure_reason, goal_attainment, former_organisation_id, after_until, after_norm, version,
  changed_at, changed_by
) ON case_file TO {{app}};
GRANT UPDATE (role, until) ON case_person TO {{app}};

ALTER TABLE case_sequence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_view ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_search ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_share ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY case_sequence_count ON case_sequence TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR (SELECT cases_actor_team()) IS NOT NULL)
  WITH CHECK ((SELECT cases_actor_is_system()) OR (SELECT cases_actor_team()) IS NOT NULL);
CREATE POLICY case_view_own ON case_view TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  WITH CHECK ((SELECT cases_actor_is_system()) OR user_id = nullif(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY case_search_own ON case_search TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  WITH CHECK ((SELECT cases_actor_is_system()) OR user_id = nullif(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY case_share_read ON case_share FOR SELECT TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR (SELECT cases_actor_supervises()) IS NOT NULL);
CREATE POLICY case_share_write ON case_share FOR INSERT TO {{app}}
  WITH CHECK ((SELECT cases_actor_is_system()) OR (SELECT access_actor_has(ARRAY['coordinator'])));
CREATE POLICY case_share_change ON case_share FOR UPDATE TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR (SELECT access_actor_has(ARRAY['coordinator'])))
  WITH CHECK ((SELECT cases_actor_is_system()) OR (SELECT access_actor_has(ARRAY['coordinator'])));
GRANT SELECT, INSERT ON case_sequence, case_share TO {{app}};
GRANT UPDATE (last) ON case_sequence TO {{app}};
GRANT UPDATE (full_time_share, changed_at, changed_by) ON case_share TO {{app}};
GRANT SELECT, INSERT, DELETE ON case_view, case_search TO {{app}};

-- What the view of 003_figures.publish.sql counts, and no column more.
GRANT SELECT (organisation_id, controller_id, phase, next_due_on, last_activity_on, opened_on, closed_on) ON case_file TO {{publish}};
CREATE POLICY case_file_publish ON case_file FOR SELECT TO {{publish}} USING (true);

ALTER TABLE case_intake ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY case_intake_read ON case_intake FOR SELECT TO {{app}} USING (cases_reads(case_id));
CREATE POLICY case_intake_add ON case_intake FOR INSERT TO {{app}} WITH CHECK (cases_writes(case_id));
CREATE POLICY case_intake_forget ON case_intake FOR DELETE TO {{app}} USING ((SELECT cases_actor_is_system()));
GRANT SELECT, INSERT, DELETE ON case_intake TO {{app}};
