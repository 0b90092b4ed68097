-- For whom the holder of a session acts now, and as whom an administrator looks at the platform.
ALTER TABLE session ADD COLUMN acting_organisation_id uuid;
ALTER TABLE session ADD COLUMN acting_controller_id uuid;
ALTER TABLE session ADD COLUMN acting_chosen boolean NOT NULL DEFAULT false;
ALTER TABLE session ADD COLUMN view_role text;
ALTER TABLE session ADD COLUMN view_organisation_id uuid;
ALTER TABLE session ADD COLUMN view_controller_id uuid;
ALTER TABLE session ADD COLUMN view_member_id uuid;
ALTER TABLE session ADD COLUMN view_until timestamptz;
ALTER TABLE session ADD CONSTRAINT session_view_of_role_or_member
  CHECK ((view_until IS NULL AND view_role IS NULL AND view_member_id IS NULL)
    OR (view_until IS NOT NULL AND (view_role IS NULL) <> (view_member_id IS NULL)));
GRANT UPDATE (
  acting_organisation_id, acting_controller_id, acting_chosen,
  view_role, view_organisation_id, view_controller_id, view_member_id, view_until
) ON session TO {{app}};
