-- The secret of the cell-key method (docs/decisions/rules-of-release.md): of every hand-over a number for life, which only
-- who knows the secret could compute. It is made here, once per district, read by the publish role alone, and travels with
-- every backup, so that a restored district gives out the same figures. A number for life tells the same hand-over again in
-- every load; the running numbers of persons, drawn anew for each, do not undo that.

CREATE TABLE record_key (
  id smallint NOT NULL,
  inner_key bytea NOT NULL,
  outer_key bytea NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT record_key_pk PRIMARY KEY (id),
  CONSTRAINT record_key_is_one CHECK (id = 1),
  CONSTRAINT record_key_inner_length CHECK (length(inner_key) = 64),
  CONSTRAINT record_key_outer_length CHECK (length(outer_key) = 64)
);
COMMENT ON TABLE record_key IS 'The secret under which hand-overs get their number for the cell-key method, as the two padded keys of HMAC (RFC 2104), so that plain SHA-256 computes it';

-- 488 random bits from four random UUIDs, hashed to the 256 of a key, which is padded with zeros to the block of SHA-256.
INSERT INTO record_key (id, inner_key, outer_key, made_at)
WITH secret AS MATERIALIZED (
  SELECT sha256(
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
  ) || decode(repeat('00', 32), 'hex') AS padded
)
SELECT
  1,
  string_agg(set_byte('\x00'::bytea, 0, get_byte(secret.padded, place) # 54), ''::bytea ORDER BY place),
  string_agg(set_byte('\x00'::bytea, 0, get_byte(secret.padded, place) # 92), ''::bytea ORDER BY place),
  now()
FROM secret
CROSS JOIN generate_series(0, 63) AS place;

ALTER TABLE record_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY record_key_publish ON record_key FOR SELECT TO {{publish}} USING (true);
GRANT SELECT ON record_key TO {{publish}};
