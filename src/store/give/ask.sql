SELECT o.id, o.person_id, o.asset_id, '' AS gift_kind, o.introduce, o.asked_on AS since, o.state,
    CASE WHEN s.restricted = 1 THEN 'Restricted' ELSE o.what END AS what,
    CASE WHEN s.restricted = 1 THEN '' ELSE o.interests END AS interests,
    CASE WHEN s.restricted = 1 THEN '' ELSE o.when_where END AS when_where,
    p.given, p.family, CASE WHEN s.restricted = 1 THEN NULL ELSE p.postcode END AS postcode,
    a.name AS asset_name, a.postcode AS asset_postcode
FROM ask AS o
LEFT JOIN person AS p ON p.id = o.person_id
LEFT JOIN standing AS s ON s.person_id = o.person_id
LEFT JOIN asset AS a ON a.id = o.asset_id
