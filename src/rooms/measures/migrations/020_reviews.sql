-- Concept reviews: what a resolution orders when it says that a concept is to be reviewed and adapted where needed. What
-- reviewers say, what is decided and what came out are evidence: append-only by grant, the later row holds.

CREATE TABLE concept_review (
  id uuid NOT NULL,
  concept_id uuid NOT NULL,
  title text NOT NULL,
  obligation_id uuid,
  obligation_label text,
  state text NOT NULL,
  started_on date NOT NULL,
  due_on date,
  concluded_on date,
  successor_id uuid,
  effects_on date,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT concept_review_pk PRIMARY KEY (id),
  CONSTRAINT concept_review_concept FOREIGN KEY (concept_id) REFERENCES concept (id),
  CONSTRAINT concept_review_successor FOREIGN KEY (successor_id) REFERENCES concept (id),
  CONSTRAINT concept_review_title_length CHECK (length(title) BETWEEN 1 AND 300),
  CONSTRAINT concept_review_obligation_length CHECK (length(obligation_label) BETWEEN 1 AND 2000),
  CONSTRAINT concept_review_state_known CHECK (state IN ('preparing', 'reviewing', 'concluded')),
  CONSTRAINT concept_review_concluded_has_day CHECK ((state = 'concluded') = (concluded_on IS NOT NULL)),
  CONSTRAINT concept_review_forward CHECK (due_on >= started_on AND concluded_on >= started_on),
  CONSTRAINT concept_review_successor_after_conclusion CHECK (successor_id IS NULL OR state = 'concluded'),
  CONSTRAINT concept_review_successor_is_another CHECK (successor_id <> concept_id),
  CONSTRAINT concept_review_effects_after_successor CHECK (effects_on IS NULL OR successor_id IS NOT NULL),
  CONSTRAINT concept_review_version_positive CHECK (version > 0)
);
CREATE UNIQUE INDEX concept_review_one_at_a_time ON concept_review (concept_id) WHERE state <> 'concluded';
CREATE INDEX concept_review_of_concept ON concept_review (concept_id, started_on DESC);
CREATE INDEX concept_review_by_start ON concept_review (started_on DESC, id);
CREATE INDEX concept_review_of_obligation ON concept_review (obligation_id, started_on DESC);
COMMENT ON TABLE concept_review IS 'Reviews of concepts: which one, since when, until when, what came of it';
COMMENT ON COLUMN concept_review.obligation_id IS 'What ordered the review, as the room that keeps resolutions knows it; here only a reference, its words stand beside it';
COMMENT ON COLUMN concept_review.effects_on IS 'When the states of the old measures followed the adopted successor; never before its adoption';

CREATE TABLE review_measure (
  review_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  position integer NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  chapter text,
  description text,
  CONSTRAINT review_measure_pk PRIMARY KEY (review_id, measure_id),
  CONSTRAINT review_measure_position_once UNIQUE (review_id, position),
  CONSTRAINT review_measure_review FOREIGN KEY (review_id) REFERENCES concept_review (id),
  CONSTRAINT review_measure_measure FOREIGN KEY (measure_id) REFERENCES measure (id),
  CONSTRAINT review_measure_position_from_one CHECK (position > 0)
);
CREATE INDEX review_measure_of_measure ON review_measure (measure_id);
COMMENT ON TABLE review_measure IS 'The measures under review with the wording that they had when it began; append-only by grant, so that all judge the same text';

CREATE TABLE review_assignment (
  review_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  reviewer_id uuid NOT NULL,
  assigned_at timestamptz NOT NULL,
  assigned_by uuid,
  withdrawn_at timestamptz,
  CONSTRAINT review_assignment_pk PRIMARY KEY (review_id, measure_id, reviewer_id),
  CONSTRAINT review_assignment_measure FOREIGN KEY (review_id, measure_id) REFERENCES review_measure (review_id, measure_id),
  CONSTRAINT review_assignment_reviewer FOREIGN KEY (reviewer_id) REFERENCES membership (id)
);
CREATE INDEX review_assignment_of_reviewer ON review_assignment (reviewer_id, review_id) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE review_assignment IS 'Who is asked for an opinion on which measure; several may be asked about one';

CREATE TABLE review_verdict (
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  reviewer_id uuid NOT NULL,
  verdict text NOT NULL,
  reason text NOT NULL,
  heard text,
  target_text text,
  merge_with uuid[] NOT NULL,
  evidence jsonb NOT NULL,
  given_at timestamptz NOT NULL,
  given_by uuid,
  CONSTRAINT review_verdict_pk PRIMARY KEY (id),
  CONSTRAINT review_verdict_measure FOREIGN KEY (review_id, measure_id) REFERENCES review_measure (review_id, measure_id),
  CONSTRAINT review_verdict_reviewer FOREIGN KEY (reviewer_id) REFERENCES membership (id),
  CONSTRAINT review_verdict_known CHECK (verdict IN ('keep', 'adapt', 'merge', 'drop', 'continueThroughKim')),
  CONSTRAINT review_verdict_reason_length CHECK (length(reason) BETWEEN 1 AND 4000),
  CONSTRAINT review_verdict_text_length CHECK (length(heard) <= 1000 AND length(target_text) <= 8000),
  CONSTRAINT review_verdict_adaptation_has_text CHECK (verdict <> 'adapt' OR target_text IS NOT NULL),
  CONSTRAINT review_verdict_merge_has_others CHECK ((verdict = 'merge') = (cardinality(merge_with) > 0)),
  CONSTRAINT review_verdict_evidence_list CHECK (jsonb_typeof(evidence) = 'array')
);
CREATE INDEX review_verdict_of_measure ON review_verdict (review_id, measure_id, reviewer_id, given_at);
COMMENT ON TABLE review_verdict IS 'Opinions of reviewers, append-only by grant; of several by one reviewer on one measure the latest holds';
COMMENT ON COLUMN review_verdict.heard IS 'Offices and bodies that were heard, no persons';
COMMENT ON COLUMN review_verdict.evidence IS 'What the opinion rests on, frozen with its words, its day and the checksum over both';

CREATE TABLE review_decision (
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  measure_id uuid NOT NULL,
  number integer NOT NULL,
  verdict text NOT NULL,
  reason text NOT NULL,
  target_text text,
  merge_with uuid[] NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by uuid,
  CONSTRAINT review_decision_pk PRIMARY KEY (id),
  CONSTRAINT review_decision_number_once UNIQUE (review_id, measure_id, number),
  CONSTRAINT review_decision_measure FOREIGN KEY (review_id, measure_id) REFERENCES review_measure (review_id, measure_id),
  CONSTRAINT review_decision_known CHECK (verdict IN ('keep', 'adapt', 'merge', 'drop', 'continueThroughKim')),
  CONSTRAINT review_decision_number_from_one CHECK (number > 0),
  CONSTRAINT review_decision_reason_length CHECK (length(reason) BETWEEN 1 AND 4000),
  CONSTRAINT review_decision_text_length CHECK (length(target_text) <= 8000),
  CONSTRAINT review_decision_adaptation_has_text CHECK (verdict <> 'adapt' OR target_text IS NOT NULL),
  CONSTRAINT review_decision_merge_has_others CHECK ((verdict = 'merge') = (cardinality(merge_with) > 0))
);
COMMENT ON TABLE review_decision IS 'What is proposed for a measure after the opinions, append-only by grant; the one with the highest number holds';

CREATE TABLE review_outcome (
  review_id uuid NOT NULL,
  content jsonb NOT NULL,
  checksum text NOT NULL,
  concluded_at timestamptz NOT NULL,
  concluded_by uuid,
  CONSTRAINT review_outcome_pk PRIMARY KEY (review_id),
  CONSTRAINT review_outcome_review FOREIGN KEY (review_id) REFERENCES concept_review (id),
  CONSTRAINT review_outcome_content_object CHECK (jsonb_typeof(content) = 'object'),
  CONSTRAINT review_outcome_checksum_form CHECK (checksum ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE review_outcome IS 'The result of a concluded review, frozen; append-only by grant. The checksum is SHA-256 over its canonical JSON';
