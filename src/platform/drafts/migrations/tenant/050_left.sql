-- Drafts of somebody who has left go with the name, whether they have expired or not.
CREATE POLICY draft_of_who_left ON draft TO {{app}} USING (
  current_setting('app.actor', true) = 'system'
  AND EXISTS (SELECT FROM membership WHERE membership.id = draft.user_id AND membership.deactivated_at IS NOT NULL)
) WITH CHECK (false);
