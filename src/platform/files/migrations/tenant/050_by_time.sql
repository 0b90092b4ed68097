-- Files that belong to no record are looked for by age.
CREATE INDEX stored_file_by_time ON stored_file (created_at, id);
