-- The third lock for drafts: staff only, in public papers too. Who edits papers writes them; versions are only added.

ALTER TABLE paper_draft ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_draft_discharge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_draft_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY paper_draft_read ON paper_draft FOR SELECT TO {{app}} USING ((SELECT council_actor_is_staff()));
CREATE POLICY paper_draft_discharge_read ON paper_draft_discharge FOR SELECT TO {{app}} USING ((SELECT council_actor_is_staff()));
CREATE POLICY paper_draft_version_read ON paper_draft_version FOR SELECT TO {{app}} USING ((SELECT council_actor_is_staff()));
CREATE POLICY paper_draft_add ON paper_draft FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_draft_discharge_add ON paper_draft_discharge FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_draft_version_add ON paper_draft_version FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_draft_change ON paper_draft FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_draft_discharge_remove ON paper_draft_discharge FOR DELETE TO {{app}} USING ((SELECT council_actor_edits()));

-- No UPDATE and no DELETE on paper_draft_version; of a draft neither its paper nor its obligation can be exchanged.
GRANT SELECT, INSERT ON paper_draft, paper_draft_discharge, paper_draft_version TO {{app}};
GRANT UPDATE (previous_paper_id, reference_day, snapshot_id, discharged_by, version, changed_at, changed_by) ON paper_draft TO {{app}};
GRANT DELETE ON paper_draft_discharge TO {{app}};
