-- The third lock. Who is signed in reads the network, except what is not meant for members of councils; only the roles
-- that edit may write. The roles are those of access.ts, whose rights are the first lock. Nobody deletes a record.

-- Bound to this schema's table when they are made, so no search path can turn them to another one.
CREATE FUNCTION network_actor_has(sought text[]) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system'
      OR EXISTS (
        SELECT FROM membership
        WHERE membership.id::text = current_setting('app.user_id', true) AND membership.roles && sought
      );
  END;
COMMENT ON FUNCTION network_actor_has(text[]) IS 'True for the system itself and for members with one of the roles';

CREATE FUNCTION network_actor_reads() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') IN ('user', 'system');
  END;
COMMENT ON FUNCTION network_actor_reads() IS 'True when somebody is signed in, and for the system itself';

CREATE FUNCTION network_actor_edits() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['administrator', 'coordinator']);
  END;
COMMENT ON FUNCTION network_actor_edits() IS 'The right network.edit';

CREATE FUNCTION network_actor_sets_targets() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['administrator', 'coordinator', 'lead']);
  END;
COMMENT ON FUNCTION network_actor_sets_targets() IS 'The right network.set-target';

CREATE FUNCTION network_actor_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(
      ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'dataProtection']
    );
  END;
COMMENT ON FUNCTION network_actor_is_staff() IS 'The right network.read-internal: everybody but members of councils';

ALTER TABLE district ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE region ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE municipality ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE organisation_name ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE organisation_parent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE site ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE jurisdiction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE body ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE body_member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE service_interface ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE interface_target ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE network_source ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE network_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE network_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Reading. The functions stand in subqueries so that they are asked once per query, not once per row.
CREATE POLICY district_read ON district FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY region_read ON region FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY municipality_read ON municipality FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY organisation_read ON organisation FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY organisation_name_read ON organisation_name FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY organisation_parent_read ON organisation_parent FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY site_read ON site FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY jurisdiction_read ON jurisdiction FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY service_interface_read ON service_interface FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY interface_target_read ON interface_target FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY network_source_read ON network_source FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY network_word_read ON network_word FOR SELECT TO {{app}} USING ((SELECT network_actor_reads()));
CREATE POLICY contact_read ON contact FOR SELECT TO {{app}}
  USING ((SELECT network_actor_is_staff()) OR (NOT internal AND (SELECT network_actor_reads())));
CREATE POLICY body_read ON body FOR SELECT TO {{app}}
  USING ((SELECT network_actor_is_staff()) OR (is_public AND (SELECT network_actor_reads())));
CREATE POLICY body_member_read ON body_member FOR SELECT TO {{app}}
  USING ((SELECT network_actor_is_staff()) OR EXISTS (SELECT FROM body WHERE body.id = body_member.body_id));
CREATE POLICY network_change_read ON network_change FOR SELECT TO {{app}} USING ((SELECT network_actor_is_staff()));

-- Adding.
CREATE POLICY district_add ON district FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY region_add ON region FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY municipality_add ON municipality FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY organisation_add ON organisation FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY organisation_name_add ON organisation_name FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY organisation_parent_add ON organisation_parent FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY site_add ON site FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY contact_add ON contact FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY jurisdiction_add ON jurisdiction FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY body_add ON body FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY body_member_add ON body_member FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY service_interface_add ON service_interface FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY interface_target_add ON interface_target FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_sets_targets()));
CREATE POLICY network_source_add ON network_source FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY network_change_add ON network_change FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_sets_targets()));
CREATE POLICY network_word_add ON network_word FOR INSERT TO {{app}} WITH CHECK ((SELECT network_actor_edits()));

-- Changing. Who sets a target moves the interface's version on, and nothing else of it.
CREATE POLICY district_change ON district FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY municipality_change ON municipality FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY organisation_change ON organisation FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY site_change ON site FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY contact_change ON contact FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY jurisdiction_change ON jurisdiction FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY body_change ON body FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY service_interface_change ON service_interface FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_sets_targets())) WITH CHECK ((SELECT network_actor_sets_targets()));
CREATE POLICY region_change ON region FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY organisation_name_change ON organisation_name FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY organisation_parent_change ON organisation_parent FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));
CREATE POLICY body_member_change ON body_member FOR UPDATE TO {{app}}
  USING ((SELECT network_actor_edits())) WITH CHECK ((SELECT network_actor_edits()));

-- Taking back what only hangs on a record; the history keeps it.
CREATE POLICY organisation_name_remove ON organisation_name FOR DELETE TO {{app}} USING ((SELECT network_actor_edits()));
CREATE POLICY organisation_parent_remove ON organisation_parent FOR DELETE TO {{app}} USING ((SELECT network_actor_edits()));
CREATE POLICY body_member_remove ON body_member FOR DELETE TO {{app}} USING ((SELECT network_actor_edits()));
CREATE POLICY network_source_remove ON network_source FOR DELETE TO {{app}} USING ((SELECT network_actor_edits()));
CREATE POLICY network_word_remove ON network_word FOR DELETE TO {{app}} USING ((SELECT network_actor_edits()));

-- Keys, ids and the mark of simulated records are never changed: no grant names them.
GRANT SELECT, INSERT ON
  district, region, municipality, organisation, organisation_name, organisation_parent, site, contact,
  jurisdiction, body, body_member, service_interface, interface_target, network_source, network_change, network_word
  TO {{app}};
GRANT UPDATE (key5, name, version, changed_at, changed_by)
  ON district TO {{app}};
GRANT UPDATE (ags, name, kind, region_id, population, population_on, longitude, latitude, outline, note, ended_on, version, changed_at, changed_by)
  ON municipality TO {{app}};
GRANT UPDATE (kind, is_controller, municipality_id, homepage, note, ended_on, version, changed_at, changed_by)
  ON organisation TO {{app}};
GRANT UPDATE (organisation_id, name, street, postal_code, place, municipality_id, opening_note, accessibility_note, ended_on, version, changed_at, changed_by)
  ON site TO {{app}};
GRANT UPDATE (organisation_id, site_id, office, task, phone, email, hours_note, internal, ended_on, version, changed_at, changed_by)
  ON contact TO {{app}};
GRANT UPDATE (code, name, norm, note, ended_on, version, changed_at, changed_by)
  ON jurisdiction TO {{app}};
GRANT UPDATE (name, short_name, kind, parent_id, is_public, purpose, rhythm, ended_on, version, changed_at, changed_by)
  ON body TO {{app}};
GRANT UPDATE (name, from_label, from_kind, from_organisation_id, from_jurisdiction_id, to_label, to_kind, to_organisation_id, to_jurisdiction_id, trigger_event, responsible_from, responsible_to, checklist, ended_on, version, changed_at, changed_by)
  ON service_interface TO {{app}};
GRANT UPDATE (name, position) ON region TO {{app}};
GRANT UPDATE (name, short_name) ON organisation_name TO {{app}};
GRANT UPDATE (parent_id) ON organisation_parent TO {{app}};
GRANT UPDATE (valid_to) ON body_member TO {{app}};
GRANT DELETE ON organisation_name, organisation_parent, body_member, network_source, network_word TO {{app}};

-- What the views of 003_network.publish.sql read.
GRANT SELECT ON district, region, municipality, jurisdiction, service_interface, interface_target TO {{publish}};
CREATE POLICY district_publish ON district FOR SELECT TO {{publish}} USING (true);
CREATE POLICY region_publish ON region FOR SELECT TO {{publish}} USING (true);
CREATE POLICY municipality_publish ON municipality FOR SELECT TO {{publish}} USING (true);
CREATE POLICY jurisdiction_publish ON jurisdiction FOR SELECT TO {{publish}} USING (true);
CREATE POLICY service_interface_publish ON service_interface FOR SELECT TO {{publish}} USING (true);
CREATE POLICY interface_target_publish ON interface_target FOR SELECT TO {{publish}} USING (true);
