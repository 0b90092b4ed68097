-- The start page of case management lists conferences that are planned, by day, over all files of a team.

-- upgrade-allow index: conferences of a district are a few thousand rows, and only the planned ones are in it
CREATE INDEX case_conference_planned ON case_conference (held_on, id) WHERE state = 'planned';
