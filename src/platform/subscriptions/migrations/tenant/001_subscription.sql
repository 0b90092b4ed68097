-- Who wants to be told by mail what becomes of a public record. An address is personal data: nobody but the platform reads
-- it, and whoever holds a link from one of its mails reaches that one subscription. Tokens are kept as hashes only.

CREATE TABLE subscription_request (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid,
  email text NOT NULL,
  locale text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT subscription_request_pkey PRIMARY KEY (id),
  CONSTRAINT subscription_request_kind_form CHECK (kind ~ '^[a-zA-Z]{1,40}$'),
  CONSTRAINT subscription_request_email_length CHECK (length(email) BETWEEN 3 AND 254),
  CONSTRAINT subscription_request_locale_form CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX subscription_request_by_time ON subscription_request (created_at);
COMMENT ON TABLE subscription_request IS 'What was asked for on a public page: a job turns it into a mail and removes it, so that the page can answer all alike';

CREATE TABLE subscription (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid,
  email text NOT NULL,
  locale text NOT NULL,
  asked_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  CONSTRAINT subscription_pkey PRIMARY KEY (id),
  CONSTRAINT subscription_once UNIQUE NULLS NOT DISTINCT (kind, subject_id, email),
  CONSTRAINT subscription_kind_form CHECK (kind ~ '^[a-zA-Z]{1,40}$'),
  CONSTRAINT subscription_all_has_no_subject CHECK ((kind = 'all') = (subject_id IS NULL)),
  CONSTRAINT subscription_email_length CHECK (length(email) BETWEEN 3 AND 254),
  CONSTRAINT subscription_locale_form CHECK (locale ~ '^[a-z]{2}$')
);
CREATE INDEX subscription_of_email ON subscription (email);
CREATE INDEX subscription_unconfirmed ON subscription (asked_at) WHERE confirmed_at IS NULL;
COMMENT ON TABLE subscription IS 'Subscriptions by mail (double opt-in). Unconfirmed ones go after seven days, ended ones at once';

CREATE TABLE subscription_token (
  hash bytea NOT NULL,
  subscription_id uuid NOT NULL,
  reason text NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT subscription_token_pkey PRIMARY KEY (hash),
  CONSTRAINT subscription_token_of_subscription FOREIGN KEY (subscription_id) REFERENCES subscription (id) ON DELETE CASCADE,
  CONSTRAINT subscription_token_hash_length CHECK (length(hash) = 32),
  CONSTRAINT subscription_token_reason_known CHECK (reason IN ('asked', 'news'))
);
CREATE INDEX subscription_token_of ON subscription_token (subscription_id, made_at);
COMMENT ON TABLE subscription_token IS 'Links of the mails that were sent for a subscription, each with a token of its own, as SHA-256';

CREATE TABLE subscription_news (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  change text NOT NULL,
  happened_at timestamptz NOT NULL,
  CONSTRAINT subscription_news_pkey PRIMARY KEY (id),
  CONSTRAINT subscription_news_kind_form CHECK (kind ~ '^[a-zA-Z]{1,40}$'),
  CONSTRAINT subscription_news_change_form CHECK (change ~ '^[a-z-]{1,40}$')
);
COMMENT ON TABLE subscription_news IS 'Changes that subscribers have not been told of yet: ids and codes. What may be said of them is asked as the public when the mail is written';

ALTER TABLE subscription_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription_news ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY subscription_request_ask ON subscription_request FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) = 'public');
CREATE POLICY subscription_request_system ON subscription_request TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
CREATE POLICY subscription_system ON subscription TO {{app}}
  USING (current_setting('app.actor', true) = 'system') WITH CHECK (current_setting('app.actor', true) = 'system');
CREATE POLICY subscription_token_system ON subscription_token TO {{app}}
  USING (current_setting('app.actor', true) = 'system') WITH CHECK (current_setting('app.actor', true) = 'system');
CREATE POLICY subscription_token_link ON subscription_token FOR SELECT TO {{app}} USING (
  current_setting('app.actor', true) = 'link' AND encode(hash, 'hex') = current_setting('app.link', true)
);
CREATE POLICY subscription_link_reads ON subscription FOR SELECT TO {{app}} USING (
  current_setting('app.actor', true) = 'link'
  AND EXISTS (SELECT FROM subscription_token WHERE subscription_token.subscription_id = subscription.id)
);
CREATE POLICY subscription_link_confirms ON subscription FOR UPDATE TO {{app}} USING (
  current_setting('app.actor', true) = 'link'
  AND EXISTS (SELECT FROM subscription_token WHERE subscription_token.subscription_id = subscription.id)
);
CREATE POLICY subscription_link_ends ON subscription FOR DELETE TO {{app}} USING (
  current_setting('app.actor', true) = 'link'
  AND EXISTS (SELECT FROM subscription_token WHERE subscription_token.subscription_id = subscription.id)
);
CREATE POLICY subscription_news_tell ON subscription_news FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY subscription_news_system ON subscription_news TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
GRANT SELECT, INSERT, DELETE ON subscription_request, subscription, subscription_token, subscription_news TO {{app}};
GRANT UPDATE (confirmed_at, asked_at, locale) ON subscription TO {{app}};
