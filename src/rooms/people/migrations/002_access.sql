-- The third lock. A person is seen by the case managers of the controller that answers for the data, and by those to whom
-- the person was opened for some hours (supervision, emergency). Nobody else, and no role of another purpose: intake,
-- immigration office, municipality and coordination see no person here, nor do those who look at the platform as somebody
-- else. The roles are those of access.ts.

CREATE FUNCTION people_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION people_actor_is_system() IS 'True for the program itself: loading, jobs, retention';

CREATE FUNCTION people_actor_controller() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    -- Null compares with nothing: who is no case manager finds no person.
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager']
      THEN nullif(current_setting('app.controller_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION people_actor_controller() IS 'The controller for which the actor does case management; null for all others';

CREATE FUNCTION people_actor_openings() RETURNS uuid[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE WHEN coalesce(current_setting('app.actor', true), '') = 'user' AND NOT access_actor_views()
      THEN ARRAY(
        SELECT person_id FROM person_opening
        WHERE user_id = nullif(current_setting('app.user_id', true), '')::uuid AND until > now()
      )
      ELSE '{}' END;
  END;
COMMENT ON FUNCTION people_actor_openings() IS 'The persons who are open to the actor for now';

CREATE FUNCTION people_actor_opened_families() RETURNS uuid[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT ARRAY(SELECT family_id FROM family_member WHERE person_id = ANY ((SELECT people_actor_openings())::uuid[]));
  END;
COMMENT ON FUNCTION people_actor_opened_families() IS 'The families of the persons who are open to the actor for now';

CREATE FUNCTION people_actor_supervises() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator']
      THEN nullif(current_setting('app.controller_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION people_actor_supervises() IS 'The controller within which the actor may open a person to themselves, for supervision; null for all others';

ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE person_name_token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE family ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE family_member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE person_opening ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE person_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY person_read ON person FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR id = ANY ((SELECT people_actor_openings())::uuid[])
);
CREATE POLICY person_add ON person FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY person_write ON person FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
CREATE POLICY person_forget ON person FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

-- What is opened for supervision is read, never searched.
CREATE POLICY person_name_token_all ON person_name_token TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));

CREATE POLICY family_read ON family FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR id = ANY ((SELECT people_actor_opened_families())::uuid[])
);
CREATE POLICY family_add ON family FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY family_write ON family FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
CREATE POLICY family_forget ON family FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

CREATE POLICY family_member_read ON family_member FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR person_id = ANY ((SELECT people_actor_openings())::uuid[])
);
CREATE POLICY family_member_add ON family_member FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY family_member_write ON family_member FOR UPDATE TO {{app}}
  USING ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()))
  WITH CHECK ((SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller()));
CREATE POLICY family_member_forget ON family_member FOR DELETE TO {{app}} USING (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);

-- Who was opened what is known to themselves and to the case managers of the controller. The foreign key makes sure that
-- the person belongs to the controller in whose name it is opened.
CREATE POLICY person_opening_read ON person_opening FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)
  OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY person_opening_add ON person_opening FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR (
    controller_id = (SELECT people_actor_supervises())
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)
  )
);
CREATE POLICY person_opening_forget ON person_opening FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

CREATE POLICY person_change_read ON person_change FOR SELECT TO {{app}} USING (
  (SELECT people_actor_is_system())
  OR controller_id = (SELECT people_actor_controller())
  OR person_id = ANY ((SELECT people_actor_openings())::uuid[])
);
CREATE POLICY person_change_add ON person_change FOR INSERT TO {{app}} WITH CHECK (
  (SELECT people_actor_is_system()) OR controller_id = (SELECT people_actor_controller())
);
CREATE POLICY person_change_forget ON person_change FOR DELETE TO {{app}} USING ((SELECT people_actor_is_system()));

GRANT SELECT, INSERT, DELETE ON person, person_name_token, family, family_member, person_opening, person_change TO {{app}};
-- Whose record it is, for which purpose, its code and the mark of simulated ones never change.
GRANT UPDATE (
  pseudonymous, given_name, family_name, birth_date, birth_precision, gender, languages, needs_interpreter, german_level,
  municipality_id, phone, email, address, reach_note, residence_group, arrived_on, merged_into, version, changed_at, changed_by
) ON person TO {{app}};
GRANT UPDATE (note, version) ON family TO {{app}};
GRANT UPDATE (role, since, until) ON family_member TO {{app}};
