SELECT a.id, a.name, a.kind, a.place, a.address, a.run_by, a.schedule, a.cost, a.postcode, a.checked_on, a.check_every,
    a.status, a.capacity, a.needs, a.interests, a.gifts_welcomed, a.meets_people, a.do_not_list, a.description, f.week,
    f.pence, f.age_from, f.age_to, f.lat, f.lon, f.exact, s.access, s.languages
FROM asset AS a LEFT JOIN asset_facet AS f ON f.asset_id = a.id
    LEFT JOIN asset_stem AS s ON s.asset_id = a.id
