-- Meetings of any body, from the district council to a working group: one model for all. Public and non-public agenda
-- items are counted and kept apart, so that nothing about a public part (numbers, versions, times of change) tells how
-- much there is in the other.

CREATE TABLE legislative_term (
  id uuid NOT NULL,
  key text NOT NULL,
  body_id uuid,
  name text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT legislative_term_pk PRIMARY KEY (id),
  CONSTRAINT legislative_term_key_once UNIQUE (key),
  CONSTRAINT legislative_term_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT legislative_term_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT legislative_term_name_length CHECK (length(name) BETWEEN 1 AND 120),
  CONSTRAINT legislative_term_in_order CHECK (ends_on >= starts_on),
  CONSTRAINT legislative_term_version_positive CHECK (version > 0)
);
CREATE INDEX legislative_term_of_body ON legislative_term (body_id);
CREATE INDEX legislative_term_by_day ON legislative_term (starts_on DESC);
COMMENT ON TABLE legislative_term IS 'Wahlperioden, from a day to a day (both inclusive); without a body: of the council and all its committees';

CREATE TABLE party_group (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  short_name text,
  starts_on date,
  ends_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT party_group_pk PRIMARY KEY (id),
  CONSTRAINT party_group_key_once UNIQUE (key),
  CONSTRAINT party_group_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT party_group_name_length CHECK (length(name) BETWEEN 1 AND 200),
  CONSTRAINT party_group_short_name_length CHECK (length(short_name) BETWEEN 1 AND 60),
  CONSTRAINT party_group_in_order CHECK (ends_on >= starts_on),
  CONSTRAINT party_group_version_positive CHECK (version > 0)
);
CREATE INDEX party_group_by_name ON party_group (name);
COMMENT ON TABLE party_group IS 'Fraktionen and Gruppen of the council, as originators of motions and questions: no persons';

CREATE TABLE meeting (
  id uuid NOT NULL,
  key text NOT NULL,
  body_id uuid NOT NULL,
  number integer,
  held_on date NOT NULL,
  starts_at time,
  ends_at time,
  place text,
  state text NOT NULL,
  cancelled_on date,
  cancelled_reason text,
  replaced_by uuid,
  is_public boolean NOT NULL,
  address text,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT meeting_pk PRIMARY KEY (id),
  CONSTRAINT meeting_key_once UNIQUE (key),
  CONSTRAINT meeting_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT meeting_replacement FOREIGN KEY (replaced_by) REFERENCES meeting (id),
  CONSTRAINT meeting_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 60),
  CONSTRAINT meeting_number_positive CHECK (number > 0),
  CONSTRAINT meeting_times_in_order CHECK (ends_at > starts_at),
  CONSTRAINT meeting_place_length CHECK (length(place) BETWEEN 1 AND 300),
  CONSTRAINT meeting_state_known CHECK (state IN ('scheduled', 'invited', 'held')),
  CONSTRAINT meeting_cancelled_is_explained CHECK ((cancelled_on IS NULL) = (cancelled_reason IS NULL)),
  CONSTRAINT meeting_cancelled_reason_length CHECK (length(cancelled_reason) BETWEEN 1 AND 500),
  CONSTRAINT meeting_held_or_cancelled CHECK (state <> 'held' OR cancelled_on IS NULL),
  CONSTRAINT meeting_only_cancelled_is_replaced CHECK (replaced_by IS NULL OR cancelled_on IS NOT NULL),
  CONSTRAINT meeting_not_its_replacement CHECK (replaced_by <> id),
  CONSTRAINT meeting_address_is_address CHECK (address ~ '^https://' AND length(address) <= 1000),
  CONSTRAINT meeting_version_positive CHECK (version > 0)
);
CREATE INDEX meeting_of_body ON meeting (body_id, held_on);
CREATE INDEX meeting_by_day ON meeting (held_on, id);
CREATE INDEX meeting_of_replacement ON meeting (replaced_by);
COMMENT ON TABLE meeting IS 'Meetings of bodies. Cancelled ones stay, with the reason and the meeting that takes their place';
COMMENT ON COLUMN meeting.is_public IS 'Has a public part. Everybody sees it only where the body meets in public too';
COMMENT ON COLUMN meeting.address IS 'Where the meeting stands in the council system of the district';

CREATE TABLE agenda_part (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  is_public boolean NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT agenda_part_pk PRIMARY KEY (id),
  CONSTRAINT agenda_part_once UNIQUE (meeting_id, is_public),
  CONSTRAINT agenda_part_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT agenda_part_version_positive CHECK (version > 0)
);
COMMENT ON TABLE agenda_part IS 'The public and the non-public part of an agenda, each with a version of its own: a change in one is no trace in the other';

CREATE TABLE agenda_item (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  is_public boolean NOT NULL,
  position integer NOT NULL,
  number text,
  title text NOT NULL,
  withdrawn boolean NOT NULL DEFAULT false,
  simulated boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  CONSTRAINT agenda_item_pk PRIMARY KEY (id),
  CONSTRAINT agenda_item_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
  CONSTRAINT agenda_item_position_once UNIQUE (meeting_id, is_public, position),
  CONSTRAINT agenda_item_number_once UNIQUE (meeting_id, number),
  CONSTRAINT agenda_item_position_positive CHECK (position > 0),
  CONSTRAINT agenda_item_number_form CHECK (number ~ (CASE WHEN is_public THEN '^Ö' ELSE '^N' END || ' [1-9][0-9]*([.][1-9][0-9]*)*$')),
  CONSTRAINT agenda_item_title_length CHECK (length(title) BETWEEN 1 AND 500)
);
COMMENT ON TABLE agenda_item IS 'Agenda items in the order of their part; the number is null where a source does not tell it. Withdrawn ones (abgesetzt) keep their number';

ALTER TABLE network_change DROP CONSTRAINT network_change_kind_known;
ALTER TABLE network_change ADD CONSTRAINT network_change_kind_known CHECK (
  subject_kind IN (
    'district', 'organisation', 'site', 'contact', 'municipality', 'jurisdiction', 'body', 'interface',
    'meeting', 'agenda', 'term', 'partyGroup'
  )
);
ALTER TABLE network_source DROP CONSTRAINT network_source_kind_known;
ALTER TABLE network_source ADD CONSTRAINT network_source_kind_known CHECK (
  subject_kind IN (
    'district', 'organisation', 'site', 'contact', 'municipality', 'jurisdiction', 'body', 'interface',
    'meeting', 'term', 'partyGroup'
  )
);
