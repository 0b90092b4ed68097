-- Which roles the actor has is asked for by day: grants begin and end.
DROP POLICY audit_entry_read ON audit_entry;
CREATE POLICY audit_entry_read ON audit_entry FOR SELECT TO {{app}}
  USING ((SELECT access_actor_has(ARRAY['administrator', 'dataProtection'])));
