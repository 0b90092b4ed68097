-- Whom a campaign asked and who answered by a link: mailbox and label go some time after its close, what was reported
-- stays. The platform alone does it. See retention.ts.
CREATE POLICY campaign_request_forget ON campaign_request FOR UPDATE TO {{app}}
  USING (
    current_setting('app.actor', true) = 'system'
    AND EXISTS (SELECT FROM campaign WHERE campaign.id = campaign_id AND campaign.state = 'closed')
  )
  WITH CHECK (mailbox IS NULL AND sent_by_label IS NULL);
CREATE POLICY status_report_forget ON status_report FOR UPDATE TO {{app}}
  USING (current_setting('app.actor', true) = 'system' AND request_id IS NOT NULL) WITH CHECK (true);
GRANT UPDATE (author_label) ON status_report TO {{app}};
CREATE INDEX measure_document_of_file ON measure_document (file_id) WHERE file_id IS NOT NULL;
