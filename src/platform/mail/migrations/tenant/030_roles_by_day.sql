-- Which roles the actor has is asked for by day: grants begin and end.
DROP POLICY mail_outbox_read ON mail_outbox;
CREATE POLICY mail_outbox_read ON mail_outbox FOR SELECT TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator'])));
DROP POLICY mail_outbox_note ON mail_outbox;
CREATE POLICY mail_outbox_note ON mail_outbox FOR UPDATE TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator'])));
