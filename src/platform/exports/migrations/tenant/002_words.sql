-- Several exports of one list are told apart by what narrowed it.
ALTER TABLE export_order ADD COLUMN narrowed_by text;
ALTER TABLE export_order ADD CONSTRAINT export_order_narrowed_by_length CHECK (length(narrowed_by) BETWEEN 1 AND 500) NOT VALID;
COMMENT ON COLUMN export_order.narrowed_by IS 'The filter in words, in the language of the one who ordered it; never the name of a person';
