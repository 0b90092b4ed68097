-- Reports that the platform composes. A draft hangs on its paper, which has the state, the number and the consultation
-- sequence; here stands what it was composed from and what the office changed. Every version stays as it was.

CREATE TABLE paper_draft (
  id uuid NOT NULL,
  paper_id uuid NOT NULL,
  obligation_id uuid NOT NULL,
  previous_paper_id uuid,
  reference_day date NOT NULL,
  snapshot_id uuid,
  discharged_by text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT paper_draft_pk PRIMARY KEY (id),
  CONSTRAINT paper_draft_paper_once UNIQUE (paper_id),
  CONSTRAINT paper_draft_paper FOREIGN KEY (paper_id) REFERENCES paper (id),
  CONSTRAINT paper_draft_obligation FOREIGN KEY (obligation_id) REFERENCES obligation (id),
  CONSTRAINT paper_draft_previous FOREIGN KEY (previous_paper_id) REFERENCES paper (id),
  CONSTRAINT paper_draft_discharged_by_known CHECK (discharged_by IN ('release', 'hand')),
  CONSTRAINT paper_draft_version_positive CHECK (version > 0)
);
CREATE INDEX paper_draft_of_obligation ON paper_draft (obligation_id);
CREATE INDEX paper_draft_of_previous ON paper_draft (previous_paper_id);
COMMENT ON TABLE paper_draft IS 'Reports that the platform composes from an obligation: day of counting, and whether the register of the day or a snapshot is counted';
COMMENT ON COLUMN paper_draft.snapshot_id IS 'Snapshot of a status campaign in the room of measures; null: the register on the reference day';
COMMENT ON COLUMN paper_draft.discharged_by IS 'When the obligations count as met: with the release of the paper, or by hand once the body has taken note';

CREATE TABLE paper_draft_discharge (
  draft_id uuid NOT NULL,
  obligation_id uuid NOT NULL,
  CONSTRAINT paper_draft_discharge_pk PRIMARY KEY (draft_id, obligation_id),
  CONSTRAINT paper_draft_discharge_draft FOREIGN KEY (draft_id) REFERENCES paper_draft (id),
  CONSTRAINT paper_draft_discharge_obligation FOREIGN KEY (obligation_id) REFERENCES obligation (id)
);
CREATE INDEX paper_draft_discharge_of_obligation ON paper_draft_discharge (obligation_id);
COMMENT ON TABLE paper_draft_discharge IS 'The obligations that a report says it meets';

CREATE TABLE paper_draft_version (
  draft_id uuid NOT NULL,
  number integer NOT NULL,
  event text NOT NULL,
  composition jsonb NOT NULL,
  edits jsonb NOT NULL,
  note text,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid,
  CONSTRAINT paper_draft_version_pk PRIMARY KEY (draft_id, number),
  CONSTRAINT paper_draft_version_draft FOREIGN KEY (draft_id) REFERENCES paper_draft (id),
  CONSTRAINT paper_draft_version_number_positive CHECK (number > 0),
  CONSTRAINT paper_draft_version_event_known CHECK (
    event IN ('composed', 'edited', 'restored', 'recomposed', 'headed', 'submitted', 'returned', 'released')
  ),
  CONSTRAINT paper_draft_version_composition_form CHECK (jsonb_typeof(composition) = 'object'),
  CONSTRAINT paper_draft_version_edits_form CHECK (jsonb_typeof(edits) = 'object'),
  CONSTRAINT paper_draft_version_note_length CHECK (length(note) BETWEEN 1 AND 2000),
  CONSTRAINT paper_draft_version_return_has_note CHECK (event <> 'returned' OR note IS NOT NULL)
);
COMMENT ON TABLE paper_draft_version IS 'What a draft said from each step on: composed parts with figures and sources, and the text of the office beside them; append-only by grant';
