-- Assessment by life domain. The form is the district's own; every change of it is a whole new version, and an assessment
-- keeps the number of the version it was given with. Version 0 is what the program ships.

CREATE TABLE assessment_form (
  number integer NOT NULL,
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid,
  CONSTRAINT assessment_form_key_once PRIMARY KEY (number),
  CONSTRAINT assessment_form_number_from_one CHECK (number > 0),
  CONSTRAINT assessment_form_content_object CHECK (jsonb_typeof(content) = 'object')
);
COMMENT ON TABLE assessment_form IS 'Versions of the questions of the assessment, append-only by grant; the highest number holds';

CREATE TABLE case_assessment (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  form_number integer NOT NULL,
  held_on date NOT NULL,
  ratings jsonb NOT NULL,
  answers jsonb NOT NULL,
  resources text,
  interpreter_used boolean NOT NULL,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid,
  CONSTRAINT case_assessment_pk PRIMARY KEY (id),
  CONSTRAINT case_assessment_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_assessment_form_known CHECK (form_number >= 0),
  CONSTRAINT case_assessment_ratings_object CHECK (jsonb_typeof(ratings) = 'object'),
  CONSTRAINT case_assessment_answers_object CHECK (jsonb_typeof(answers) = 'object'),
  CONSTRAINT case_assessment_resources_length CHECK (length(resources) BETWEEN 1 AND 4000)
);
CREATE INDEX case_assessment_of_case ON case_assessment (case_id, held_on, id);
COMMENT ON TABLE case_assessment IS 'How a situation was seen on a day, by life domain; append-only by grant: to see it anew is another assessment';
COMMENT ON COLUMN case_assessment.ratings IS 'By life domain 1 (needs help at once) to 5 (no need)';

CREATE TABLE case_contact (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  sphere text NOT NULL,
  label text NOT NULL,
  closeness text NOT NULL,
  support text,
  removed_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT case_contact_pk PRIMARY KEY (id),
  CONSTRAINT case_contact_of_case FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE CASCADE,
  CONSTRAINT case_contact_sphere_known CHECK (sphere IN ('family', 'friends', 'neighbourhood', 'volunteers', 'offices')),
  CONSTRAINT case_contact_label_length CHECK (length(label) BETWEEN 1 AND 120),
  CONSTRAINT case_contact_closeness_known CHECK (closeness IN ('close', 'regular', 'loose')),
  CONSTRAINT case_contact_support_length CHECK (length(support) BETWEEN 1 AND 300),
  CONSTRAINT case_contact_version_positive CHECK (version > 0)
);
CREATE INDEX case_contact_of_case ON case_contact (case_id, sphere, id) WHERE removed_on IS NULL;
COMMENT ON TABLE case_contact IS 'The network map as a list: who stands by the person, how close, with what';

ALTER TABLE assessment_form ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_assessment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_contact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY assessment_form_read ON assessment_form FOR SELECT TO {{app}}
  USING (current_setting('app.actor', true) IN ('user', 'system'));
CREATE POLICY assessment_form_add ON assessment_form FOR INSERT TO {{app}}
  WITH CHECK ((SELECT access_actor_has(ARRAY['administrator', 'coordinator'])));
CREATE POLICY case_assessment_read ON case_assessment FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_assessment_add ON case_assessment FOR INSERT TO {{app}}
  WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_contact_read ON case_contact FOR SELECT TO {{app}} USING ((SELECT cases_actor_is_system()) OR cases_reads(case_id));
CREATE POLICY case_contact_add ON case_contact FOR INSERT TO {{app}} WITH CHECK (cases_part_kept(case_id, controller_id));
CREATE POLICY case_contact_change ON case_contact FOR UPDATE TO {{app}}
  USING (cases_part_kept(case_id, controller_id)) WITH CHECK (cases_part_kept(case_id, controller_id));

GRANT SELECT, INSERT ON assessment_form, case_assessment, case_contact TO {{app}};
GRANT UPDATE (sphere, label, closeness, support, removed_on, version, changed_at, changed_by) ON case_contact TO {{app}};
