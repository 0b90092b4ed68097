-- How many rows became a record is asked for each import of a list, and which ones when it is taken back.
-- upgrade-allow index: rows go with their import after some weeks, some ten thousand
CREATE INDEX list_import_row_taken ON list_import_row (import_id, number) WHERE record_id IS NOT NULL;
