-- What insight may know of the network, to name things: no contacts, no organisations beyond the words on an interface.

CREATE VIEW published_municipality AS
SELECT
  municipality.id,
  municipality.key,
  municipality.ags,
  municipality.name,
  municipality.kind,
  municipality.population,
  municipality.population_on,
  municipality.longitude,
  municipality.latitude,
  municipality.outline,
  region.key AS region_key,
  region.name AS region_name,
  region.position AS region_position,
  municipality.ended_on,
  municipality.simulated
FROM municipality
LEFT JOIN region ON region.id = municipality.region_id;
COMMENT ON VIEW published_municipality IS 'Towns and municipalities with population, centre, outline and the region that small cells are merged into';

CREATE VIEW published_interface AS
SELECT
  service_interface.id,
  service_interface.key,
  service_interface.name,
  service_interface.from_label,
  from_jurisdiction.code AS from_jurisdiction,
  service_interface.to_label,
  to_jurisdiction.code AS to_jurisdiction,
  service_interface.trigger_event,
  service_interface.ended_on,
  service_interface.simulated
FROM service_interface
LEFT JOIN jurisdiction AS from_jurisdiction ON from_jurisdiction.id = service_interface.from_jurisdiction_id
LEFT JOIN jurisdiction AS to_jurisdiction ON to_jurisdiction.id = service_interface.to_jurisdiction_id;
COMMENT ON VIEW published_interface IS 'The interfaces by key, with the words for both sides and the codes of their jurisdictions';

CREATE VIEW published_interface_target AS
SELECT
  service_interface.key AS interface_key,
  interface_target.number,
  interface_target.days,
  interface_target.unit,
  interface_target.valid_from,
  -- Exclusive; empty intervals (valid_from = next_from) belong to entries that were corrected on the same day.
  lead(interface_target.valid_from) OVER (
    PARTITION BY interface_target.interface_id ORDER BY interface_target.valid_from, interface_target.number
  ) AS next_from,
  interface_target.agreed_between,
  interface_target.note,
  interface_target.recorded_at
FROM interface_target
JOIN service_interface ON service_interface.id = interface_target.interface_id;
COMMENT ON VIEW published_interface_target IS 'All targets of all interfaces: each holds from valid_from to before next_from (null: still holds)';

CREATE VIEW published_district AS
SELECT district.key5, district.name, district.simulated FROM district;
COMMENT ON VIEW published_district IS 'The district itself: key and name';

GRANT SELECT ON published_municipality, published_interface, published_interface_target, published_district TO {{insight}};
