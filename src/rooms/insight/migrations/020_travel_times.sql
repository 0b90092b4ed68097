-- Travel times between the towns of the district, imported as a matrix. Public facts, no persons.

CREATE TABLE insight_travel_time (
  from_key text NOT NULL,
  to_key text NOT NULL,
  minutes integer NOT NULL,
  CONSTRAINT insight_travel_time_pk PRIMARY KEY (from_key, to_key),
  CONSTRAINT insight_travel_time_range CHECK (minutes BETWEEN 0 AND 600)
);
COMMENT ON TABLE insight_travel_time IS 'Minutes from town to town, by the keys of towns; whole or not there at all';

CREATE TABLE insight_travel_source (
  id uuid NOT NULL,
  source text NOT NULL,
  pairs integer NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by uuid,
  CONSTRAINT insight_travel_source_pk PRIMARY KEY (id),
  CONSTRAINT insight_travel_source_length CHECK (length(source) BETWEEN 1 AND 200),
  CONSTRAINT insight_travel_source_pairs_positive CHECK (pairs > 0)
);
CREATE INDEX insight_travel_source_latest ON insight_travel_source (imported_at DESC, id);
COMMENT ON TABLE insight_travel_source IS 'Where imported travel times come from, by which means of transport and of which timetable; append-only, the newest holds';

CREATE FUNCTION insight_actor_keeps_travel_times() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'user'
      AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator'];
  END;
COMMENT ON FUNCTION insight_actor_keeps_travel_times() IS 'The right insight.travel-times';

CREATE FUNCTION insight_actor_reads_travel_times() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT insight_actor_is_system() OR access_actor_has(ARRAY['coordinator', 'lead', 'steering']);
  END;
COMMENT ON FUNCTION insight_actor_reads_travel_times() IS 'Who asks for reach';

ALTER TABLE insight_travel_time ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE insight_travel_source ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY insight_travel_time_read ON insight_travel_time FOR SELECT TO {{app}}
  USING ((SELECT insight_actor_reads_travel_times()));
CREATE POLICY insight_travel_time_add ON insight_travel_time FOR INSERT TO {{app}}
  WITH CHECK ((SELECT insight_actor_keeps_travel_times()));
CREATE POLICY insight_travel_time_remove ON insight_travel_time FOR DELETE TO {{app}}
  USING ((SELECT insight_actor_keeps_travel_times()));
CREATE POLICY insight_travel_source_read ON insight_travel_source FOR SELECT TO {{app}}
  USING ((SELECT insight_actor_reads_travel_times()));
CREATE POLICY insight_travel_source_add ON insight_travel_source FOR INSERT TO {{app}}
  WITH CHECK ((SELECT insight_actor_keeps_travel_times()));
GRANT SELECT, INSERT, DELETE ON insight_travel_time TO {{app}};
GRANT SELECT, INSERT ON insight_travel_source TO {{app}};
