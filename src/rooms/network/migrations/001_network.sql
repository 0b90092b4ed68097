-- The network of a district: who there is, where, for which law, in which bodies, and where responsibility passes from
-- one to another. Structure, no personal data: contacts are functions of offices, not people.
-- Records are ended, never deleted, because papers and figures of past years refer to them.

CREATE TABLE district (
  id uuid NOT NULL,
  only_one boolean NOT NULL DEFAULT true,
  key5 text NOT NULL,
  name text NOT NULL,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT district_pk PRIMARY KEY (id),
  CONSTRAINT district_one_per_tenant UNIQUE (only_one),
  CONSTRAINT district_only_one CHECK (only_one),
  CONSTRAINT district_key5_digits CHECK (key5 ~ '^[0-9]{5}$'),
  CONSTRAINT district_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT district_version_positive CHECK (version > 0)
);
COMMENT ON TABLE district IS 'The district itself: one row. Its key is the beginning of every municipality key. Changes of the hierarchy of organisations queue at this row';

CREATE TABLE region (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  position integer NOT NULL,
  CONSTRAINT region_pk PRIMARY KEY (id),
  CONSTRAINT region_key_once UNIQUE (key),
  CONSTRAINT region_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT region_name_length CHECK (length(name) BETWEEN 1 AND 120)
);
COMMENT ON TABLE region IS 'Parts of the district (north, south): the declared hierarchy into which small cells are merged before they vanish from a published table';

CREATE TABLE municipality (
  id uuid NOT NULL,
  key text NOT NULL,
  ags text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  region_id uuid,
  population integer,
  population_on date,
  longitude double precision,
  latitude double precision,
  outline jsonb,
  note text,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT municipality_pk PRIMARY KEY (id),
  CONSTRAINT municipality_key_once UNIQUE (key),
  CONSTRAINT municipality_ags_once UNIQUE (ags),
  CONSTRAINT municipality_region FOREIGN KEY (region_id) REFERENCES region (id),
  CONSTRAINT municipality_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT municipality_ags_digits CHECK (ags ~ '^[0-9]{8}$' AND ags NOT LIKE '%000'),
  CONSTRAINT municipality_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT municipality_kind_known CHECK (kind IN ('town', 'municipality')),
  CONSTRAINT municipality_population_not_negative CHECK (population >= 0),
  CONSTRAINT municipality_population_has_day CHECK ((population IS NULL) = (population_on IS NULL)),
  CONSTRAINT municipality_centre_whole CHECK ((longitude IS NULL) = (latitude IS NULL)),
  CONSTRAINT municipality_centre_on_earth CHECK (longitude BETWEEN -180 AND 180 AND latitude BETWEEN -90 AND 90),
  CONSTRAINT municipality_outline_is_area CHECK (outline IS NULL OR outline ->> 'type' IN ('Polygon', 'MultiPolygon')),
  CONSTRAINT municipality_note_length CHECK (length(note) <= 2000),
  CONSTRAINT municipality_version_positive CHECK (version > 0)
);
CREATE INDEX municipality_of_region ON municipality (region_id);
COMMENT ON TABLE municipality IS 'Towns and municipalities of the district, by official key (AGS); centre and outline in degrees (WGS 84), the outline as GeoJSON geometry';

CREATE TABLE organisation (
  id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  is_controller boolean NOT NULL,
  municipality_id uuid,
  homepage text,
  note text,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT organisation_pk PRIMARY KEY (id),
  CONSTRAINT organisation_key_once UNIQUE (key),
  CONSTRAINT organisation_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT organisation_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT organisation_kind_known CHECK (
    kind IN ('districtOffice', 'municipality', 'welfareAssociation', 'courseProvider', 'school', 'stateAuthority', 'other')
  ),
  CONSTRAINT organisation_homepage_is_address CHECK (homepage ~ '^https?://' AND length(homepage) <= 500),
  CONSTRAINT organisation_note_length CHECK (length(note) <= 2000),
  CONSTRAINT organisation_version_positive CHECK (version > 0)
);
CREATE INDEX organisation_of_municipality ON organisation (municipality_id);
COMMENT ON TABLE organisation IS 'Offices, municipalities and carriers. Names and parents change over time and stand in tables of their own';
COMMENT ON COLUMN organisation.is_controller IS 'Answers for personal data itself (controller, Art. 4 no. 7 GDPR)';
COMMENT ON COLUMN organisation.municipality_id IS 'The municipality whose administration this is or where it has its seat; null for the whole district and outside';

CREATE TABLE organisation_name (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  short_name text,
  valid_from date,
  CONSTRAINT organisation_name_pk PRIMARY KEY (id),
  CONSTRAINT organisation_name_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT organisation_name_one_per_day UNIQUE NULLS NOT DISTINCT (organisation_id, valid_from),
  CONSTRAINT organisation_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT organisation_short_name_length CHECK (length(short_name) BETWEEN 1 AND 60)
);
COMMENT ON TABLE organisation_name IS 'What an organisation is called from a day on, until its next name begins. The first name has no day, so that there is one on every day';

CREATE TABLE organisation_parent (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  parent_id uuid,
  valid_from date,
  CONSTRAINT organisation_parent_pk PRIMARY KEY (id),
  CONSTRAINT organisation_parent_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT organisation_parent_parent FOREIGN KEY (parent_id) REFERENCES organisation (id),
  CONSTRAINT organisation_parent_one_per_day UNIQUE NULLS NOT DISTINCT (organisation_id, valid_from),
  CONSTRAINT organisation_parent_not_itself CHECK (parent_id <> organisation_id)
);
CREATE INDEX organisation_parent_children ON organisation_parent (parent_id);
COMMENT ON TABLE organisation_parent IS 'Which organisation another belongs to from a day on, until the next row begins; null: to none';

CREATE TABLE site (
  id uuid NOT NULL,
  key text NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  street text,
  postal_code text,
  place text,
  municipality_id uuid,
  opening_note text,
  accessibility_note text,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT site_pk PRIMARY KEY (id),
  CONSTRAINT site_key_once UNIQUE (key),
  CONSTRAINT site_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT site_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT site_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT site_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT site_street_length CHECK (length(street) <= 200),
  CONSTRAINT site_postal_code_digits CHECK (postal_code ~ '^[0-9]{5}$'),
  CONSTRAINT site_place_length CHECK (length(place) <= 120),
  CONSTRAINT site_opening_note_length CHECK (length(opening_note) <= 2000),
  CONSTRAINT site_accessibility_note_length CHECK (length(accessibility_note) <= 2000),
  CONSTRAINT site_version_positive CHECK (version > 0)
);
CREATE INDEX site_of_organisation ON site (organisation_id);
CREATE INDEX site_of_municipality ON site (municipality_id);
COMMENT ON TABLE site IS 'Where an organisation can be found';

CREATE TABLE contact (
  id uuid NOT NULL,
  key text NOT NULL,
  organisation_id uuid,
  site_id uuid,
  office text NOT NULL,
  task text,
  phone text,
  email text,
  hours_note text,
  internal boolean NOT NULL,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT contact_pk PRIMARY KEY (id),
  CONSTRAINT contact_key_once UNIQUE (key),
  CONSTRAINT contact_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT contact_site FOREIGN KEY (site_id) REFERENCES site (id),
  CONSTRAINT contact_of_organisation_or_site CHECK (num_nonnulls(organisation_id, site_id) = 1),
  CONSTRAINT contact_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT contact_office_length CHECK (length(office) BETWEEN 1 AND 200),
  CONSTRAINT contact_task_length CHECK (length(task) <= 500),
  CONSTRAINT contact_phone_form CHECK (phone ~ '^[+0-9][0-9 ()/-]{3,39}$'),
  CONSTRAINT contact_email_form CHECK (email LIKE '%_@_%' AND length(email) <= 254),
  CONSTRAINT contact_hours_note_length CHECK (length(hours_note) <= 500),
  CONSTRAINT contact_version_positive CHECK (version > 0)
);
CREATE INDEX contact_of_organisation ON contact (organisation_id);
CREATE INDEX contact_of_site ON contact (site_id);
COMMENT ON TABLE contact IS 'How to reach a function of an organisation or site (reception, first counselling): no names of persons';
COMMENT ON COLUMN contact.internal IS 'Only for the offices among themselves';

CREATE TABLE jurisdiction (
  id uuid NOT NULL,
  key text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  norm text,
  note text,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT jurisdiction_pk PRIMARY KEY (id),
  CONSTRAINT jurisdiction_key_once UNIQUE (key),
  CONSTRAINT jurisdiction_code_once UNIQUE (code),
  CONSTRAINT jurisdiction_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT jurisdiction_code_length CHECK (length(code) BETWEEN 1 AND 40),
  CONSTRAINT jurisdiction_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT jurisdiction_norm_length CHECK (length(norm) <= 300),
  CONSTRAINT jurisdiction_note_length CHECK (length(note) <= 2000),
  CONSTRAINT jurisdiction_version_positive CHECK (version > 0)
);
COMMENT ON TABLE jurisdiction IS 'Rechtskreise: the legal areas of services, such as AsylbLG and SGB II';

CREATE TABLE body (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  short_name text,
  kind text NOT NULL,
  parent_id uuid,
  is_public boolean NOT NULL,
  purpose text,
  rhythm text,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT body_pk PRIMARY KEY (id),
  CONSTRAINT body_key_once UNIQUE (key),
  CONSTRAINT body_parent FOREIGN KEY (parent_id) REFERENCES body (id),
  CONSTRAINT body_parent_not_itself CHECK (parent_id <> id),
  CONSTRAINT body_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT body_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT body_short_name_length CHECK (length(short_name) BETWEEN 1 AND 60),
  CONSTRAINT body_kind_known CHECK (
    kind IN ('council', 'committee', 'steeringGroup', 'workingGroup', 'projectGroup', 'network')
  ),
  CONSTRAINT body_purpose_length CHECK (length(purpose) <= 2000),
  CONSTRAINT body_rhythm_length CHECK (length(rhythm) <= 200),
  CONSTRAINT body_version_positive CHECK (version > 0)
);
CREATE INDEX body_of_parent ON body (parent_id);
COMMENT ON TABLE body IS 'Bodies (Gremien), from the district council to a project group. What they meet about hangs on them';

CREATE TABLE body_member (
  id uuid NOT NULL,
  body_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  role text NOT NULL,
  valid_from date,
  valid_to date,
  CONSTRAINT body_member_pk PRIMARY KEY (id),
  CONSTRAINT body_member_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT body_member_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT body_member_once UNIQUE NULLS NOT DISTINCT (body_id, organisation_id, role, valid_from),
  CONSTRAINT body_member_role_known CHECK (role IN ('chair', 'deputyChair', 'office', 'member', 'advisor', 'guest')),
  CONSTRAINT body_member_validity_in_order CHECK (valid_to >= valid_from)
);
CREATE INDEX body_member_of_organisation ON body_member (organisation_id);
COMMENT ON TABLE body_member IS 'Organisations in bodies, by role, from a day to a day (both inclusive). The chair is a role';

CREATE TABLE service_interface (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  from_label text NOT NULL,
  from_kind text,
  from_organisation_id uuid,
  from_jurisdiction_id uuid,
  to_label text NOT NULL,
  to_kind text,
  to_organisation_id uuid,
  to_jurisdiction_id uuid,
  trigger_event text,
  responsible_from text,
  responsible_to text,
  checklist text[] NOT NULL,
  ended_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT service_interface_pk PRIMARY KEY (id),
  CONSTRAINT service_interface_key_once UNIQUE (key),
  CONSTRAINT service_interface_from_organisation FOREIGN KEY (from_organisation_id) REFERENCES organisation (id),
  CONSTRAINT service_interface_from_jurisdiction FOREIGN KEY (from_jurisdiction_id) REFERENCES jurisdiction (id),
  CONSTRAINT service_interface_to_organisation FOREIGN KEY (to_organisation_id) REFERENCES organisation (id),
  CONSTRAINT service_interface_to_jurisdiction FOREIGN KEY (to_jurisdiction_id) REFERENCES jurisdiction (id),
  CONSTRAINT service_interface_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT service_interface_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT service_interface_from_label_length CHECK (length(from_label) BETWEEN 1 AND 120),
  CONSTRAINT service_interface_to_label_length CHECK (length(to_label) BETWEEN 1 AND 120),
  CONSTRAINT service_interface_from_kind_known CHECK (
    from_kind IN ('districtOffice', 'municipality', 'welfareAssociation', 'courseProvider', 'school', 'stateAuthority', 'other')
  ),
  CONSTRAINT service_interface_to_kind_known CHECK (
    to_kind IN ('districtOffice', 'municipality', 'welfareAssociation', 'courseProvider', 'school', 'stateAuthority', 'other')
  ),
  CONSTRAINT service_interface_from_kind_or_one CHECK (num_nonnulls(from_kind, from_organisation_id) <= 1),
  CONSTRAINT service_interface_to_kind_or_one CHECK (num_nonnulls(to_kind, to_organisation_id) <= 1),
  CONSTRAINT service_interface_trigger_length CHECK (length(trigger_event) <= 500),
  CONSTRAINT service_interface_responsible_length CHECK (length(responsible_from) <= 200 AND length(responsible_to) <= 200),
  CONSTRAINT service_interface_checklist_size CHECK (cardinality(checklist) <= 40),
  CONSTRAINT service_interface_version_positive CHECK (version > 0)
);
CREATE INDEX service_interface_of_from_organisation ON service_interface (from_organisation_id);
CREATE INDEX service_interface_of_to_organisation ON service_interface (to_organisation_id);
CREATE INDEX service_interface_of_from_jurisdiction ON service_interface (from_jurisdiction_id);
CREATE INDEX service_interface_of_to_jurisdiction ON service_interface (to_jurisdiction_id);
COMMENT ON TABLE service_interface IS 'Interfaces (Schnittstellen): where responsibility passes from one jurisdiction to another. Each side is one organisation or any of a kind';

CREATE TABLE interface_target (
  interface_id uuid NOT NULL,
  number integer NOT NULL,
  days integer,
  unit text NOT NULL,
  valid_from date NOT NULL,
  agreed_between text,
  note text,
  backdated boolean NOT NULL,
  simulated boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT interface_target_pk PRIMARY KEY (interface_id, number),
  CONSTRAINT interface_target_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT interface_target_number_from_one CHECK (number > 0),
  CONSTRAINT interface_target_days_positive CHECK (days BETWEEN 1 AND 1095),
  CONSTRAINT interface_target_unit_known CHECK (unit IN ('calendarDays', 'workingDays')),
  CONSTRAINT interface_target_agreed_length CHECK (length(agreed_between) <= 300),
  CONSTRAINT interface_target_note_length CHECK (length(note) <= 1000),
  CONSTRAINT interface_target_backdated_is_explained CHECK (NOT backdated OR note IS NOT NULL)
);
CREATE INDEX interface_target_by_day ON interface_target (interface_id, valid_from DESC, number DESC);
COMMENT ON TABLE interface_target IS 'Agreed target durations, append-only by grant. On a day holds the one that began last, of two from the same day the later number; days null: none agreed from then on';

CREATE TABLE network_source (
  id uuid NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  field text,
  title text NOT NULL,
  address text,
  dated_on date,
  CONSTRAINT network_source_pk PRIMARY KEY (id),
  CONSTRAINT network_source_kind_known CHECK (
    subject_kind IN ('district', 'organisation', 'site', 'contact', 'municipality', 'jurisdiction', 'body', 'interface')
  ),
  CONSTRAINT network_source_field_form CHECK (field ~ '^[a-zA-Z]{1,40}$'),
  CONSTRAINT network_source_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT network_source_address_is_address CHECK (address ~ '^https?://' AND length(address) <= 1000)
);
CREATE INDEX network_source_of_subject ON network_source (subject_id);
COMMENT ON TABLE network_source IS 'Where a public fact stands. Without a field it holds for the whole record';

CREATE TABLE network_change (
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  subject_kind text NOT NULL,
  event text NOT NULL,
  changes jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT network_change_pk PRIMARY KEY (subject_id, version),
  CONSTRAINT network_change_kind_known CHECK (
    subject_kind IN ('district', 'organisation', 'site', 'contact', 'municipality', 'jurisdiction', 'body', 'interface')
  ),
  CONSTRAINT network_change_event_form CHECK (event ~ '^[a-z-]{1,40}$'),
  CONSTRAINT network_change_list CHECK (jsonb_typeof(changes) = 'array'),
  CONSTRAINT network_change_version_positive CHECK (version > 0)
);
CREATE INDEX network_change_by_time ON network_change (changed_at DESC, subject_id, version);
COMMENT ON TABLE network_change IS 'What was changed in a record, field by field, old and new: one row per version, append-only by grant. The audit keeps who did it; this keeps what it said before';

CREATE TABLE network_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT network_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX network_word_of_subject ON network_word (subject_id);
COMMENT ON TABLE network_word IS 'Folded words of the names of records and their endings, so that the search finds parts of words by index under row-level security';
