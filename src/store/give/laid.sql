-- Open offers with what they are measured by; of wishes likewise, which name no kind of gift.
SELECT o.id, o.person_id, o.asset_id, o.what, o.interests, o.introduce, o.when_where, o.gift_kind AS gifts,
    p.language, p.interpreter_needed, coalesce(p.free_when, a.schedule) AS free_when,
    coalesce(p.postcode, a.postcode) AS postcode, coalesce(f.lat, k.lat) AS lat, coalesce(f.lon, k.lon) AS lon,
    coalesce(f.exact, 1) AS exact
FROM offer AS o
LEFT JOIN person AS p ON p.id = o.person_id
LEFT JOIN asset AS a ON a.id = o.asset_id
LEFT JOIN asset_facet AS f ON f.asset_id = o.asset_id
LEFT JOIN postcode AS k ON k.postcode = p.postcode
WHERE o.state = 'open' AND o.put_away_on IS NULL AND coalesce(o.introduce, 1) <> 0 AND p.put_away_on IS NULL
