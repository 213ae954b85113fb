SELECT f.asset_id, f.kind, f.needs, f.interests, f.gifts_welcomed, f.postcode, f.status, f.capacity, f.access, f.languages,
    s.name, f.week, f.pence, f.age_from, f.age_to, f.lat, f.lon, f.exact, f.meets_people, f.shut, f.check_every, s.sort,
    f.checked_on, s.stems
FROM asset_facet AS f CROSS JOIN asset_stem AS s ON s.asset_id = f.asset_id WHERE 1
