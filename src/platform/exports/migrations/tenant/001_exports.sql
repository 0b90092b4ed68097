-- Lists that somebody ordered as a file. They are made in the background, fetched by the one who ordered them and by nobody
-- else, and go after a while; what is left is that there was one.

CREATE TABLE export_order (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  organisation_id uuid,
  controller_id uuid,
  kind text NOT NULL,
  title text NOT NULL,
  format text NOT NULL,
  query text NOT NULL,
  locale text NOT NULL,
  holds_people boolean NOT NULL,
  state text NOT NULL,
  reason text,
  rows_done integer NOT NULL DEFAULT 0,
  rows_total integer,
  ordered_at timestamptz NOT NULL,
  begun_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz,
  fetched_at timestamptz,
  CONSTRAINT export_order_pkey PRIMARY KEY (id),
  CONSTRAINT export_order_member FOREIGN KEY (member_id) REFERENCES membership (id),
  CONSTRAINT export_order_controller_with_organisation CHECK ((organisation_id IS NULL) = (controller_id IS NULL)),
  CONSTRAINT export_order_people_have_a_controller CHECK (NOT holds_people OR controller_id IS NOT NULL),
  CONSTRAINT export_order_kind_form CHECK (kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  CONSTRAINT export_order_title_length CHECK (length(title) BETWEEN 1 AND 120),
  CONSTRAINT export_order_format_known CHECK (format IN ('xlsx', 'csv', 'json')),
  CONSTRAINT export_order_query_length CHECK (length(query) <= 1000),
  CONSTRAINT export_order_state_known CHECK (state IN ('ordered', 'running', 'ready', 'failed', 'over')),
  CONSTRAINT export_order_reason_where_there_is_one CHECK (
    CASE state
      WHEN 'failed' THEN reason IN ('not-allowed', 'filter-over', 'too-many', 'broken')
      WHEN 'over' THEN reason IN ('expired', 'removed', 'withdrawn')
      ELSE reason IS NULL
    END
  ),
  CONSTRAINT export_order_ready_expires CHECK (state <> 'ready' OR (expires_at IS NOT NULL AND rows_total IS NOT NULL)),
  CONSTRAINT export_order_ended_at_the_end CHECK ((ended_at IS NULL) = (state IN ('ordered', 'running'))),
  CONSTRAINT export_order_rows_counted CHECK (rows_done >= 0 AND rows_done <= coalesce(rows_total, rows_done))
);
CREATE INDEX export_order_of_member ON export_order (member_id, ordered_at DESC);
CREATE INDEX export_order_to_fetch ON export_order (member_id) WHERE state = 'ready' AND fetched_at IS NULL;
CREATE INDEX export_order_by_expiry ON export_order (expires_at) WHERE state = 'ready';
CREATE INDEX export_order_by_end ON export_order (ended_at) WHERE state IN ('failed', 'over');
CREATE INDEX export_order_of_people ON export_order (controller_id) WHERE state = 'ready' AND holds_people;
COMMENT ON TABLE export_order IS 'Lists that members ordered as a file: which, under which filter, how far it is, until when it can be fetched. No contents: they lie in export_file and go first';
COMMENT ON COLUMN export_order.organisation_id IS 'For whom the member acted: the file is made and fetched in this capacity or not at all';
COMMENT ON COLUMN export_order.query IS 'What narrows the list, as in the address of its page: keys, days and ids, never the name of a person';
COMMENT ON COLUMN export_order.title IS 'What the list is called in the language of the one who ordered it';

CREATE TABLE export_file (
  export_id uuid NOT NULL,
  controller_id uuid,
  content bytea NOT NULL,
  subjects uuid[] NOT NULL,
  CONSTRAINT export_file_pkey PRIMARY KEY (export_id),
  CONSTRAINT export_file_of_order FOREIGN KEY (export_id) REFERENCES export_order (id) ON DELETE CASCADE
);
COMMENT ON TABLE export_file IS 'The bytes of an export until they expire, with the ids of the records in it: before it is given out each must still be visible';

CREATE FUNCTION exports_actor() RETURNS uuid
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE
      WHEN current_setting('app.actor', true) = 'user' AND NOT access_actor_views()
      THEN nullif(current_setting('app.user_id', true), '')::uuid
    END;
  END;
COMMENT ON FUNCTION exports_actor() IS 'The member who acts; null for the platform itself, for the public and for who looks as somebody else';

CREATE FUNCTION exports_actor_is_system() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system';
  END;
COMMENT ON FUNCTION exports_actor_is_system() IS 'The job that makes exports and lets them expire';

ALTER TABLE export_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE export_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY export_order_own ON export_order TO {{app}}
  USING (member_id = (SELECT exports_actor())) WITH CHECK (member_id = (SELECT exports_actor()));
CREATE POLICY export_order_made ON export_order TO {{app}}
  USING ((SELECT exports_actor_is_system())) WITH CHECK ((SELECT exports_actor_is_system()));

-- The platform writes a file and takes it away, and reads none: it sees only those that are about to go.
CREATE POLICY export_file_own ON export_file FOR SELECT TO {{app}} USING (
  (SELECT exports_actor()) IS NOT NULL
  AND EXISTS (SELECT FROM export_order WHERE export_order.id = export_file.export_id AND export_order.state = 'ready')
);
CREATE POLICY export_file_gone ON export_file FOR SELECT TO {{app}} USING (
  EXISTS (SELECT FROM export_order WHERE export_order.id = export_file.export_id AND export_order.state <> 'ready')
);
CREATE POLICY export_file_written ON export_file FOR INSERT TO {{app}} WITH CHECK ((SELECT exports_actor_is_system()));
CREATE POLICY export_file_removed ON export_file FOR DELETE TO {{app}} USING (
  EXISTS (SELECT FROM export_order WHERE export_order.id = export_file.export_id)
);

GRANT SELECT, INSERT, DELETE ON export_order, export_file TO {{app}};
GRANT UPDATE (state, reason, rows_done, rows_total, begun_at, ended_at, expires_at, fetched_at) ON export_order TO {{app}};
