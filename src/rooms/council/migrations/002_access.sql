-- The third lock. Staff read all; members of councils and everybody outside read what is public: papers once released,
-- resolutions of public meetings, and what hangs on them. The tables in subqueries are narrowed by their own policies.
-- Content that was released, resolved or issued has no grant to change or delete it.

CREATE FUNCTION council_actor_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system'
      OR EXISTS (
        SELECT FROM membership
        WHERE membership.id::text = current_setting('app.user_id', true)
          AND membership.roles && ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'dataProtection']
      );
  END;
COMMENT ON FUNCTION council_actor_is_staff() IS 'The right council.read-internal: everybody but members of councils';

CREATE FUNCTION council_actor_edits() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system'
      OR EXISTS (
        SELECT FROM membership
        WHERE membership.id::text = current_setting('app.user_id', true) AND membership.roles && ARRAY['coordinator', 'lead']
      );
  END;
COMMENT ON FUNCTION council_actor_edits() IS 'The right council.edit';

CREATE FUNCTION council_actor_reads_public() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') IN ('user', 'system', 'public', 'link');
  END;
COMMENT ON FUNCTION council_actor_reads_public() IS 'True for everybody whom the gate let in: members, visitors of public pages, people with a link';

-- Asked by functions for the reason that stands in the network: the planner must not open policies within policies.
CREATE FUNCTION council_paper_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM paper WHERE paper.id = sought);
  END;
COMMENT ON FUNCTION council_paper_seen(uuid) IS 'Whether the actor sees this paper';

CREATE FUNCTION council_resolution_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM resolution WHERE resolution.id = sought);
  END;
COMMENT ON FUNCTION council_resolution_seen(uuid) IS 'Whether the actor sees this resolution';

CREATE FUNCTION council_obligation_seen(sought uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM obligation WHERE obligation.id = sought);
  END;
COMMENT ON FUNCTION council_obligation_seen(uuid) IS 'Whether the actor sees this obligation';

ALTER TABLE paper ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_text ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_attachment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_relation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE consultation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE resolution ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE obligation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE obligation_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE discharge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE obligation_subject ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE followup_list ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE council_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE council_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- Reading.
CREATE POLICY paper_read ON paper FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR (is_public AND state IN ('released', 'onAgenda', 'final', 'withdrawn') AND (SELECT council_actor_reads_public()))
);
CREATE POLICY paper_counter_read ON paper_counter FOR SELECT TO {{app}} USING ((SELECT council_actor_edits()));
CREATE POLICY paper_text_read ON paper_text FOR SELECT TO {{app}} USING ((SELECT council_actor_is_staff()));
CREATE POLICY paper_version_read ON paper_version FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff()) OR council_paper_seen(paper_id)
);
CREATE POLICY paper_attachment_read ON paper_attachment FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff()) OR council_paper_seen(paper_id)
);
CREATE POLICY paper_relation_read ON paper_relation FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR (
    council_paper_seen(paper_id)
    AND council_paper_seen(other_id)
  )
);
-- A public paper may also pass a body or an item that is not public: nobody outside learns of that.
CREATE POLICY consultation_read ON consultation FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR (
    council_paper_seen(paper_id)
    AND network_body_seen(body_id)
    AND (meeting_id IS NULL OR network_meeting_seen(meeting_id))
    AND (agenda_item_id IS NULL OR network_item_seen(agenda_item_id))
  )
);
CREATE POLICY resolution_read ON resolution FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR (
    is_public
    AND (SELECT council_actor_reads_public())
    AND network_body_seen(body_id)
    AND (agenda_item_id IS NULL OR network_item_seen(agenda_item_id))
  )
);
CREATE POLICY obligation_read ON obligation FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff()) OR council_resolution_seen(resolution_id)
);
CREATE POLICY obligation_event_read ON obligation_event FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff()) OR council_obligation_seen(obligation_id)
);
CREATE POLICY discharge_read ON discharge FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR (
    council_obligation_seen(obligation_id)
    AND (paper_id IS NULL OR council_paper_seen(paper_id))
    AND (measure_id IS NULL OR EXISTS (SELECT FROM measure WHERE measure.id = discharge.measure_id))
    AND review_id IS NULL
  )
);
CREATE POLICY obligation_subject_read ON obligation_subject FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff()) OR council_obligation_seen(obligation_id)
);
CREATE POLICY followup_list_read ON followup_list FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR (
    is_public
    AND (SELECT council_actor_reads_public())
    AND network_meeting_seen(meeting_id)
  )
);
CREATE POLICY council_change_read ON council_change FOR SELECT TO {{app}} USING ((SELECT council_actor_is_staff()));
CREATE POLICY council_word_read ON council_word FOR SELECT TO {{app}} USING (
  (SELECT council_actor_is_staff())
  OR council_paper_seen(subject_id)
  OR council_resolution_seen(subject_id)
);

-- Adding.
CREATE POLICY paper_add ON paper FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_counter_add ON paper_counter FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_text_add ON paper_text FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_version_add ON paper_version FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_attachment_add ON paper_attachment FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_relation_add ON paper_relation FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY consultation_add ON consultation FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY resolution_add ON resolution FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY obligation_add ON obligation FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY obligation_event_add ON obligation_event FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY discharge_add ON discharge FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY obligation_subject_add ON obligation_subject FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY followup_list_add ON followup_list FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY council_change_add ON council_change FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY council_word_add ON council_word FOR INSERT TO {{app}} WITH CHECK ((SELECT council_actor_edits()));

-- Changing.
CREATE POLICY paper_change ON paper FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_counter_change ON paper_counter FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY paper_text_change ON paper_text FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY consultation_change ON consultation FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY obligation_change ON obligation FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));
CREATE POLICY discharge_change ON discharge FOR UPDATE TO {{app}}
  USING ((SELECT council_actor_edits())) WITH CHECK ((SELECT council_actor_edits()));

-- Taking back what only hangs on a paper that is not out yet, and words before they are written anew.
CREATE POLICY paper_attachment_remove ON paper_attachment FOR DELETE TO {{app}} USING (
  (SELECT council_actor_edits())
  AND EXISTS (SELECT FROM paper WHERE paper.id = paper_attachment.paper_id AND paper.state IN ('draft', 'internalReview'))
);
CREATE POLICY paper_relation_remove ON paper_relation FOR DELETE TO {{app}} USING ((SELECT council_actor_edits()));
CREATE POLICY consultation_remove ON consultation FOR DELETE TO {{app}} USING (
  (SELECT council_actor_edits()) AND result = 'none' AND agenda_item_id IS NULL
);
CREATE POLICY obligation_subject_remove ON obligation_subject FOR DELETE TO {{app}} USING ((SELECT council_actor_edits()));
CREATE POLICY council_word_remove ON council_word FOR DELETE TO {{app}} USING ((SELECT council_actor_edits()));

-- No UPDATE and no DELETE on paper_version, resolution, obligation_event, followup_list, council_change: they never change.
-- Of an obligation the quoted words and the resolution are fixed; of a discharge only that it was undone is added.
GRANT SELECT, INSERT ON
  paper, paper_counter, paper_text, paper_version, paper_attachment, paper_relation, consultation, resolution, obligation,
  obligation_event, discharge, obligation_subject, followup_list, council_change, council_word
  TO {{app}};
GRANT UPDATE (number, kind, title, is_public, state, lead_unit_id, rapporteur_role, originator_id, dated_on, address, version, changed_at, changed_by)
  ON paper TO {{app}};
GRANT UPDATE (last) ON paper_counter TO {{app}};
GRANT UPDATE (title, content, composed) ON paper_text TO {{app}};
GRANT UPDATE (position, body_id, meeting_id, agenda_item_id, role, authoritative, result, votes_yes, votes_no, votes_abstained, votes_excluded, result_note, version, changed_at, changed_by)
  ON consultation TO {{app}};
GRANT UPDATE (responsible_id, due_kind, due_body_id, due_day, due_count, state, reason, next_report_on, version, changed_at, changed_by)
  ON obligation TO {{app}};
GRANT UPDATE (undone_on, undone_reason) ON discharge TO {{app}};
GRANT DELETE ON paper_attachment, paper_relation, consultation, obligation_subject, council_word TO {{app}};
