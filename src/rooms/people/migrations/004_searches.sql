-- What somebody looked for, so that the answer has an address without a name in it. Only the words are kept, for two hours
-- and for the one who looked; who is found is asked anew each time, under the rights of that moment.

CREATE TABLE person_search (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  user_id uuid NOT NULL,
  given_name text,
  family_name text,
  birth text,
  created_at timestamptz NOT NULL,
  CONSTRAINT person_search_pk PRIMARY KEY (id),
  CONSTRAINT person_search_name_length CHECK (length(given_name) BETWEEN 1 AND 120 AND length(family_name) BETWEEN 1 AND 120),
  CONSTRAINT person_search_birth_length CHECK (length(birth) BETWEEN 1 AND 20)
);
CREATE INDEX person_search_by_time ON person_search (created_at);
COMMENT ON TABLE person_search IS 'Searches for persons: the words, for two hours, for the one who looked';

ALTER TABLE person_search ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY person_search_own ON person_search TO {{app}}
  USING (
    (SELECT people_actor_is_system())
    OR (
      user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)
      AND controller_id = (SELECT people_actor_controller())
    )
  )
  WITH CHECK (
    user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)
    AND controller_id = (SELECT people_actor_controller())
  );
GRANT SELECT, INSERT, DELETE ON person_search TO {{app}};
