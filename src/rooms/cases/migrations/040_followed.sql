-- Follow-ups that a file has by itself, from its hand-overs and its transfer bases; and an interpreter on appointments.

ALTER TABLE case_task
  ADD COLUMN origin_mark text,
  ADD COLUMN interpreter_needed boolean NOT NULL DEFAULT false,
  ADD COLUMN interpreter_language text,
  ADD CONSTRAINT case_task_origin_mark_form CHECK (origin_mark ~ '^[a-z][A-Za-z]{1,30}(:[0-9a-f-]{10,36})?$') NOT VALID,
  ADD CONSTRAINT case_task_origin_mark_has_origin CHECK (num_nulls(origin_mark) = 1 OR num_nulls(origin_id) = 0) NOT VALID,
  ADD CONSTRAINT case_task_language_form CHECK (interpreter_language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$') NOT VALID,
  ADD CONSTRAINT case_task_language_is_needed CHECK (interpreter_needed OR interpreter_language IS NULL) NOT VALID;
COMMENT ON COLUMN case_task.origin_mark IS 'Of a follow-up that the file has by itself: for what and of when; null: somebody thought of it. Once done it does not come again';
COMMENT ON COLUMN case_task.interpreter_language IS 'BCP 47; null where none is needed or the language is not known';

-- upgrade-allow index: few of the tasks have a mark, built within a second
CREATE UNIQUE INDEX case_task_followed_key_once ON case_task (case_id, origin_id, origin_mark) WHERE origin_mark IS NOT NULL;

GRANT UPDATE (interpreter_needed, interpreter_language) ON case_task TO {{app}};
