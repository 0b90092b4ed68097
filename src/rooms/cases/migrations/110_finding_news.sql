-- What a finding led to: the author reads it, so that reporting pays. Told by steering for cells, never for a finding;
-- which findings lie in them stays here.

CREATE TABLE finding_news (
  id uuid NOT NULL,
  finding_id uuid NOT NULL,
  kind text NOT NULL,
  said_on date NOT NULL,
  title text,
  before_days integer,
  after_days integer,
  CONSTRAINT finding_news_pk PRIMARY KEY (id),
  CONSTRAINT finding_news_finding FOREIGN KEY (finding_id) REFERENCES finding (id),
  CONSTRAINT finding_news_kind_known CHECK (kind IN (
    'topicFormed', 'proposed', 'accepted', 'rejected', 'deferred', 'escalated', 'measure', 'offer', 'target', 'helped',
    'didNot', 'tooEarly', 'closed', 'reopened'
  )),
  CONSTRAINT finding_news_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT finding_news_days_positive CHECK (before_days >= 0 AND after_days >= 0),
  CONSTRAINT finding_news_key_once UNIQUE NULLS NOT DISTINCT (finding_id, kind, said_on, title)
);
COMMENT ON TABLE finding_news IS 'What became of the topic that a finding is part of, as steering told it: no person, no case. Read by the author of the finding alone';
COMMENT ON COLUMN finding_news.said_on IS 'The day that the news is about, such as that of a decision';
COMMENT ON COLUMN finding_news.title IS 'What it became: the name of the topic, measure or offer';

ALTER TABLE finding_news ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- finding_origin shows everybody their own alone.
CREATE POLICY finding_news_read ON finding_news FOR SELECT TO {{app}} USING (
  (SELECT cases_actor_is_system())
  OR EXISTS (SELECT FROM finding_origin WHERE finding_origin.finding_id = finding_news.finding_id)
);
CREATE POLICY finding_news_add ON finding_news FOR INSERT TO {{app}} WITH CHECK ((SELECT cases_actor_is_system()));

GRANT SELECT, INSERT ON finding_news TO {{app}};
