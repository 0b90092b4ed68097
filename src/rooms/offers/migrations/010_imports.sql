-- An import of offers can be taken back as long as nobody has worked with them: what it created goes, and a count that it
-- noted. Only the platform removes, in the name of who takes the import back; nobody else deletes an offer.
CREATE POLICY offer_withdraw ON offer FOR DELETE TO {{app}} USING (current_setting('app.actor', true) = 'system');
CREATE POLICY offer_state_withdraw ON offer_state FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
CREATE POLICY offer_count_withdraw ON offer_count FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
CREATE POLICY offer_change_withdraw ON offer_change FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
GRANT DELETE ON offer, offer_state, offer_count, offer_change TO {{app}};
