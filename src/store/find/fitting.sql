SELECT f.asset_id, s.kind, s.needs, s.interests, s.gifts_welcomed, s.postcode, s.status, s.capacity, s.access, s.languages,
    s.name, f.week, f.pence, f.age_from, f.age_to, f.lat, f.lon, f.exact, f.meets_people, f.shut, f.check_every, s.sort,
    f.checked_on, s.stems
FROM asset_facet AS f CROSS JOIN asset_stem AS s ON s.asset_id = f.asset_id WHERE 1
