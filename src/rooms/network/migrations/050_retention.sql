-- Contacts that ended go after their period, with their history and their words; the platform alone removes them, and no
-- earlier than six months after their end. See retention.ts.
CREATE INDEX contact_by_end ON contact (ended_on) WHERE ended_on IS NOT NULL;
CREATE POLICY contact_forget ON contact FOR DELETE TO {{app}} USING (
  current_setting('app.actor', true) = 'system' AND ended_on < (now() - interval '6 months')::date
);
CREATE POLICY network_change_forget ON network_change FOR DELETE TO {{app}} USING (
  current_setting('app.actor', true) = 'system' AND subject_kind = 'contact'
);
GRANT DELETE ON contact, network_change TO {{app}};
