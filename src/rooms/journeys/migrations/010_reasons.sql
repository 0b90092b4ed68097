-- How often a reason was given is counted for the codelist of hurdles.
CREATE INDEX handover_by_reason ON handover (reason) WHERE reason IS NOT NULL;
