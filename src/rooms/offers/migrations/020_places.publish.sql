-- Where room for a topic is, offer by offer, for reach: an offer counts once, at its place, with the towns it takes people from.
-- No name and no id of an offer or of who provides it.

CREATE VIEW published_offer_place AS
SELECT
  offer.topic,
  municipality.key AS municipality_key,
  offer.district_wide,
  ARRAY(
    SELECT reached.key
    FROM offer_municipality AS reach
    JOIN municipality AS reached ON reached.id = reach.municipality_id
    WHERE reach.offer_id = offer.id
    ORDER BY reached.key
  ) AS reach,
  offer.languages,
  offer.capacity,
  offer.free_places,
  offer.waiting,
  offer.checked_on IS NULL OR offer.checked_on < current_date - 183 AS unchecked,
  offer.simulated
FROM offer
LEFT JOIN municipality ON municipality.id = offer.municipality_id
WHERE offer.state = 'open'
ORDER BY offer.topic, municipality.key, offer.languages, offer.capacity, offer.free_places, offer.waiting;
COMMENT ON VIEW published_offer_place IS 'Open offers by topic and place, one row each: places, free places, waiting, languages, and the towns they are for (none: the whole district)';

GRANT SELECT ON published_offer_place TO {{insight}};
