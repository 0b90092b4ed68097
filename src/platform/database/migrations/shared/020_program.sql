-- An older program that meets a newer database says which version is needed.
CREATE TABLE program_version (
  version text NOT NULL,
  migrated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT program_version_pkey PRIMARY KEY (version),
  CONSTRAINT program_version_form CHECK (version ~ '^[0-9]+\.[0-9]+\.[0-9]+')
);
COMMENT ON TABLE program_version IS 'The versions of the program that have migrated this database, each when it first did';
