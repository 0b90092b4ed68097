-- In a file of its own, so that the rows that were there are read without keeping the old program waiting.
ALTER TABLE outside_link VALIDATE CONSTRAINT outside_link_mail_has_both;
ALTER TABLE outside_link VALIDATE CONSTRAINT outside_link_mailed_to_length;
