-- Checked apart from adding them, so that nobody waits: reading and writing go on meanwhile.
ALTER TABLE handover VALIDATE CONSTRAINT handover_kind_known;
ALTER TABLE handover VALIDATE CONSTRAINT handover_reference_length;
ALTER TABLE handover VALIDATE CONSTRAINT handover_outcome_form;
ALTER TABLE handover VALIDATE CONSTRAINT handover_outcome_of_the_end;
ALTER TABLE handover VALIDATE CONSTRAINT handover_after_has_both;
ALTER TABLE handover VALIDATE CONSTRAINT handover_after_norm_length;
