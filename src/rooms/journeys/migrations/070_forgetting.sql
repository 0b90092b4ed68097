-- What was shared with a hand-over ends, each side's copy after a period of its own; so do questions and answers. The
-- hand-over and its steps stay for the figures, under their random key: what tied them to a file goes with the giver's copy.
-- Forgetting is the program's alone; nobody else has a policy for it.

CREATE POLICY handover_content_forget ON handover_content FOR DELETE TO {{app}} USING ((SELECT journeys_actor_is_system()));
CREATE POLICY handover_document_forget ON handover_document FOR DELETE TO {{app}} USING ((SELECT journeys_actor_is_system()));
CREATE POLICY handover_message_forget ON handover_message FOR DELETE TO {{app}} USING ((SELECT journeys_actor_is_system()));
GRANT DELETE ON handover_content, handover_document, handover_message TO {{app}};

-- The Aktenzeichen and the file it came from, who offered it, what was still to be done: taken off, never set anew.
GRANT UPDATE (origin_id, reference, sent_by) ON handover TO {{app}};
GRANT UPDATE (open_items) ON handover_jurisdiction_change TO {{app}};

-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_of_receiving_controller ON handover (to_controller_id) WHERE to_controller_id IS NOT NULL;
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_of_giving_controller ON handover (controller_id, ended_on);
-- upgrade-allow index: some ten thousand rows in a district, built within a second
CREATE INDEX handover_message_of_controller ON handover_message (controller_id, created_at);
