-- The supply side of gaps: how much room there is for a topic, in a town, in a language. An offer counts in each town that
-- it is for and in each of its languages, so rows must not be added up across towns or languages.

CREATE VIEW published_offer_supply AS
SELECT
  offer.topic,
  municipality.key AS municipality_key,
  spoken.language,
  count(*) AS offers,
  sum(offer.capacity) AS capacity,
  sum(offer.free_places) AS free_places,
  sum(offer.waiting) AS waiting,
  count(*) FILTER (WHERE offer.checked_on IS NULL OR offer.checked_on < current_date - 183) AS unchecked
FROM offer
JOIN municipality ON offer.district_wide OR EXISTS (
  SELECT FROM offer_municipality AS reach
  WHERE reach.offer_id = offer.id AND reach.municipality_id = municipality.id
)
CROSS JOIN LATERAL unnest(offer.languages) AS spoken (language)
WHERE offer.state = 'open' AND municipality.ended_on IS NULL
GROUP BY offer.topic, municipality.key, spoken.language;
COMMENT ON VIEW published_offer_supply IS 'Open offers by topic, town and language: places, free places, entries on waiting lists';

GRANT SELECT ON published_offer_supply TO {{insight}};
