-- The directory of offers: what there is for people, where, for whom, in which languages, and how much room is left. No
-- personal data: contacts are functions of offices, and of a waiting list only numbers are kept.

CREATE TABLE offer (
  id uuid NOT NULL,
  name text NOT NULL,
  summary text NOT NULL,
  description text,
  topic text NOT NULL,
  organisation_id uuid NOT NULL,
  site_id uuid,
  municipality_id uuid,
  district_wide boolean NOT NULL,
  languages text[] NOT NULL,
  target_groups text[] NOT NULL,
  booking text NOT NULL,
  cost text NOT NULL,
  cost_note text,
  times_note text,
  accessibility_note text,
  contact_office text,
  phone text,
  email text,
  homepage text,
  state text NOT NULL,
  state_since date NOT NULL,
  capacity integer,
  free_places integer,
  waiting integer,
  expected_wait_days integer,
  checked_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT offer_pk PRIMARY KEY (id),
  CONSTRAINT offer_key_once UNIQUE (organisation_id, name),
  CONSTRAINT offer_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT offer_site FOREIGN KEY (site_id) REFERENCES site (id),
  CONSTRAINT offer_municipality_of FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT offer_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT offer_summary_length CHECK (length(summary) BETWEEN 1 AND 300),
  CONSTRAINT offer_topic_form CHECK (topic ~ '^[a-z0-9-]{1,60}$'),
  CONSTRAINT offer_booking_known CHECK (booking IN ('open', 'registration', 'referral')),
  CONSTRAINT offer_cost_known CHECK (cost IN ('free', 'subsidised', 'paid')),
  CONSTRAINT offer_state_known CHECK (state IN ('planned', 'open', 'paused', 'ended')),
  CONSTRAINT offer_places_known CHECK (
    coalesce(capacity, 0) BETWEEN 0 AND 10000 AND coalesce(free_places, 0) BETWEEN 0 AND 10000
    AND coalesce(waiting, 0) BETWEEN 0 AND 10000 AND coalesce(expected_wait_days, 0) BETWEEN 0 AND 3650
  ),
  CONSTRAINT offer_free_within_capacity CHECK (free_places <= capacity),
  CONSTRAINT offer_version_positive CHECK (version > 0)
);
CREATE INDEX offer_by_topic ON offer (state, topic);
CREATE INDEX offer_by_check ON offer (state, checked_on);
COMMENT ON TABLE offer IS 'A service that people can be led to: topic, place, languages, groups, and the newest count of its places';
COMMENT ON COLUMN offer.capacity IS 'Places in all; null: the offer has no fixed number of places';

CREATE TABLE offer_municipality (
  offer_id uuid NOT NULL,
  municipality_id uuid NOT NULL,
  CONSTRAINT offer_municipality_pk PRIMARY KEY (offer_id, municipality_id),
  CONSTRAINT offer_municipality_offer FOREIGN KEY (offer_id) REFERENCES offer (id),
  CONSTRAINT offer_municipality_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX offer_municipality_reverse ON offer_municipality (municipality_id, offer_id);
COMMENT ON TABLE offer_municipality IS 'From which towns people may come, where an offer is not for the whole district';

CREATE TABLE offer_state (
  offer_id uuid NOT NULL,
  number integer NOT NULL,
  state text NOT NULL,
  since date NOT NULL,
  reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT offer_state_pk PRIMARY KEY (offer_id, number),
  CONSTRAINT offer_state_offer FOREIGN KEY (offer_id) REFERENCES offer (id),
  CONSTRAINT offer_state_one CHECK (state IN ('planned', 'open', 'paused', 'ended')),
  CONSTRAINT offer_state_reason_length CHECK (length(reason) <= 500)
);
COMMENT ON TABLE offer_state IS 'Every state of an offer with the day from which it holds, append-only by grant';

CREATE TABLE offer_count (
  offer_id uuid NOT NULL,
  number integer NOT NULL,
  checked_on date NOT NULL,
  told text NOT NULL,
  capacity integer,
  free_places integer,
  waiting integer,
  expected_wait_days integer,
  moves jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT offer_count_pk PRIMARY KEY (offer_id, number),
  CONSTRAINT offer_count_offer FOREIGN KEY (offer_id) REFERENCES offer (id),
  CONSTRAINT offer_count_told_known CHECK (told IN ('provider', 'phone', 'letter', 'website', 'visit')),
  CONSTRAINT offer_count_free_within_capacity CHECK (free_places <= capacity),
  CONSTRAINT offer_count_moves_object CHECK (jsonb_typeof(moves) = 'object')
);
COMMENT ON TABLE offer_count IS 'Every check of an offer: places, waiting list in numbers, who said so; append-only by grant';
COMMENT ON COLUMN offer_count.moves IS 'How many entered or left the waiting list since the check before, by reason; numbers only, no persons';

CREATE TABLE offer_change (
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  event text NOT NULL,
  changes jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT offer_change_pk PRIMARY KEY (subject_id, version),
  CONSTRAINT offer_change_offer FOREIGN KEY (subject_id) REFERENCES offer (id),
  CONSTRAINT offer_change_list CHECK (jsonb_typeof(changes) = 'array')
);
COMMENT ON TABLE offer_change IS 'What was changed in an offer, field by field, old and new: one row per version, append-only by grant';

CREATE TABLE offer_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT offer_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX offer_word_of_subject ON offer_word (subject_id);
COMMENT ON TABLE offer_word IS 'Folded words of offers and their endings, so that the search finds parts of words by index under row-level security';
