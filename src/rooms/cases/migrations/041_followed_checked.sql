-- In a file of its own, so that the rows that were there are read without keeping the old program waiting.
ALTER TABLE case_task VALIDATE CONSTRAINT case_task_origin_mark_form;
ALTER TABLE case_task VALIDATE CONSTRAINT case_task_origin_mark_has_origin;
ALTER TABLE case_task VALIDATE CONSTRAINT case_task_language_form;
ALTER TABLE case_task VALIDATE CONSTRAINT case_task_language_is_needed;
