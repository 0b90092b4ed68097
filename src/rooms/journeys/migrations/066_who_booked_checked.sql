-- In a file of its own, so that the rows that were there are read without keeping the old program waiting.
ALTER TABLE outside_link VALIDATE CONSTRAINT outside_link_booking_is_whole;
ALTER TABLE outside_link VALIDATE CONSTRAINT outside_link_booked_label_length;
