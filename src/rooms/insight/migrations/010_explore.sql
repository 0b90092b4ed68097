-- Event logs that somebody uploaded to look at them once: their figures, for who uploaded them and for
-- nobody else, for 30 days. Neither the file nor any event of it is kept.

CREATE TABLE insight_log (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  title text NOT NULL,
  source_kind text NOT NULL,
  reading jsonb NOT NULL,
  uploaded_at timestamptz NOT NULL,
  CONSTRAINT insight_log_pk PRIMARY KEY (id),
  CONSTRAINT insight_log_member FOREIGN KEY (member_id) REFERENCES membership (id),
  CONSTRAINT insight_log_title_length CHECK (length(title) BETWEEN 1 AND 120),
  CONSTRAINT insight_log_source_known CHECK (source_kind IN ('csv', 'xes', 'ocel-json', 'ocel-xml'))
);
CREATE INDEX insight_log_of_member ON insight_log (member_id, uploaded_at DESC);
CREATE INDEX insight_log_by_time ON insight_log (uploaded_at, id);
COMMENT ON TABLE insight_log IS 'Event logs that a member uploaded to explore them: title, and how they were read. Seen by that member only, gone after 30 days';
COMMENT ON COLUMN insight_log.reading IS 'Which columns were read as what, how many events and cases, what was odd: no values of the log';

CREATE TABLE insight_log_figures (
  log_id uuid NOT NULL,
  figures bytea NOT NULL,
  CONSTRAINT insight_log_figures_pk PRIMARY KEY (log_id),
  CONSTRAINT insight_log_figures_of_log FOREIGN KEY (log_id) REFERENCES insight_log (id) ON DELETE CASCADE,
  CONSTRAINT insight_log_figures_size CHECK (octet_length(figures) BETWEEN 1 AND 8388608)
);
COMMENT ON TABLE insight_log_figures IS 'The figures of an uploaded log, worked out once when it was read: pairs of offices or steps, months, repetitions; no event, no case, nobody';

CREATE FUNCTION insight_explorer() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN current_setting('app.actor', true) = 'user' AND NOT access_actor_views()
        AND access_actor_has(ARRAY['coordinator', 'lead'])
      THEN nullif(current_setting('app.user_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION insight_explorer() IS 'The member who acts, where a role lets them explore logs; null for who looks as somebody else, and for everybody else';

CREATE FUNCTION insight_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION insight_is_system() IS 'The program itself: the deletion after 30 days, the making of files';

ALTER TABLE insight_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE insight_log_figures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY insight_log_own ON insight_log TO {{app}}
  USING (member_id = (SELECT insight_explorer())) WITH CHECK (member_id = (SELECT insight_explorer()));
CREATE POLICY insight_log_due ON insight_log FOR SELECT TO {{app}} USING ((SELECT insight_is_system()));
CREATE POLICY insight_log_forgotten ON insight_log FOR DELETE TO {{app}} USING ((SELECT insight_is_system()));
-- The program removes figures with their log and never reads them.
CREATE POLICY insight_log_figures_own ON insight_log_figures TO {{app}}
  USING (
    (SELECT insight_explorer()) IS NOT NULL
    AND EXISTS (SELECT FROM insight_log WHERE insight_log.id = insight_log_figures.log_id)
  )
  WITH CHECK (
    (SELECT insight_explorer()) IS NOT NULL
    AND EXISTS (SELECT FROM insight_log WHERE insight_log.id = insight_log_figures.log_id)
  );
GRANT SELECT, INSERT, DELETE ON insight_log, insight_log_figures TO {{app}};
