-- Who booked the appointment by a link, as they wrote it: the giver sees it where it sees who answered.
ALTER TABLE outside_link
  ADD COLUMN booked_at timestamptz,
  ADD COLUMN booked_label text,
  ADD CONSTRAINT outside_link_booking_is_whole CHECK ((booked_at IS NULL) = (booked_label IS NULL)) NOT VALID,
  ADD CONSTRAINT outside_link_booked_label_length CHECK (length(booked_label) BETWEEN 1 AND 120) NOT VALID;
COMMENT ON COLUMN outside_link.booked_at IS 'When an appointment was booked by it last; what it is stands in handover_appointment';
COMMENT ON COLUMN outside_link.booked_label IS 'Who booked, as they wrote it themselves; nobody has checked it';
GRANT UPDATE (booked_at, booked_label) ON outside_link TO {{app}};
