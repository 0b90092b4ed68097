-- Addresses that nothing arrives at any more, as an administrator learnt from a bounce: the platform itself can read no
-- mailbox. Nothing is sent to them until the mark is taken off.
CREATE TABLE mail_undeliverable (
  address text NOT NULL,
  reason text NOT NULL,
  marked_at timestamptz NOT NULL,
  marked_by uuid,
  CONSTRAINT mail_undeliverable_pkey PRIMARY KEY (address),
  CONSTRAINT mail_undeliverable_address_form CHECK (length(address) BETWEEN 3 AND 254 AND address = lower(address)),
  CONSTRAINT mail_undeliverable_reason_known CHECK (reason IN ('unknown', 'full', 'left', 'refused'))
);
COMMENT ON TABLE mail_undeliverable IS 'Addresses marked as undeliverable, with the reason of the bounce; taken off again when one works';

ALTER TABLE mail_undeliverable ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY mail_undeliverable_read ON mail_undeliverable FOR SELECT TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator'])));
CREATE POLICY mail_undeliverable_mark ON mail_undeliverable FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator'])));
CREATE POLICY mail_undeliverable_clear ON mail_undeliverable FOR DELETE TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator'])));
GRANT SELECT, INSERT, DELETE ON mail_undeliverable TO {{app}};

-- Whether the mail goes out in the language of the receiver's account, where the address belongs to one.
ALTER TABLE mail_outbox ADD COLUMN speaks_receiver boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN mail_outbox.speaks_receiver IS 'The language is that of the account with this address; locale where there is none';
