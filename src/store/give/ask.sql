SELECT o.id, o.person_id, o.asset_id, o.what, '' AS gift_kind, o.interests, o.when_where, o.introduce,
    o.asked_on AS since, o.state, p.given, p.family, p.postcode, a.name AS asset_name, a.postcode AS asset_postcode
FROM ask AS o
LEFT JOIN person AS p ON p.id = o.person_id
LEFT JOIN asset AS a ON a.id = o.asset_id
