-- What hangs on a file is read with the file, and the question is part of the query: a function in a policy is planned anew in
-- every statement that meets a row (measured: 1 ms for each of the dozen statements of the page of a file), while a subquery is
-- planned once for as long as the connection remembers the statement. One step deep, as for follow-ups and the Verlauf. Which
-- rows are seen stays as it was: case_file is looked up under its own policy. For writes, one row each, the functions stay.

ALTER POLICY case_person_read ON case_person USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_person.case_id)
);
ALTER POLICY case_intake_read ON case_intake USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_intake.case_id)
);
ALTER POLICY case_goal_read ON case_goal USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_goal.case_id)
);
ALTER POLICY case_step_read ON case_step USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_step.case_id)
);
ALTER POLICY case_step_change_read ON case_step_change USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_step_change.case_id)
);
ALTER POLICY case_plan_read ON case_plan USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_plan.case_id)
);
ALTER POLICY case_note_read ON case_note USING (
  ((SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_note.case_id))
  AND (
    visibility = 'team'
    OR author_id::text = current_setting('app.user_id', true)
    OR current_setting('app.actor', true) = 'system'
  )
);
ALTER POLICY case_document_read ON case_document USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_document.case_id)
);
ALTER POLICY case_assessment_read ON case_assessment USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_assessment.case_id)
);
ALTER POLICY case_contact_read ON case_contact USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_contact.case_id)
);
ALTER POLICY case_conference_read ON case_conference USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_conference.case_id)
);
ALTER POLICY case_conference_participant_read ON case_conference_participant USING (
  (SELECT cases_actor_is_system()) OR EXISTS (SELECT FROM case_file WHERE case_file.id = case_conference_participant.case_id)
);
