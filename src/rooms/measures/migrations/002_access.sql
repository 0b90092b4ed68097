-- The third lock. Staff read the register; members of councils, everybody outside and whoever comes by a link see what is
-- public and what hangs on it. Only lead and coordination write. States, values and versions are never changed and
-- nothing of them is taken away: no grant names that. The roles are those of access.ts.

CREATE FUNCTION measures_actor_reads_all() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_is_staff();
  END;
COMMENT ON FUNCTION measures_actor_reads_all() IS 'The right measures.read-internal: everybody but members of councils';

CREATE FUNCTION measures_actor_reads() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') IN ('user', 'system', 'public', 'link');
  END;
COMMENT ON FUNCTION measures_actor_reads() IS 'True for whoever may read what is public: members, visitors of public pages, whoever comes by a link';

CREATE FUNCTION measures_actor_edits() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT network_actor_has(ARRAY['lead', 'coordinator']);
  END;
COMMENT ON FUNCTION measures_actor_edits() IS 'The right measures.edit';

ALTER TABLE field_of_action ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE target_group ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE concept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_concept ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_field ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_organisation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_municipality ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_target_group ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_succession ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE milestone ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE indicator ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE indicator_value ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_funding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measures_source ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measure_state ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measures_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE measures_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Reading. What hangs on a record is seen where the record is: the tables in the subqueries are narrowed by their own
-- policies. The functions stand in subqueries so that they are asked once per query, not once per row.
CREATE POLICY field_of_action_read ON field_of_action FOR SELECT TO {{app}} USING ((SELECT measures_actor_reads()));
CREATE POLICY target_group_read ON target_group FOR SELECT TO {{app}} USING ((SELECT measures_actor_reads()));
CREATE POLICY concept_read ON concept FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR (is_public AND (SELECT measures_actor_reads())));
CREATE POLICY measure_read ON measure FOR SELECT TO {{app}} USING (
  (SELECT measures_actor_reads_all())
  OR (is_public AND withdrawn_on IS NULL AND (SELECT measures_actor_reads()))
);
CREATE POLICY measure_field_read ON measure_field FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = measure_field.measure_id));
CREATE POLICY measure_organisation_read ON measure_organisation FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = measure_organisation.measure_id));
CREATE POLICY measure_municipality_read ON measure_municipality FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = measure_municipality.measure_id));
CREATE POLICY measure_target_group_read ON measure_target_group FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = measure_target_group.measure_id));
CREATE POLICY milestone_read ON milestone FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = milestone.measure_id));
CREATE POLICY indicator_read ON indicator FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = indicator.measure_id));
CREATE POLICY measure_funding_read ON measure_funding FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = measure_funding.measure_id));
CREATE POLICY measure_state_read ON measure_state FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM measure WHERE measure.id = measure_state.measure_id));
CREATE POLICY measure_concept_read ON measure_concept FOR SELECT TO {{app}} USING (
  (SELECT measures_actor_reads_all())
  OR (
    EXISTS (SELECT FROM measure WHERE measure.id = measure_concept.measure_id)
    AND EXISTS (SELECT FROM concept WHERE concept.id = measure_concept.concept_id)
  )
);
CREATE POLICY measure_succession_read ON measure_succession FOR SELECT TO {{app}} USING (
  (SELECT measures_actor_reads_all())
  OR (
    EXISTS (SELECT FROM measure WHERE measure.id = measure_succession.predecessor_id)
    AND EXISTS (SELECT FROM measure WHERE measure.id = measure_succession.successor_id)
  )
);
CREATE POLICY indicator_value_read ON indicator_value FOR SELECT TO {{app}}
  USING ((SELECT measures_actor_reads_all()) OR EXISTS (SELECT FROM indicator WHERE indicator.id = indicator_value.indicator_id));
CREATE POLICY measure_document_read ON measure_document FOR SELECT TO {{app}} USING (
  (SELECT measures_actor_reads_all())
  OR (
    is_public
    AND (
      EXISTS (SELECT FROM measure WHERE measure.id = measure_document.subject_id)
      OR EXISTS (SELECT FROM concept WHERE concept.id = measure_document.subject_id)
    )
  )
);
CREATE POLICY measures_source_read ON measures_source FOR SELECT TO {{app}} USING (
  (SELECT measures_actor_reads_all())
  OR EXISTS (SELECT FROM measure WHERE measure.id = measures_source.subject_id)
  OR EXISTS (SELECT FROM concept WHERE concept.id = measures_source.subject_id)
);
CREATE POLICY measures_version_read ON measures_version FOR SELECT TO {{app}} USING ((SELECT measures_actor_reads_all()));
CREATE POLICY measures_word_read ON measures_word FOR SELECT TO {{app}} USING (
  (SELECT measures_actor_reads_all())
  OR (
    is_public
    AND (
      EXISTS (SELECT FROM measure WHERE measure.id = measures_word.subject_id)
      OR EXISTS (SELECT FROM concept WHERE concept.id = measures_word.subject_id)
    )
  )
);

-- Adding.
CREATE POLICY field_of_action_add ON field_of_action FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY target_group_add ON target_group FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY concept_add ON concept FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_add ON measure FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_concept_add ON measure_concept FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_field_add ON measure_field FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_organisation_add ON measure_organisation FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_municipality_add ON measure_municipality FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_target_group_add ON measure_target_group FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_succession_add ON measure_succession FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY milestone_add ON milestone FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY indicator_add ON indicator FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY indicator_value_add ON indicator_value FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_funding_add ON measure_funding FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_document_add ON measure_document FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measures_source_add ON measures_source FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_state_add ON measure_state FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measures_version_add ON measures_version FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measures_word_add ON measures_word FOR INSERT TO {{app}} WITH CHECK ((SELECT measures_actor_edits()));

-- Changing.
CREATE POLICY field_of_action_change ON field_of_action FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY target_group_change ON target_group FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY concept_change ON concept FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_change ON measure FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_concept_change ON measure_concept FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_succession_change ON measure_succession FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY milestone_change ON milestone FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY indicator_change ON indicator FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_funding_change ON measure_funding FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));
CREATE POLICY measure_document_change ON measure_document FOR UPDATE TO {{app}}
  USING ((SELECT measures_actor_edits())) WITH CHECK ((SELECT measures_actor_edits()));

-- Taking back what only hangs on a record; the versions keep it.
CREATE POLICY measure_concept_remove ON measure_concept FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_field_remove ON measure_field FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_organisation_remove ON measure_organisation FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_municipality_remove ON measure_municipality FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_target_group_remove ON measure_target_group FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_succession_remove ON measure_succession FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY milestone_remove ON milestone FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY indicator_remove ON indicator FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_funding_remove ON measure_funding FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measure_document_remove ON measure_document FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measures_source_remove ON measures_source FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));
CREATE POLICY measures_word_remove ON measures_word FOR DELETE TO {{app}} USING ((SELECT measures_actor_edits()));

-- Keys, ids and the mark of simulated records are never changed: no grant names them.
GRANT SELECT, INSERT ON
  field_of_action, target_group, concept, measure, measure_concept, measure_field,
  measure_organisation, measure_municipality, measure_target_group, measure_succession, milestone,
  indicator, indicator_value, measure_funding, measure_document, measures_source, measure_state,
  measures_version, measures_word
  TO {{app}};
GRANT UPDATE (name, position, ended_on) ON field_of_action TO {{app}};
GRANT UPDATE (name, position, ended_on) ON target_group TO {{app}};
GRANT UPDATE (kind, title, short_title, summary, commissioned_on, commissioned_by, presented_on, presented_to, adopted_on, adopted_by_body_id, resolution_reference, resolution_address, valid_from, valid_until, successor_id, review_after_months, is_public, version, changed_at, changed_by) ON concept TO {{app}};
GRANT UPDATE (number, title, description, public_text, is_public, state, state_since, state_reason, established_on, stalled_since, stalled_reason, priority, responsible_id, centre_role, kim_linked, district_wide, partners, planned_from, planned_until, withdrawn_on, version, changed_at, changed_by) ON measure TO {{app}};
GRANT UPDATE (role, number, chapter) ON measure_concept TO {{app}};
GRANT UPDATE (kind, through_kim, since, note) ON measure_succession TO {{app}};
GRANT UPDATE (position, title, due_on, reached_on, note) ON milestone TO {{app}};
GRANT UPDATE (position, name, unit, target_value, target_on) ON indicator TO {{app}};
GRANT UPDATE (position, source, kind, amount_cents, valid_from, valid_until, note) ON measure_funding TO {{app}};
GRANT UPDATE (title, is_public) ON measure_document TO {{app}};
GRANT DELETE ON
  measure_concept, measure_field, measure_organisation, measure_municipality, measure_target_group,
  measure_succession, milestone, indicator, measure_funding, measure_document, measures_source,
  measures_word
  TO {{app}};
