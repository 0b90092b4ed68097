-- Fields of action and target groups become codelists that the district edits (src/platform/codelists). The tables here stay
-- what queries join; they follow the lists. What a merge closed points to the entry that holds.
ALTER TABLE field_of_action ADD COLUMN begins_on date, ADD COLUMN into_key text;
ALTER TABLE target_group ADD COLUMN begins_on date, ADD COLUMN into_key text;
COMMENT ON COLUMN field_of_action.into_key IS 'Key of the entry that holds now, where this one was merged into another';
COMMENT ON COLUMN target_group.into_key IS 'Key of the entry that holds now, where this one was merged into another';

CREATE POLICY field_of_action_remove ON field_of_action FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
CREATE POLICY target_group_remove ON target_group FOR DELETE TO {{app}}
  USING (current_setting('app.actor', true) = 'system');
GRANT UPDATE (begins_on, into_key), DELETE ON field_of_action, target_group TO {{app}};

-- What stands in the tables becomes the first version of the lists. Row-level security holds for the owner too, so it is let
-- in for this one statement each.
CREATE POLICY field_of_action_once ON field_of_action FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY target_group_once ON target_group FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY codelist_version_once ON codelist_version FOR INSERT TO CURRENT_USER WITH CHECK (true);
INSERT INTO codelist_version (list, version, entries, event, changed_at)
  SELECT 'field-of-action', 1,
    jsonb_agg(
      jsonb_build_object(
        'key', key, 'de', name, 'en', NULL, 'description', NULL, 'from', NULL, 'until', ended_on, 'into', NULL,
        'origin', 'district'
      ) ORDER BY position, key
    ), 'loaded', now()
  FROM field_of_action HAVING count(*) > 0;
INSERT INTO codelist_version (list, version, entries, event, changed_at)
  SELECT 'target-group', 1,
    jsonb_agg(
      jsonb_build_object(
        'key', key, 'de', name, 'en', NULL, 'description', NULL, 'from', NULL, 'until', ended_on, 'into', NULL,
        'origin', 'district'
      ) ORDER BY position, key
    ), 'loaded', now()
  FROM target_group HAVING count(*) > 0;
DROP POLICY field_of_action_once ON field_of_action;
DROP POLICY target_group_once ON target_group;
DROP POLICY codelist_version_once ON codelist_version;
