CREATE TABLE milestone (
  name text NOT NULL,
  reached_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT milestone_pkey PRIMARY KEY (name)
);

COMMENT ON TABLE milestone IS 'Work that is done once in the life of an installation, such as loading the demo tenants.';
