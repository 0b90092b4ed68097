-- The pages that law and decency ask for, as the district decided them; a page without a row shows the program's text.
CREATE TABLE public_text (
  page text NOT NULL,
  locale text NOT NULL,
  version integer NOT NULL,
  body text,
  easy_language text,
  sign_language text,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT public_text_pkey PRIMARY KEY (page, locale, version),
  CONSTRAINT public_text_page_known CHECK (page IN ('imprint', 'privacy', 'accessibility', 'keyboard')),
  CONSTRAINT public_text_locale_form CHECK (locale ~ '^[a-z]{2}$'),
  CONSTRAINT public_text_version_positive CHECK (version > 0),
  CONSTRAINT public_text_length CHECK (length(body) BETWEEN 1 AND 40000 AND length(easy_language) BETWEEN 1 AND 20000),
  CONSTRAINT public_text_sign_language_is_address CHECK (sign_language ~ '^https://' AND length(sign_language) <= 500)
);
COMMENT ON TABLE public_text IS 'Imprint, privacy notice, accessibility statement and keyboard help in the words of the district; append-only by grant, the highest version holds';
COMMENT ON COLUMN public_text.body IS 'Null: the text of the program, filled with the facts of the district';

CREATE TABLE accessibility_feedback (
  id uuid NOT NULL,
  message text NOT NULL,
  about text,
  contact text,
  locale text NOT NULL,
  received_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'new',
  note text,
  handled_at timestamptz,
  handled_by uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT accessibility_feedback_pkey PRIMARY KEY (id),
  CONSTRAINT accessibility_feedback_message_length CHECK (length(message) BETWEEN 1 AND 4000),
  CONSTRAINT accessibility_feedback_about_length CHECK (length(about) BETWEEN 1 AND 500),
  CONSTRAINT accessibility_feedback_contact_length CHECK (length(contact) BETWEEN 1 AND 200),
  CONSTRAINT accessibility_feedback_locale_form CHECK (locale ~ '^[a-z]{2}$'),
  CONSTRAINT accessibility_feedback_state_known CHECK (state IN ('new', 'inProgress', 'answered', 'closed')),
  CONSTRAINT accessibility_feedback_note_length CHECK (length(note) BETWEEN 1 AND 2000),
  CONSTRAINT accessibility_feedback_version_positive CHECK (version > 0)
);
CREATE INDEX accessibility_feedback_by_time ON accessibility_feedback (received_at DESC, id DESC);
CREATE INDEX accessibility_feedback_by_state ON accessibility_feedback (state, received_at DESC, id DESC);
COMMENT ON TABLE accessibility_feedback IS 'Barriers that somebody reported, without an account; whoever reports need not say who they are';

ALTER TABLE public_text ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE accessibility_feedback ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY public_text_read ON public_text FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system', 'public', 'link'));
CREATE POLICY public_text_add ON public_text FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator'])));
-- Everybody may report; only those who answer read it.
CREATE POLICY accessibility_feedback_add ON accessibility_feedback FOR INSERT TO {{app}}
  WITH CHECK (current_setting('app.actor', true) IN ('public', 'system') AND state = 'new');
CREATE POLICY accessibility_feedback_read ON accessibility_feedback FOR SELECT TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])));
CREATE POLICY accessibility_feedback_handle ON accessibility_feedback FOR UPDATE TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])))
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])));
CREATE POLICY accessibility_feedback_old ON accessibility_feedback FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
GRANT SELECT, INSERT ON public_text TO {{app}};
GRANT SELECT, INSERT, DELETE ON accessibility_feedback TO {{app}};
GRANT UPDATE (state, note, handled_at, handled_by, version) ON accessibility_feedback TO {{app}};
