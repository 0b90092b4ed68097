-- The ledger of what left the gate for others than named coordinators. Figures as they were released, never those behind them.

CREATE TABLE insight_release (
  id uuid NOT NULL,
  audience text NOT NULL,
  name text NOT NULL,
  question text NOT NULL,
  rule text NOT NULL,
  source json NOT NULL,
  tables json NOT NULL,
  proof json NOT NULL,
  cells json NOT NULL,
  populations text[] NOT NULL,
  checksum text NOT NULL,
  simulated boolean NOT NULL,
  released_at timestamptz NOT NULL,
  released_by uuid,
  CONSTRAINT insight_release_pk PRIMARY KEY (id),
  CONSTRAINT insight_release_key_once UNIQUE (audience, checksum),
  CONSTRAINT insight_release_audience_known CHECK (audience IN ('funder', 'steering', 'public')),
  CONSTRAINT insight_release_rule_known CHECK (rule IN ('least-3', 'least-5', 'prescribed')),
  CONSTRAINT insight_release_rule_of_audience CHECK (
    (audience = 'funder') = (rule = 'prescribed') AND (audience = 'public') = (rule = 'least-5')
  ),
  CONSTRAINT insight_release_name_form CHECK (name ~ '^[a-z][A-Za-z0-9-]{0,59}$'),
  CONSTRAINT insight_release_question_length CHECK (length(question) <= 2000),
  CONSTRAINT insight_release_checksum_form CHECK (checksum ~ '^[0-9a-f]{16}$')
);
CREATE INDEX insight_release_by_day ON insight_release (audience, released_at DESC, id);
CREATE INDEX insight_release_by_time ON insight_release (released_at DESC, id);
COMMENT ON TABLE insight_release IS 'Releases of figures for funder, steering group and public, as they left, with the rule and what the audit did. Append-only: a release is for good';
COMMENT ON COLUMN insight_release.tables IS 'The tables as released, with their columns in order (json keeps it): of each cell the value, or why it was withheld';
COMMENT ON COLUMN insight_release.cells IS 'Whom each figure counts and what a reader knows of it: what the attacker of later releases starts from. Says nothing that the tables do not say';
COMMENT ON COLUMN insight_release.released_by IS 'The member who released; null for the program';

CREATE FUNCTION insight_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'system';
  END;
COMMENT ON FUNCTION insight_actor_is_system() IS 'True for the program itself: loading, jobs';

CREATE FUNCTION insight_actor_publishes() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT coalesce(current_setting('app.actor', true), '') = 'user'
      AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator', 'lead'];
  END;
COMMENT ON FUNCTION insight_actor_publishes() IS 'The right insight.publish; nobody publishes while looking at the platform as somebody else';

CREATE FUNCTION insight_audiences_read() RETURNS text[]
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN insight_actor_is_system() THEN ARRAY['funder', 'steering', 'public']
      WHEN coalesce(current_setting('app.actor', true), '') = 'user' AND access_actor_roles() && ARRAY['coordinator', 'lead']
        THEN ARRAY['funder', 'steering', 'public']
      WHEN coalesce(current_setting('app.actor', true), '') = 'user' AND access_actor_roles() && ARRAY['steering']
        THEN ARRAY['steering', 'public']
      ELSE ARRAY['public']
    END;
  END;
COMMENT ON FUNCTION insight_audiences_read() IS 'Whose releases the actor reads: what was made public everybody, the steering group also its own, coordination and head all';

ALTER TABLE insight_release ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY insight_release_read ON insight_release FOR SELECT TO {{app}}
  USING (audience = ANY ((SELECT insight_audiences_read())::text[]));
CREATE POLICY insight_release_add ON insight_release FOR INSERT TO {{app}}
  WITH CHECK ((SELECT insight_actor_is_system()) OR (SELECT insight_actor_publishes()));
GRANT SELECT, INSERT ON insight_release TO {{app}};

-- Two releases at once would each be attacked without the other: whoever writes into the ledger first waits for this one row.
CREATE TABLE insight_release_turn (
  id smallint NOT NULL,
  CONSTRAINT insight_release_turn_pk PRIMARY KEY (id),
  CONSTRAINT insight_release_turn_is_one CHECK (id = 1)
);
INSERT INTO insight_release_turn (id) VALUES (1);
COMMENT ON TABLE insight_release_turn IS 'One row, locked by whoever is releasing figures: releases of a district come one after the other';

CREATE FUNCTION insight_actor_releases() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT insight_actor_is_system() OR coalesce(current_setting('app.actor', true), '') = 'user'
      AND NOT access_actor_views() AND access_actor_roles() && ARRAY['coordinator', 'lead', 'steering'];
  END;
COMMENT ON FUNCTION insight_actor_releases() IS 'Whoever publishes, and the steering group, whose pages are recorded as they are read';

ALTER TABLE insight_release_turn ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY insight_release_turn_read ON insight_release_turn FOR SELECT TO {{app}} USING ((SELECT insight_actor_releases()));
CREATE POLICY insight_release_turn_take ON insight_release_turn FOR UPDATE TO {{app}} USING ((SELECT insight_actor_releases()));
-- To lock a row needs the right to change a column; its only value is 1.
GRANT SELECT, UPDATE (id) ON insight_release_turn TO {{app}};
