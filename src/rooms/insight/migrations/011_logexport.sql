-- The hand-overs of the district as a pseudonymised event log for outside tools: ordered by the head with a reason, written in
-- the background, made coarse, gone after two days.

CREATE TABLE insight_log_export (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  format text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  hand_overs integer,
  left_out integer,
  ordered_at timestamptz NOT NULL,
  made_at timestamptz,
  fetched_at timestamptz,
  CONSTRAINT insight_log_export_pk PRIMARY KEY (id),
  CONSTRAINT insight_log_export_member FOREIGN KEY (member_id) REFERENCES membership (id),
  CONSTRAINT insight_log_export_format_known CHECK (format IN ('xes', 'ocel')),
  CONSTRAINT insight_log_export_reason_length CHECK (length(reason) BETWEEN 10 AND 500),
  CONSTRAINT insight_log_export_state_known CHECK (state IN ('ordered', 'ready', 'tooLarge')),
  CONSTRAINT insight_log_export_ready_counted CHECK ((state = 'ready') = (num_nonnulls(hand_overs, left_out, made_at) = 3))
);
CREATE INDEX insight_log_export_of_member ON insight_log_export (member_id, ordered_at DESC);
CREATE INDEX insight_log_export_by_time ON insight_log_export (ordered_at, id);
COMMENT ON TABLE insight_log_export IS 'Exports of the pseudonymised log of the district: who ordered which form for what reason, and what was left out. The file lies in insight_log_export_content';

CREATE TABLE insight_log_export_content (
  export_id uuid NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT insight_log_export_content_pk PRIMARY KEY (export_id),
  CONSTRAINT insight_log_export_content_of_export FOREIGN KEY (export_id) REFERENCES insight_log_export (id) ON DELETE CASCADE,
  CONSTRAINT insight_log_export_content_size CHECK (octet_length(content) BETWEEN 1 AND 104857600)
);
COMMENT ON TABLE insight_log_export_content IS 'The bytes of such an export until they go: numbers drawn anew, days only to the week, small cells merged';

CREATE FUNCTION insight_log_exporter() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN current_setting('app.actor', true) = 'user' AND NOT access_actor_views()
        AND access_actor_has(ARRAY['lead'])
      THEN nullif(current_setting('app.user_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION insight_log_exporter() IS 'The member who acts, where they are head of the integration centre; null for everybody else';

ALTER TABLE insight_log_export ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE insight_log_export_content ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY insight_log_export_own ON insight_log_export TO {{app}}
  USING (member_id = (SELECT insight_log_exporter())) WITH CHECK (member_id = (SELECT insight_log_exporter()));
CREATE POLICY insight_log_export_made ON insight_log_export TO {{app}}
  USING ((SELECT insight_is_system())) WITH CHECK ((SELECT insight_is_system()));
-- The program writes a file and never reads it.
CREATE POLICY insight_log_export_content_own ON insight_log_export_content FOR SELECT TO {{app}} USING (
  (SELECT insight_log_exporter()) IS NOT NULL
  AND EXISTS (SELECT FROM insight_log_export WHERE insight_log_export.id = insight_log_export_content.export_id)
);
CREATE POLICY insight_log_export_content_written ON insight_log_export_content FOR INSERT TO {{app}}
  WITH CHECK ((SELECT insight_is_system()));
GRANT SELECT, INSERT, DELETE ON insight_log_export TO {{app}};
GRANT UPDATE (state, hand_overs, left_out, made_at, fetched_at) ON insight_log_export TO {{app}};
GRANT SELECT, INSERT ON insight_log_export_content TO {{app}};
