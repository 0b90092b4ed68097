-- Why data of a person may pass to whom: consent, a statutory task with its norm, or a release from secrecy. What the other
-- side may know of it (purpose, kinds of data, validity) stands in one table, the proof (what was printed, how it was signed,
-- the scan) in another that stays with the controller.

CREATE TABLE consent_text (
  id uuid NOT NULL,
  key text NOT NULL,
  language text NOT NULL,
  edition integer NOT NULL,
  paragraphs text[] NOT NULL,
  reviewed_by text,
  reviewed_on date,
  created_at timestamptz NOT NULL,
  created_by uuid,
  CONSTRAINT consent_text_pk PRIMARY KEY (id),
  CONSTRAINT consent_text_key_once UNIQUE (key, language, edition),
  CONSTRAINT consent_text_key_known CHECK (key IN ('consent', 'secrecyRelease', 'information')),
  CONSTRAINT consent_text_language_form CHECK (language ~ '^[a-z]{2,3}$'),
  CONSTRAINT consent_text_edition_positive CHECK (edition > 0),
  CONSTRAINT consent_text_paragraphs_size CHECK (cardinality(paragraphs) BETWEEN 1 AND 40),
  CONSTRAINT consent_text_reviewed_whole CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL)),
  CONSTRAINT consent_text_reviewer_length CHECK (length(reviewed_by) BETWEEN 1 AND 200)
);
COMMENT ON TABLE consent_text IS 'Texts of consents and information sheets that the district wrote itself, every edition; append-only by grant. Where it wrote none, the shipped ones hold';
COMMENT ON COLUMN consent_text.reviewed_by IS 'The office that checked the text or the translation: a function, no name of a person';

CREATE TABLE transfer_basis (
  id uuid NOT NULL,
  controller_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  purpose text NOT NULL,
  recipient_organisation_id uuid NOT NULL,
  categories text[] NOT NULL,
  norm text,
  given_on date,
  valid_until date,
  revoked_on date,
  revoked_at timestamptz,
  recorded_by uuid,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT transfer_basis_pk PRIMARY KEY (id),
  CONSTRAINT transfer_basis_of_controller_once UNIQUE (id, controller_id),
  CONSTRAINT transfer_basis_person FOREIGN KEY (person_id, controller_id) REFERENCES person (id, controller_id),
  CONSTRAINT transfer_basis_recipient FOREIGN KEY (recipient_organisation_id) REFERENCES organisation (id),
  CONSTRAINT transfer_basis_kind_known CHECK (kind IN ('consent', 'statutory', 'secrecyRelease')),
  CONSTRAINT transfer_basis_purpose_form CHECK (purpose ~ '^[a-z][A-Za-z]{2,39}$'),
  CONSTRAINT transfer_basis_categories_known CHECK (
    cardinality(categories) > 0 AND categories <@ ARRAY[
      'contact', 'identity', 'household', 'language', 'residence', 'livelihood', 'housing', 'health', 'education', 'work',
      'childcare', 'occasion'
    ]
  ),
  CONSTRAINT transfer_basis_norm_for_tasks CHECK ((norm IS NOT NULL) = (kind = 'statutory')),
  CONSTRAINT transfer_basis_norm_form CHECK (norm ~ '^[a-z0-9-]{3,40}$'),
  CONSTRAINT transfer_basis_consent_ends CHECK (kind = 'statutory' OR valid_until IS NOT NULL),
  CONSTRAINT transfer_basis_validity_in_order CHECK (valid_until >= given_on),
  CONSTRAINT transfer_basis_revoked_whole CHECK ((revoked_on IS NULL) = (revoked_at IS NULL)),
  CONSTRAINT transfer_basis_version_positive CHECK (version > 0)
);
CREATE INDEX transfer_basis_of_person ON transfer_basis (person_id, recipient_organisation_id);
CREATE INDEX transfer_basis_of_recipient ON transfer_basis (recipient_organisation_id, revoked_at);
-- What runs out, for the inbox of who keeps it.
CREATE INDEX transfer_basis_ending ON transfer_basis (recorded_by, valid_until) WHERE revoked_at IS NULL AND given_on IS NOT NULL;
CREATE INDEX transfer_basis_by_time ON transfer_basis (controller_id, created_at, id);
COMMENT ON TABLE transfer_basis IS 'Why which data of a person may pass to one organisation for one purpose. Counts from given_on (null: a draft, counts for nothing) until valid_until inclusive, and never after it was revoked';
COMMENT ON COLUMN transfer_basis.revoked_at IS 'The instant from which it counts for nothing, whatever the day';
COMMENT ON COLUMN transfer_basis.recorded_by IS 'Who entered that it holds: is told before it runs out';

CREATE TABLE transfer_basis_proof (
  basis_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  language text NOT NULL,
  editions jsonb NOT NULL,
  wording jsonb NOT NULL,
  printed_on date,
  method text,
  interpreter_used boolean,
  scan_file_id uuid,
  CONSTRAINT transfer_basis_proof_pk PRIMARY KEY (basis_id),
  CONSTRAINT transfer_basis_proof_basis FOREIGN KEY (basis_id, controller_id) REFERENCES transfer_basis (id, controller_id),
  CONSTRAINT transfer_basis_proof_language_form CHECK (language ~ '^[a-z]{2,3}$'),
  CONSTRAINT transfer_basis_proof_method_known CHECK (method IN ('signed', 'witnessed', 'electronic')),
  CONSTRAINT transfer_basis_proof_method_with_interpreter CHECK ((method IS NULL) = (interpreter_used IS NULL)),
  CONSTRAINT transfer_basis_proof_wording_list CHECK (jsonb_typeof(wording) = 'array')
);
COMMENT ON TABLE transfer_basis_proof IS 'What was put before the person, word for word in both languages, and how it was signed. Only the controller reads it';
COMMENT ON COLUMN transfer_basis_proof.editions IS 'Edition of the German text and of the translation, and whether each was reviewed';

CREATE TABLE transfer_basis_notice (
  id uuid NOT NULL,
  basis_id uuid NOT NULL,
  controller_id uuid NOT NULL,
  recipient_organisation_id uuid NOT NULL,
  kind text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz,
  seen_by uuid,
  CONSTRAINT transfer_basis_notice_pk PRIMARY KEY (id),
  CONSTRAINT transfer_basis_notice_once UNIQUE (basis_id, kind),
  CONSTRAINT transfer_basis_notice_basis FOREIGN KEY (basis_id, controller_id) REFERENCES transfer_basis (id, controller_id),
  CONSTRAINT transfer_basis_notice_recipient FOREIGN KEY (recipient_organisation_id) REFERENCES organisation (id),
  CONSTRAINT transfer_basis_notice_kind_known CHECK (kind IN ('revoked')),
  CONSTRAINT transfer_basis_notice_seen_whole CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX transfer_basis_notice_waiting ON transfer_basis_notice (recipient_organisation_id, created_at) WHERE seen_at IS NULL;
COMMENT ON TABLE transfer_basis_notice IS 'What a recipient is told of a basis, and who of them took note when';
