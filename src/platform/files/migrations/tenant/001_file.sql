CREATE TABLE stored_file (
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 bytea NOT NULL,
  is_public boolean NOT NULL DEFAULT false,
  link_hash bytea,
  created_at timestamptz NOT NULL,
  created_by uuid,
  CONSTRAINT stored_file_pkey PRIMARY KEY (id),
  CONSTRAINT stored_file_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT stored_file_name_is_no_path CHECK (name !~ '[/\\]'),
  CONSTRAINT stored_file_kind_known CHECK (kind IN ('pdf', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'png', 'jpeg', 'csv', 'txt')),
  CONSTRAINT stored_file_size_within CHECK (size_bytes BETWEEN 1 AND 20971520),
  CONSTRAINT stored_file_sha256_length CHECK (length(sha256) = 32),
  CONSTRAINT stored_file_link_hash_length CHECK (length(link_hash) = 32)
);
CREATE INDEX stored_file_by_hash ON stored_file (sha256);
COMMENT ON TABLE stored_file IS 'Files that belong to records of rooms: what each is called, is and weighs. The content lies apart, so that lists never read it';

CREATE TABLE stored_file_content (
  file_id uuid NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT stored_file_content_pkey PRIMARY KEY (file_id),
  CONSTRAINT stored_file_content_of_file FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE CASCADE
);
COMMENT ON TABLE stored_file_content IS 'The bytes of a file, never changed';

-- Which record a file belongs to, and so who may read it, is the business of its room; this lock keeps out everybody whom no
-- room could let in: members of councils and the public see public files only, a link what came by it.
CREATE FUNCTION stored_file_reader_is_staff() RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT current_setting('app.actor', true) = 'system'
      OR EXISTS (
        SELECT FROM membership
        WHERE membership.id::text = current_setting('app.user_id', true)
          AND membership.roles && ARRAY['administrator', 'coordinator', 'lead', 'caseManager', 'municipality', 'dataProtection']
      );
  END;
COMMENT ON FUNCTION stored_file_reader_is_staff() IS 'True for the system itself and for all members but those of councils';

ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE stored_file_content ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY stored_file_read ON stored_file FOR SELECT TO {{app}} USING (
  (SELECT stored_file_reader_is_staff())
  OR (is_public AND current_setting('app.actor', true) IN ('user', 'public', 'link'))
  OR (current_setting('app.actor', true) = 'link' AND encode(link_hash, 'hex') = current_setting('app.link', true))
);
CREATE POLICY stored_file_write ON stored_file FOR INSERT TO {{app}} WITH CHECK (
  (SELECT stored_file_reader_is_staff())
  OR (current_setting('app.actor', true) = 'link' AND encode(link_hash, 'hex') = current_setting('app.link', true) AND NOT is_public)
);
CREATE POLICY stored_file_publish ON stored_file FOR UPDATE TO {{app}} USING ((SELECT stored_file_reader_is_staff()));
CREATE POLICY stored_file_remove ON stored_file FOR DELETE TO {{app}} USING ((SELECT stored_file_reader_is_staff()));
CREATE POLICY stored_file_content_app ON stored_file_content TO {{app}}
  USING (EXISTS (SELECT FROM stored_file WHERE stored_file.id = stored_file_content.file_id))
  WITH CHECK (EXISTS (SELECT FROM stored_file WHERE stored_file.id = stored_file_content.file_id));
GRANT SELECT, INSERT, DELETE ON stored_file, stored_file_content TO {{app}};
GRANT UPDATE (is_public) ON stored_file TO {{app}};
