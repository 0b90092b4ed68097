-- Written in the transaction of what it tells of, by whoever acts there: members, visitors, those who came by a link, and
-- the platform itself. Only the platform and the administrators read it, because it holds addresses.
CREATE TABLE mail_outbox (
  id uuid NOT NULL,
  recipient text NOT NULL,
  template text NOT NULL,
  locale text NOT NULL,
  template_values jsonb NOT NULL,
  links jsonb NOT NULL,
  unsubscribe_path text,
  about_kind text,
  about_id uuid,
  state text NOT NULL DEFAULT 'waiting',
  attempts smallint NOT NULL DEFAULT 0,
  error text,
  subject text,
  body text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  CONSTRAINT mail_outbox_pkey PRIMARY KEY (id),
  CONSTRAINT mail_outbox_recipient_length CHECK (length(recipient) BETWEEN 3 AND 254),
  CONSTRAINT mail_outbox_template_form CHECK (template ~ '^[a-z]+\.[a-z0-9-]+$'),
  CONSTRAINT mail_outbox_locale_form CHECK (locale ~ '^[a-z]{2}$'),
  CONSTRAINT mail_outbox_values_are_object CHECK (jsonb_typeof(template_values) = 'object'),
  CONSTRAINT mail_outbox_links_are_object CHECK (jsonb_typeof(links) = 'object'),
  CONSTRAINT mail_outbox_unsubscribe_below_tenant CHECK (unsubscribe_path LIKE '/%' AND unsubscribe_path NOT LIKE '//%'),
  CONSTRAINT mail_outbox_about_whole CHECK ((about_kind IS NULL) = (about_id IS NULL)),
  CONSTRAINT mail_outbox_state_known CHECK (state IN ('waiting', 'sent', 'failed')),
  CONSTRAINT mail_outbox_sent_has_time CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CONSTRAINT mail_outbox_attempts_counted CHECK (attempts >= 0),
  CONSTRAINT mail_outbox_error_is_code CHECK (error ~ '^[a-z0-9-]+$')
);
CREATE INDEX mail_outbox_by_time ON mail_outbox (created_at DESC, id DESC);
CREATE INDEX mail_outbox_by_state ON mail_outbox (state, created_at DESC, id DESC);
COMMENT ON TABLE mail_outbox IS 'Mails of this district: waiting, sent or failed. The text stands here once the job has written it; what made its links secret goes when it is sent. Kept for 90 days';

ALTER TABLE mail_outbox ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY mail_outbox_write ON mail_outbox FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) IN ('user', 'system', 'public', 'link') AND state = 'waiting');
CREATE POLICY mail_outbox_read ON mail_outbox FOR SELECT TO {{app}} USING (
  current_setting('app.actor', true) = 'system'
  OR EXISTS (
    SELECT FROM membership
    WHERE membership.id::text = current_setting('app.user_id', true) AND 'administrator' = ANY (membership.roles)
  )
);
CREATE POLICY mail_outbox_note ON mail_outbox FOR UPDATE TO {{app}} USING (
  current_setting('app.actor', true) = 'system'
  OR EXISTS (
    SELECT FROM membership
    WHERE membership.id::text = current_setting('app.user_id', true) AND 'administrator' = ANY (membership.roles)
  )
);
-- The platform removes what is old, and nothing else.
CREATE POLICY mail_outbox_old ON mail_outbox FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system' AND created_at < now() - interval '90 days');
GRANT SELECT, INSERT, DELETE ON mail_outbox TO {{app}};
GRANT UPDATE (links, unsubscribe_path, state, attempts, error, subject, body, sent_at) ON mail_outbox TO {{app}};
