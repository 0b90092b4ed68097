-- Findings (Befunde): where practice got stuck, without persons. What is told stands in finding; who told it, and of which
-- case, stands in finding_origin, which only the author reads. Whoever releases a text reads finding alone.

CREATE TABLE finding_key (
  id smallint NOT NULL,
  secret bytea NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT finding_key_pk PRIMARY KEY (id),
  CONSTRAINT finding_key_is_one CHECK (id = 1),
  CONSTRAINT finding_key_length CHECK (length(secret) = 32)
);
COMMENT ON TABLE finding_key IS 'The key under which cases are hashed, so that findings of one case count once. Without it nobody gets from a finding to its case';

CREATE TABLE finding (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  interface_id uuid,
  hurdle text NOT NULL,
  quarter date NOT NULL,
  region_key text,
  text text,
  state text NOT NULL,
  reason text,
  told_by text NOT NULL,
  source_hash bytea,
  decided_on date,
  decided_by uuid,
  topic_title text,
  topic_decision_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  CONSTRAINT finding_pk PRIMARY KEY (id),
  CONSTRAINT finding_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT finding_hurdle_form CHECK (hurdle ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT finding_quarter_begins CHECK (extract(day FROM quarter) = 1 AND extract(month FROM quarter) IN (1, 4, 7, 10)),
  CONSTRAINT finding_region_form CHECK (region_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(region_key) <= 60),
  CONSTRAINT finding_text_length CHECK (length(text) BETWEEN 1 AND 400),
  -- The last lock behind the rule of the program: no day, no id, no file reference, no address of mail.
  CONSTRAINT finding_text_tells_nobody CHECK (
    text !~ '\m[0-9]{1,2}\s?[.]\s?[0-9]{1,2}[.]' AND text !~ '\m[0-9]{4}-[0-9]{2}-[0-9]{2}\M'
    AND text !~* '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-' AND text !~ '\m[A-ZÄÖÜ]{2,5}-[0-9]{4}-[0-9]{2,}' AND text !~ '@'
  ),
  CONSTRAINT finding_state_known CHECK (state IN ('reported', 'returned', 'released', 'dropped', 'inTopic')),
  CONSTRAINT finding_waits_for_its_text CHECK (state NOT IN ('reported', 'returned') OR text IS NOT NULL),
  CONSTRAINT finding_reason_known CHECK (reason IN ('personal', 'unclear', 'otherPlace')),
  CONSTRAINT finding_returned_with_reason CHECK (state <> 'returned' OR reason IS NOT NULL),
  CONSTRAINT finding_told_by_known CHECK (told_by IN ('case', 'person')),
  CONSTRAINT finding_hash_of_case CHECK ((told_by = 'case') = (source_hash IS NOT NULL)),
  CONSTRAINT finding_hash_length CHECK (length(source_hash) = 32),
  CONSTRAINT finding_topic_named CHECK ((topic_title IS NOT NULL) = (state = 'inTopic')),
  CONSTRAINT finding_topic_length CHECK (length(topic_title) BETWEEN 1 AND 200),
  CONSTRAINT finding_version_positive CHECK (version > 0)
);
CREATE INDEX finding_waiting ON finding (quarter, id) WHERE state = 'reported';
CREATE INDEX finding_by_hurdle ON finding (hurdle);
CREATE INDEX finding_by_cell ON finding (interface_id, hurdle, quarter);
COMMENT ON TABLE finding IS 'Findings: interface, hurdle, quarter, region and a redacted text that a second person released. No person, no case, no author, no day';
COMMENT ON COLUMN finding.quarter IS 'First day of the quarter in which it was noticed';
COMMENT ON COLUMN finding.text IS 'What somebody wrote; leaves the people''s side only in the states released and inTopic';
COMMENT ON COLUMN finding.reason IS 'Why the second person sent the text back or dropped it';
COMMENT ON COLUMN finding.told_by IS 'case: reported from a case file; person: told without a name by somebody concerned';
COMMENT ON COLUMN finding.source_hash IS 'Keyed hash of the case: findings of one case count once. Null: told without a name, counts as no case';
COMMENT ON COLUMN finding.topic_title IS 'The topic of the steering group that it became a part of';

CREATE TABLE finding_origin (
  finding_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  case_id uuid NOT NULL,
  author_id uuid NOT NULL,
  municipality_id uuid,
  reported_at timestamptz NOT NULL,
  CONSTRAINT finding_origin_pk PRIMARY KEY (finding_id),
  CONSTRAINT finding_origin_finding FOREIGN KEY (finding_id) REFERENCES finding (id),
  CONSTRAINT finding_origin_case FOREIGN KEY (case_id) REFERENCES case_file (id),
  CONSTRAINT finding_origin_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX finding_origin_of_author ON finding_origin (author_id, reported_at DESC, finding_id);
CREATE INDEX finding_origin_of_case ON finding_origin (case_id);
COMMENT ON TABLE finding_origin IS 'Who reported a finding from which case: read by its author alone, so that they see what became of it. Goes with the case';

CREATE FUNCTION cases_finding_author() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN coalesce(current_setting('app.actor', true), '') = 'user'
        AND NOT access_actor_views() AND access_actor_roles() && ARRAY['caseManager']
      THEN nullif(current_setting('app.user_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION cases_finding_author() IS 'The member as an author of findings; null for who does no case management';

CREATE FUNCTION cases_finding_releases_all() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'user'
      AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator'];
  END;
COMMENT ON FUNCTION cases_finding_releases_all() IS 'True for coordination, which reads the texts of all controllers, without author and case';

CREATE FUNCTION cases_finding_releases_for() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN cases_finding_author() IS NOT NULL THEN nullif(current_setting('app.controller_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION cases_finding_releases_for() IS 'The controller whose findings a case manager reads as the second person';

ALTER TABLE finding_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE finding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE finding_origin ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY finding_key_read ON finding_key FOR SELECT TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR (SELECT cases_finding_author()) IS NOT NULL);
CREATE POLICY finding_key_add ON finding_key FOR INSERT TO {{app}}
  WITH CHECK ((SELECT cases_actor_is_system()) OR (SELECT cases_finding_author()) IS NOT NULL);

CREATE POLICY finding_origin_read ON finding_origin FOR SELECT TO {{app}}
  USING ((SELECT cases_actor_is_system()) OR author_id = (SELECT cases_finding_author()));
-- Only from a case that the author may see: case_file is looked up under its own policy.
CREATE POLICY finding_origin_add ON finding_origin FOR INSERT TO {{app}} WITH CHECK (
  (SELECT cases_actor_is_system())
  OR (
    author_id = (SELECT cases_finding_author())
    AND controller_id = (SELECT cases_finding_releases_for())
    AND EXISTS (SELECT FROM case_file WHERE case_file.id = finding_origin.case_id)
  )
);
CREATE POLICY finding_origin_forget ON finding_origin FOR DELETE TO {{app}} USING ((SELECT cases_actor_is_system()));

CREATE FUNCTION cases_finding_own(finding uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM finding_origin WHERE finding_origin.finding_id = finding);
  END;
COMMENT ON FUNCTION cases_finding_own(uuid) IS 'Whether the actor wrote the finding: finding_origin shows everybody their own alone';

CREATE POLICY finding_read ON finding FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system())
  OR (SELECT cases_finding_releases_all())
  OR controller_id = (SELECT cases_finding_releases_for())
);
CREATE POLICY finding_add ON finding FOR INSERT TO {{app}} WITH CHECK (
  (SELECT cases_actor_is_system())
  OR (SELECT cases_finding_releases_all()) AND told_by = 'person'
  OR controller_id = (SELECT cases_finding_releases_for())
);
-- The author may send again, withdraw, or let it count without a text; everything else is the second person's.
CREATE POLICY finding_change ON finding FOR UPDATE TO {{app}}
  USING (
    (SELECT cases_actor_is_system())
    OR (SELECT cases_finding_releases_all())
    OR controller_id = (SELECT cases_finding_releases_for())
  )
  WITH CHECK (
    (SELECT cases_actor_is_system())
    OR NOT cases_finding_own(id)
    OR state IN ('reported', 'dropped')
    OR state = 'released' AND text IS NULL
  );

GRANT SELECT, INSERT ON finding_key, finding, finding_origin TO {{app}};
GRANT DELETE ON finding_origin TO {{app}};
GRANT UPDATE (text, state, reason, decided_on, decided_by, topic_title, topic_decision_on, version) ON finding TO {{app}};

-- What the view of 031_findings.publish.sql reads, and no column more.
GRANT SELECT (id, interface_id, hurdle, quarter, region_key, text, state, source_hash, simulated) ON finding TO {{publish}};
CREATE POLICY finding_publish ON finding FOR SELECT TO {{publish}} USING (state IN ('released', 'inTopic'));
