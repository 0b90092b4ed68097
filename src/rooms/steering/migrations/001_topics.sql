-- Topics (generative Themen): what findings of many cases have in common. No person, no case: cells of released findings
-- and what offices say of them.

CREATE TABLE topic_counter (
  id smallint NOT NULL,
  last integer NOT NULL,
  CONSTRAINT topic_counter_pk PRIMARY KEY (id),
  CONSTRAINT topic_counter_is_one CHECK (id = 1),
  CONSTRAINT topic_counter_positive CHECK (last > 0)
);
COMMENT ON TABLE topic_counter IS 'The last number given to a topic; its row is locked until the transaction ends, so that none is given twice';

CREATE TABLE topic (
  id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  description text,
  state text NOT NULL,
  state_since date NOT NULL,
  frequency text,
  severity text,
  levels text[] NOT NULL DEFAULT '{}',
  district_wide boolean NOT NULL DEFAULT false,
  assessment text,
  assessed_on date,
  body_id uuid,
  responsible_id uuid,
  due_on date,
  assigned_on date,
  merged_into uuid,
  split_from uuid,
  simulated boolean NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by uuid,
  CONSTRAINT topic_pk PRIMARY KEY (id),
  CONSTRAINT topic_key_once UNIQUE (number),
  CONSTRAINT topic_number_positive CHECK (number > 0),
  CONSTRAINT topic_title_length CHECK (length(title) BETWEEN 1 AND 200),
  CONSTRAINT topic_description_length CHECK (length(description) BETWEEN 1 AND 4000),
  CONSTRAINT topic_state_known CHECK (state IN (
    'reported', 'clustered', 'assessed', 'assigned', 'proposalDrafted', 'submitted', 'accepted', 'rejected', 'deferred',
    'escalated', 'implementing', 'effectCheck', 'closed', 'reopened'
  )),
  CONSTRAINT topic_frequency_known CHECK (frequency IN ('single', 'occasional', 'frequent', 'constant')),
  CONSTRAINT topic_severity_known CHECK (severity IN ('low', 'noticeable', 'serious', 'existential')),
  CONSTRAINT topic_levels_known CHECK (levels <@ ARRAY['team', 'municipality', 'district', 'land', 'federal']),
  CONSTRAINT topic_assessment_length CHECK (length(assessment) BETWEEN 1 AND 2000),
  CONSTRAINT topic_assessment_is_whole CHECK (
    num_nonnulls(frequency, severity, assessed_on) IN (0, 3) AND (assessed_on IS NULL OR cardinality(levels) > 0)
  ),
  CONSTRAINT topic_assignment_is_whole CHECK (num_nonnulls(body_id, responsible_id, due_on, assigned_on) IN (0, 4)),
  CONSTRAINT topic_body FOREIGN KEY (body_id) REFERENCES body (id),
  CONSTRAINT topic_responsible FOREIGN KEY (responsible_id) REFERENCES organisation (id),
  CONSTRAINT topic_merged_into FOREIGN KEY (merged_into) REFERENCES topic (id),
  CONSTRAINT topic_split_from FOREIGN KEY (split_from) REFERENCES topic (id),
  CONSTRAINT topic_merged_is_closed CHECK (merged_into IS NULL OR state = 'closed' AND merged_into <> id),
  CONSTRAINT topic_version_positive CHECK (version > 0)
);
CREATE INDEX topic_by_state ON topic (state, number);
CREATE INDEX topic_by_due ON topic (due_on) WHERE due_on IS NOT NULL;
CREATE INDEX topic_by_body ON topic (body_id) WHERE body_id IS NOT NULL;
CREATE INDEX topic_by_responsible ON topic (responsible_id) WHERE responsible_id IS NOT NULL;
CREATE INDEX topic_merged ON topic (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON TABLE topic IS 'Topics: what findings have in common, how it is assessed, who works on it until when. States of steering/topics/domain/states.ts';
COMMENT ON COLUMN topic.levels IS 'Who can change it: team, municipality, district, Land, federal; several where it takes several';
COMMENT ON COLUMN topic.district_wide IS 'Reaches all municipalities; else those of topic_municipality';
COMMENT ON COLUMN topic.merged_into IS 'The topic that took over its findings; null: it has its own';

CREATE TABLE topic_cell (
  topic_id uuid NOT NULL,
  interface_id uuid,
  hurdle text NOT NULL,
  quarter date NOT NULL,
  region_key text,
  CONSTRAINT topic_cell_topic FOREIGN KEY (topic_id) REFERENCES topic (id),
  CONSTRAINT topic_cell_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT topic_cell_hurdle_form CHECK (hurdle ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT topic_cell_quarter_begins CHECK (extract(day FROM quarter) = 1 AND extract(month FROM quarter) IN (1, 4, 7, 10)),
  CONSTRAINT topic_cell_region_form CHECK (region_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(region_key) <= 60),
  CONSTRAINT topic_cell_key_once UNIQUE NULLS NOT DISTINCT (interface_id, hurdle, quarter, region_key)
);
CREATE INDEX topic_cell_of_topic ON topic_cell (topic_id);
CREATE INDEX topic_cell_by_hurdle ON topic_cell (hurdle, quarter);
COMMENT ON TABLE topic_cell IS 'The findings of a topic, named by what left the people''s side: interface, hurdle, quarter, region. Numbers are not kept: insight counts and says who may see them';

CREATE TABLE topic_municipality (
  topic_id uuid NOT NULL,
  municipality_id uuid NOT NULL,
  CONSTRAINT topic_municipality_pk PRIMARY KEY (topic_id, municipality_id),
  CONSTRAINT topic_municipality_topic FOREIGN KEY (topic_id) REFERENCES topic (id),
  CONSTRAINT topic_municipality_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX topic_municipality_of_municipality ON topic_municipality (municipality_id);
COMMENT ON TABLE topic_municipality IS 'The municipalities that a topic reaches, as it was assessed';

CREATE TABLE topic_change (
  id uuid NOT NULL,
  topic_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  said_at timestamptz NOT NULL,
  said_by uuid,
  state text NOT NULL,
  state_before text,
  other_id uuid,
  undoes uuid,
  changes jsonb NOT NULL,
  note text,
  CONSTRAINT topic_change_pk PRIMARY KEY (id),
  CONSTRAINT topic_change_key_once UNIQUE (topic_id, number),
  CONSTRAINT topic_change_topic FOREIGN KEY (topic_id) REFERENCES topic (id),
  CONSTRAINT topic_change_other FOREIGN KEY (other_id) REFERENCES topic (id),
  CONSTRAINT topic_change_undoes FOREIGN KEY (undoes) REFERENCES topic_change (id),
  CONSTRAINT topic_change_number_positive CHECK (number > 0),
  CONSTRAINT topic_change_kind_known CHECK (kind IN (
    'formed', 'described', 'cellsAdded', 'cellsRemoved', 'merged', 'received', 'unmerged', 'split', 'splitOff', 'assessed',
    'assigned', 'moved', 'told'
  )),
  CONSTRAINT topic_change_changes_is_list CHECK (jsonb_typeof(changes) = 'array'),
  CONSTRAINT topic_change_note_length CHECK (length(note) BETWEEN 1 AND 2000)
);
CREATE INDEX topic_change_other ON topic_change (other_id) WHERE other_id IS NOT NULL;
CREATE INDEX topic_change_undone ON topic_change (undoes) WHERE undoes IS NOT NULL;
COMMENT ON TABLE topic_change IS 'What happened to a topic, in order: never changed, never removed. merged and received, split and splitOff stand on both topics; which cells went over stands in topic_change_cells';

CREATE TABLE topic_change_cells (
  change_id uuid NOT NULL,
  cells jsonb NOT NULL,
  CONSTRAINT topic_change_cells_pk PRIMARY KEY (change_id),
  CONSTRAINT topic_change_cells_change FOREIGN KEY (change_id) REFERENCES topic_change (id),
  CONSTRAINT topic_change_cells_is_list CHECK (jsonb_typeof(cells) = 'array' AND jsonb_array_length(cells) > 0)
);
COMMENT ON TABLE topic_change_cells IS 'The cells that a step was about, so that it can be taken back; apart from the step, because fewer people may read them: never changed, never removed';

CREATE TABLE topic_notice (
  interface_id uuid,
  hurdle text NOT NULL,
  quarter date NOT NULL,
  region_key text,
  noticed_on date NOT NULL,
  CONSTRAINT topic_notice_interface FOREIGN KEY (interface_id) REFERENCES service_interface (id),
  CONSTRAINT topic_notice_hurdle_form CHECK (hurdle ~ '^[a-z][A-Za-z]{1,39}$'),
  CONSTRAINT topic_notice_region_form CHECK (region_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(region_key) <= 60),
  CONSTRAINT topic_notice_key_once UNIQUE NULLS NOT DISTINCT (interface_id, hurdle, quarter, region_key)
);
COMMENT ON TABLE topic_notice IS 'Cells in which findings were released, so that the inbox says that some wait for a topic. No number, no text: those insight gives';

CREATE TABLE topic_arrival (
  topic_id uuid NOT NULL,
  arrived_on date NOT NULL,
  CONSTRAINT topic_arrival_pk PRIMARY KEY (topic_id),
  CONSTRAINT topic_arrival_topic FOREIGN KEY (topic_id) REFERENCES topic (id)
);
COMMENT ON TABLE topic_arrival IS 'Topics into whose cells findings were released since somebody looked through them: for the inbox of coordination. No number, no cell; the row goes when it was looked through';

CREATE TABLE topic_word (
  ending text COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  subject_kind text NOT NULL,
  at_start boolean NOT NULL,
  CONSTRAINT topic_word_pk PRIMARY KEY (subject_kind, ending, subject_id)
);
CREATE INDEX topic_word_of_subject ON topic_word (subject_id);
COMMENT ON TABLE topic_word IS 'Folded words of titles and descriptions of topics and their endings, for the search';
