-- Planning conferences: what people of a municipality collect on site, without a name. Cards are there until the conference
-- is finished; what became a topic stays as its finding.

CREATE TABLE conference (
  id uuid NOT NULL,
  code text NOT NULL,
  title text NOT NULL,
  municipality_id uuid,
  held_on date NOT NULL,
  state text NOT NULL,
  points_each smallint NOT NULL,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT conference_pk PRIMARY KEY (id),
  CONSTRAINT conference_key_once UNIQUE (code),
  CONSTRAINT conference_with_points UNIQUE (id, points_each),
  CONSTRAINT conference_code_form CHECK (code ~ '^[2-9A-HJKMNP-TV-Z]{6}$'),
  CONSTRAINT conference_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT conference_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT conference_state_known CHECK (state IN ('collecting', 'clustering', 'voting', 'result', 'finished')),
  CONSTRAINT conference_points_few CHECK (points_each BETWEEN 1 AND 10),
  CONSTRAINT conference_version_positive CHECK (version > 0)
);
CREATE INDEX conference_by_day ON conference (held_on DESC, id);
COMMENT ON TABLE conference IS 'Planning conferences of a municipality: cards are collected, clustered and voted on. The code stands on the projector; whoever has it takes part without an account';

CREATE TABLE conference_cluster (
  id uuid NOT NULL,
  conference_id uuid NOT NULL,
  position smallint NOT NULL,
  title text NOT NULL,
  hurdle text NOT NULL,
  interface_id uuid,
  points integer,
  topic_id uuid,
  CONSTRAINT conference_cluster_pk PRIMARY KEY (id),
  CONSTRAINT conference_cluster_key_once UNIQUE (conference_id, position),
  CONSTRAINT conference_cluster_conference FOREIGN KEY (conference_id) REFERENCES conference (id),
  CONSTRAINT conference_cluster_position_few CHECK (position BETWEEN 1 AND 40),
  CONSTRAINT conference_cluster_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT conference_cluster_hurdle_form CHECK (hurdle ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT conference_cluster_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT conference_cluster_points_positive CHECK (points >= 0),
  CONSTRAINT conference_cluster_topic FOREIGN KEY (topic_id) REFERENCES topic (id)
);
COMMENT ON TABLE conference_cluster IS 'What the cards of a conference have in common; its points are written once voting is over';

CREATE TABLE conference_card (
  id uuid NOT NULL,
  conference_id uuid NOT NULL,
  cluster_id uuid,
  body text NOT NULL,
  locale text NOT NULL,
  CONSTRAINT conference_card_pk PRIMARY KEY (id),
  CONSTRAINT conference_card_conference FOREIGN KEY (conference_id) REFERENCES conference (id),
  CONSTRAINT conference_card_cluster FOREIGN KEY (cluster_id) REFERENCES conference_cluster (id),
  CONSTRAINT conference_card_locale_form CHECK (locale ~ '^[a-z]{2,3}$'),
  CONSTRAINT conference_card_body_length CHECK (length(body) BETWEEN 1 AND 280),
  -- The last lock behind the rule of the program: no day, no id, no file reference, no address of mail.
  CONSTRAINT conference_card_tells_nobody CHECK (
    body !~ '\m[0-9]{1,2}\s?[.]\s?[0-9]{1,2}[.]' AND body !~ '\m[0-9]{4}-[0-9]{2}-[0-9]{2}\M'
    AND body !~* '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-' AND body !~ '\m[A-ZÄÖÜ]{2,5}-[0-9]{4}-[0-9]{2,}' AND body !~ '@'
  )
);
CREATE INDEX conference_card_of_conference ON conference_card (conference_id, id);
CREATE INDEX conference_card_of_cluster ON conference_card (cluster_id) WHERE cluster_id IS NOT NULL;
COMMENT ON TABLE conference_card IS 'Cards of a conference until it is finished: a text and the language it was written in, no name, no time, no device; the id tells nothing';
COMMENT ON COLUMN conference_card.locale IS 'The language of the page that it was written on, so that it is read out and set in the right direction';

CREATE TABLE conference_ballot (
  conference_id uuid NOT NULL,
  device bytea NOT NULL,
  points_each smallint NOT NULL,
  given uuid[] NOT NULL,
  CONSTRAINT conference_ballot_key_once PRIMARY KEY (conference_id, device),
  CONSTRAINT conference_ballot_conference FOREIGN KEY (conference_id, points_each) REFERENCES conference (id, points_each),
  CONSTRAINT conference_ballot_device_length CHECK (length(device) = 32),
  CONSTRAINT conference_ballot_points_few CHECK (cardinality(given) BETWEEN 1 AND points_each),
  CONSTRAINT conference_ballot_points_whole CHECK (array_ndims(given) = 1 AND array_position(given, NULL) IS NULL)
);
COMMENT ON TABLE conference_ballot IS 'The ballot of one browser while voting is open: one row, so that two sent at once are never added up. The device is a hash of a secret that the browser forgets when it is closed; gone once the points are counted';
COMMENT ON COLUMN conference_ballot.given IS 'One entry for each point: the cluster that it went to';

CREATE TABLE conference_finding (
  id uuid NOT NULL,
  topic_id uuid NOT NULL,
  conference_id uuid NOT NULL,
  cluster_title text NOT NULL,
  points integer NOT NULL,
  body text NOT NULL,
  locale text NOT NULL,
  CONSTRAINT conference_finding_pk PRIMARY KEY (id),
  CONSTRAINT conference_finding_topic FOREIGN KEY (topic_id) REFERENCES topic (id),
  CONSTRAINT conference_finding_conference FOREIGN KEY (conference_id) REFERENCES conference (id),
  CONSTRAINT conference_finding_locale_form CHECK (locale ~ '^[a-z]{2,3}$'),
  CONSTRAINT conference_finding_body_length CHECK (length(body) BETWEEN 1 AND 400),
  -- As finding_text_tells_nobody: no day, no id, no file reference, no address of mail.
  CONSTRAINT conference_finding_tells_nobody CHECK (
    body !~ '\m[0-9]{1,2}\s?[.]\s?[0-9]{1,2}[.]' AND body !~ '\m[0-9]{4}-[0-9]{2}-[0-9]{2}\M'
    AND body !~* '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-' AND body !~ '\m[A-ZÄÖÜ]{2,5}-[0-9]{4}-[0-9]{2,}' AND body !~ '@'
  )
);
CREATE INDEX conference_finding_of_topic ON conference_finding (topic_id);
CREATE INDEX conference_finding_of_conference ON conference_finding (conference_id);
COMMENT ON TABLE conference_finding IS 'Findings of source network: cards that became part of a topic. No case stands behind them, so they are no case in any count';
