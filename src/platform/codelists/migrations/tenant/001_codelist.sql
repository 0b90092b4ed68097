-- Codelists of the district. A version holds the whole list as it was decided; the highest is what holds now, and none is
-- ever changed or taken away. Lists are short (at most 500 entries), so a whole list a version is cheaper than rows and
-- their histories, and two versions compare without a query.
CREATE TABLE codelist_version (
  list text NOT NULL,
  version integer NOT NULL,
  entries jsonb NOT NULL,
  event text NOT NULL,
  subject text,
  reason text,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT codelist_version_pkey PRIMARY KEY (list, version),
  CONSTRAINT codelist_version_list_form CHECK (list ~ '^[a-z]+(-[a-z]+)*$' AND length(list) <= 60),
  CONSTRAINT codelist_version_positive CHECK (version > 0),
  CONSTRAINT codelist_version_entries_are_list CHECK (jsonb_typeof(entries) = 'array'),
  CONSTRAINT codelist_version_event_known CHECK (
    event IN ('loaded', 'adopted', 'added', 'changed', 'removed', 'merged', 'unmerged', 'imported')
  ),
  CONSTRAINT codelist_version_reason_length CHECK (length(reason) BETWEEN 1 AND 500)
);
COMMENT ON TABLE codelist_version IS 'Codelists as the district decided them, whole lists, append-only by grant; the highest version holds';

-- What a merge moved, so that it can be taken back while nothing else has changed.
CREATE TABLE codelist_merge (
  id uuid NOT NULL,
  list text NOT NULL,
  version integer NOT NULL,
  from_key text NOT NULL,
  into_key text NOT NULL,
  moved jsonb NOT NULL,
  undone_in integer,
  CONSTRAINT codelist_merge_pkey PRIMARY KEY (id),
  CONSTRAINT codelist_merge_version FOREIGN KEY (list, version) REFERENCES codelist_version (list, version),
  CONSTRAINT codelist_merge_undone FOREIGN KEY (list, undone_in) REFERENCES codelist_version (list, version),
  CONSTRAINT codelist_merge_of_two CHECK (from_key <> into_key),
  CONSTRAINT codelist_merge_undone_later CHECK (undone_in > version)
);
CREATE UNIQUE INDEX codelist_merge_of_version ON codelist_merge (list, version);
COMMENT ON TABLE codelist_merge IS 'Which records a merge of two entries moved, by kind of use; undone_in is the version that took it back';

ALTER TABLE codelist_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE codelist_merge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- The right codelists.edit, once more; the words of a list stand on pages for everybody, too.
CREATE POLICY codelist_version_read ON codelist_version FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system', 'public', 'link'));
CREATE POLICY codelist_version_add ON codelist_version FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])));
CREATE POLICY codelist_merge_read ON codelist_merge FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY codelist_merge_add ON codelist_merge FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])));
CREATE POLICY codelist_merge_undo ON codelist_merge FOR UPDATE TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator', 'coordinator']))) WITH CHECK ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])));
GRANT SELECT, INSERT ON codelist_version, codelist_merge TO {{app}};
GRANT UPDATE (undone_in) ON codelist_merge TO {{app}};
