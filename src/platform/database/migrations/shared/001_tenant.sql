CREATE TABLE tenant (
  key text NOT NULL,
  schema_name text NOT NULL,
  name text NOT NULL,
  demo boolean NOT NULL,
  origin text,
  land text NOT NULL,
  features jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tenant_pkey PRIMARY KEY (key),
  CONSTRAINT tenant_schema_unique UNIQUE (schema_name),
  CONSTRAINT tenant_key_form CHECK (key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(key) <= 32),
  CONSTRAINT tenant_name_filled CHECK (name ~ '\S'),
  CONSTRAINT tenant_origin_form CHECK (origin ~ '^https?://[^/?#]+$'),
  CONSTRAINT tenant_land_form CHECK (land ~ '^[A-Z]{2}$'),
  CONSTRAINT tenant_features_object CHECK (jsonb_typeof(features) = 'object')
);

COMMENT ON TABLE tenant IS 'The districts of this installation. Each has a schema of its own; demo never changes.';

-- The columns that never change are left out.
GRANT SELECT ON tenant TO {{app}}, {{insight}};
GRANT UPDATE (name, origin, features) ON tenant TO {{app}};
