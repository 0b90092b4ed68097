-- Forms that anybody may send belong to nobody: their sendings stand under the empty user. What finds one is the
-- fingerprint, over a token of 128 random bits that only the page it was sent from knows.
CREATE POLICY submission_public ON submission TO {{app}}
  USING (current_setting('app.actor', true) IN ('public', 'link') AND user_id = '00000000-0000-0000-0000-000000000000')
  WITH CHECK (current_setting('app.actor', true) IN ('public', 'link') AND user_id = '00000000-0000-0000-0000-000000000000');
