-- Persons and families, per controller and purpose. Who works for another controller has records of their own: what is
-- handed over is copied, never shared. Names are found by their tokens, since under row-level security no other index serves.

CREATE TABLE person (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  purpose text NOT NULL,
  code text NOT NULL,
  pseudonymous boolean NOT NULL,
  given_name text,
  family_name text,
  birth_date date,
  birth_precision text,
  gender text,
  languages text[] NOT NULL,
  needs_interpreter boolean NOT NULL,
  german_level text,
  municipality_id uuid,
  phone text,
  email text,
  address text,
  reach_note text,
  residence_group text,
  arrived_on date,
  merged_into uuid,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT person_pk PRIMARY KEY (id),
  CONSTRAINT person_code_once UNIQUE (code),
  CONSTRAINT person_of_controller_once UNIQUE (id, controller_id),
  CONSTRAINT person_controller FOREIGN KEY (controller_id) REFERENCES organisation (id),
  CONSTRAINT person_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT person_merged_within_controller FOREIGN KEY (merged_into, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT person_not_merged_into_itself CHECK (merged_into <> id),
  CONSTRAINT person_purpose_known CHECK (purpose IN ('caseManagement')),
  CONSTRAINT person_code_form CHECK (code ~ '^P-[0-9A-Z]{6}$'),
  CONSTRAINT person_name_unless_pseudonymous CHECK (
    CASE WHEN pseudonymous THEN num_nonnulls(given_name, family_name, phone, email, address) = 0
    ELSE num_nonnulls(given_name, family_name) > 0 END
  ),
  CONSTRAINT person_name_length CHECK (length(given_name) BETWEEN 1 AND 120 AND length(family_name) BETWEEN 1 AND 120),
  CONSTRAINT person_birth_precision_known CHECK (birth_precision IN ('day', 'month', 'year')),
  CONSTRAINT person_birth_with_precision CHECK ((birth_date IS NULL) = (birth_precision IS NULL)),
  CONSTRAINT person_birth_by_precision CHECK (
    birth_precision IS NULL OR birth_precision = 'day'
    OR (birth_precision = 'month' AND extract(day FROM birth_date) = 1)
    OR (birth_precision = 'year' AND extract(doy FROM birth_date) = 1)
  ),
  CONSTRAINT person_pseudonymous_birth_is_a_year CHECK (NOT pseudonymous OR birth_precision IS NULL OR birth_precision = 'year'),
  CONSTRAINT person_gender_known CHECK (gender IN ('female', 'male', 'diverse')),
  CONSTRAINT person_languages_size CHECK (cardinality(languages) <= 8),
  CONSTRAINT person_german_level_known CHECK (german_level IN ('none', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2')),
  CONSTRAINT person_phone_form CHECK (phone ~ '^[+0-9][0-9 ()/-]{3,39}$'),
  CONSTRAINT person_email_form CHECK (email LIKE '%_@_%' AND length(email) <= 254),
  CONSTRAINT person_address_length CHECK (length(address) BETWEEN 1 AND 300),
  CONSTRAINT person_reach_note_length CHECK (length(reach_note) BETWEEN 1 AND 500),
  CONSTRAINT person_residence_group_form CHECK (residence_group ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT person_version_positive CHECK (version > 0)
);
CREATE INDEX person_of_municipality ON person (municipality_id);
CREATE INDEX person_merged ON person (merged_into, controller_id) WHERE merged_into IS NOT NULL;
-- For the periods of retention: the oldest of a controller.
CREATE INDEX person_by_change ON person (controller_id, changed_at, id);
COMMENT ON TABLE person IS 'A person whom a controller works with for one purpose. The code is said and shown everywhere; pseudonymous: no name is stored';
COMMENT ON COLUMN person.birth_date IS 'First day of the month or year where only that is known';
COMMENT ON COLUMN person.languages IS 'BCP 47, the preferred one first';
COMMENT ON COLUMN person.residence_group IS 'Coarse, for statistics alone: no index and no search leads from it to a person';
COMMENT ON COLUMN person.merged_into IS 'The record that stands for both since they were merged; both rows stay, so that it can be undone';

CREATE TABLE person_name_token (
  controller_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  token text COLLATE "C" NOT NULL,
  CONSTRAINT person_name_token_pk PRIMARY KEY (controller_id, kind, token, person_id),
  CONSTRAINT person_name_token_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT person_name_token_kind_known CHECK (kind IN ('exact', 'sound')),
  CONSTRAINT person_name_token_length CHECK (length(token) BETWEEN 1 AND 120)
);
CREATE INDEX person_name_token_of_person ON person_name_token (person_id, controller_id);
COMMENT ON TABLE person_name_token IS 'Words of names as they are compared: folded and in Latin letters (exact), by consonants and by sound (sound). Found by equality and by range of a prefix';

CREATE TABLE family (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  code text NOT NULL,
  note text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT family_pk PRIMARY KEY (id),
  CONSTRAINT family_code_once UNIQUE (code),
  CONSTRAINT family_of_controller_once UNIQUE (id, controller_id),
  CONSTRAINT family_controller FOREIGN KEY (controller_id) REFERENCES organisation (id),
  CONSTRAINT family_code_form CHECK (code ~ '^F-[0-9A-Z]{6}$'),
  CONSTRAINT family_note_length CHECK (length(note) BETWEEN 1 AND 500),
  CONSTRAINT family_version_positive CHECK (version > 0)
);
CREATE INDEX family_of_controller ON family (controller_id);
COMMENT ON TABLE family IS 'Persons who are counselled together. Each keeps their own record and their own transfer bases';

CREATE TABLE family_member (
  family_id uuid NOT NULL,
  person_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  role text NOT NULL,
  since date NOT NULL,
  until date,
  CONSTRAINT family_member_pk PRIMARY KEY (family_id, person_id),
  CONSTRAINT family_member_family FOREIGN KEY (family_id, controller_id) REFERENCES family (id, controller_id),
  CONSTRAINT family_member_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT family_member_role_known CHECK (role IN ('adult', 'partner', 'child', 'other')),
  CONSTRAINT family_member_validity_in_order CHECK (until >= since)
);
CREATE INDEX family_member_of_person ON family_member (person_id, controller_id);
COMMENT ON TABLE family_member IS 'Who belongs to a family, since when and until which day (inclusive)';

CREATE TABLE person_opening (
  person_id uuid NOT NULL,
  user_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  CONSTRAINT person_opening_pk PRIMARY KEY (user_id, person_id, opened_at),
  CONSTRAINT person_opening_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT person_opening_in_order CHECK (until > opened_at)
);
CREATE INDEX person_opening_of_person ON person_opening (person_id, controller_id);
COMMENT ON TABLE person_opening IS 'Who else may read a person until when: supervision and emergencies. The case file keeps the reason; append-only by grant';

CREATE TABLE person_change (
  person_id uuid NOT NULL,
  version integer NOT NULL,
  controller_id uuid NOT NULL,
  event text NOT NULL,
  changes jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT person_change_pk PRIMARY KEY (person_id, version),
  CONSTRAINT person_change_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT person_change_event_form CHECK (event ~ '^[a-z-]{1,40}$'),
  CONSTRAINT person_change_list CHECK (jsonb_typeof(changes) = 'array'),
  CONSTRAINT person_change_version_positive CHECK (version > 0)
);
COMMENT ON TABLE person_change IS 'What was changed in a record of a person, field by field, old and new; append-only by grant, erased with the person. The audit keeps who did it';
