-- What 070 lets the program take off when a period is over (the file, its reference, who offered it, what was open) is nobody
-- else's to change. Both sides update the same rows, and a grant on columns does not tell who asks; so what is written is
-- compared with what stands there. As functions, because a policy that reads its own table goes round in circles.

CREATE FUNCTION journeys_ties_stay(handover uuid, origin uuid, reference text, sent_by uuid) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM handover AS stored
      WHERE stored.id = journeys_ties_stay.handover
        AND stored.origin_id IS NOT DISTINCT FROM journeys_ties_stay.origin
        AND stored.reference IS NOT DISTINCT FROM journeys_ties_stay.reference
        AND stored.sent_by IS NOT DISTINCT FROM journeys_ties_stay.sent_by
    );
  END;
COMMENT ON FUNCTION journeys_ties_stay(uuid, uuid, text, uuid) IS 'Whether a hand-over keeps what ties it to a file: the row as it was before the statement is asked';

CREATE FUNCTION journeys_open_items_stay(handover uuid, open_items text) RETURNS boolean
  LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT EXISTS (
      SELECT FROM handover_jurisdiction_change AS stored
      WHERE stored.handover_id = journeys_open_items_stay.handover
        AND stored.open_items IS NOT DISTINCT FROM journeys_open_items_stay.open_items
    );
  END;
COMMENT ON FUNCTION journeys_open_items_stay(uuid, text) IS 'Whether a change of jurisdiction keeps what is still open: the row as it was before the statement is asked';

CREATE POLICY handover_ties_stay ON handover AS RESTRICTIVE FOR UPDATE TO {{app}}
  USING (true)
  WITH CHECK ((SELECT journeys_actor_is_system()) OR journeys_ties_stay(id, origin_id, reference, sent_by));
CREATE POLICY handover_jurisdiction_change_open_items_stay ON handover_jurisdiction_change AS RESTRICTIVE FOR UPDATE TO {{app}}
  USING (true)
  WITH CHECK ((SELECT journeys_actor_is_system()) OR journeys_open_items_stay(handover_id, open_items));
