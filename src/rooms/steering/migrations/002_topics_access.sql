-- The third lock. Coordination, lead and the steering group read; coordination and lead write, except while they look at
-- the platform as somebody else. Which cells a topic is made of says that somebody reported something there, be it one
-- person: that is for named coordination and lead alone, the steering group learns what the gate releases for it. What
-- happened is never changed nor removed: no grant names that.

CREATE FUNCTION steering_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION steering_actor_is_system() IS 'True for the program itself: loading, jobs, retention';

CREATE FUNCTION steering_actor_reads() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system'
      OR coalesce(current_setting('app.actor', true), '') = 'user'
        AND access_actor_roles() && ARRAY['coordinator', 'lead', 'steering'];
  END;
COMMENT ON FUNCTION steering_actor_reads() IS 'The right steering.read';

CREATE FUNCTION steering_actor_prepares() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system'
      OR coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator', 'lead'];
  END;
COMMENT ON FUNCTION steering_actor_prepares() IS 'The right steering.prepare; nobody holds it while they look as somebody else';

CREATE FUNCTION steering_actor_reads_cells() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system'
      OR coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator', 'lead'];
  END;
COMMENT ON FUNCTION steering_actor_reads_cells() IS 'Who sees exact small cells: the right insight.read, which nobody holds while they look as somebody else';

ALTER TABLE topic_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_cell ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_municipality ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_change_cells ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_arrival ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE topic_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY topic_counter_count ON topic_counter TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));

CREATE POLICY topic_read ON topic FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY topic_add ON topic FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY topic_alter ON topic FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));

CREATE POLICY topic_cell_read ON topic_cell FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads_cells()));
CREATE POLICY topic_cell_add ON topic_cell FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY topic_cell_move ON topic_cell FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_prepares())) WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY topic_cell_free ON topic_cell FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

CREATE POLICY topic_municipality_read ON topic_municipality FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY topic_municipality_add ON topic_municipality FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY topic_municipality_remove ON topic_municipality FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

CREATE POLICY topic_change_read ON topic_change FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY topic_change_add ON topic_change FOR INSERT TO {{app}} WITH CHECK (
  (SELECT steering_actor_is_system())
  OR (SELECT steering_actor_prepares()) AND said_by = nullif(current_setting('app.user_id', true), '')::uuid
);

CREATE POLICY topic_change_cells_read ON topic_change_cells FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads_cells()));
CREATE POLICY topic_change_cells_add ON topic_change_cells FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));

CREATE POLICY topic_notice_read ON topic_notice FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads_cells()));
CREATE POLICY topic_notice_add ON topic_notice FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_is_system()));

CREATE POLICY topic_arrival_read ON topic_arrival FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads_cells()));
CREATE POLICY topic_arrival_add ON topic_arrival FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_is_system()));
CREATE POLICY topic_arrival_again ON topic_arrival FOR UPDATE TO {{app}}
  USING ((SELECT steering_actor_is_system())) WITH CHECK ((SELECT steering_actor_is_system()));
CREATE POLICY topic_arrival_seen ON topic_arrival FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

CREATE POLICY topic_word_read ON topic_word FOR SELECT TO {{app}} USING ((SELECT steering_actor_reads()));
CREATE POLICY topic_word_add ON topic_word FOR INSERT TO {{app}} WITH CHECK ((SELECT steering_actor_prepares()));
CREATE POLICY topic_word_remove ON topic_word FOR DELETE TO {{app}} USING ((SELECT steering_actor_prepares()));

GRANT SELECT, INSERT, UPDATE (last) ON topic_counter TO {{app}};
GRANT SELECT, INSERT ON topic, topic_change, topic_change_cells, topic_notice TO {{app}};
GRANT UPDATE (
  title, description, state, state_since, frequency, severity, levels, district_wide, assessment, assessed_on, body_id,
  responsible_id, due_on, assigned_on, merged_into, version, changed_at, changed_by
) ON topic TO {{app}};
GRANT SELECT, INSERT, DELETE ON topic_cell, topic_municipality, topic_arrival, topic_word TO {{app}};
GRANT UPDATE (arrived_on) ON topic_arrival TO {{app}};
GRANT UPDATE (topic_id) ON topic_cell TO {{app}};
