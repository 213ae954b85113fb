SELECT e.id, e.happened_on, e.what, e.gift_kind, e.minutes, e.meant, e.came_back, e.thanked, e.offer_id, e.ask_id,
    e.giver_person_id, e.giver_asset_id, e.receiver_person_id, e.receiver_asset_id,
    g.given AS giver_given, g.family AS giver_family, ga.name AS giver_asset,
    r.given AS receiver_given, r.family AS receiver_family, ra.name AS receiver_asset,
    coalesce(gs.restricted, 0) AS giver_restricted, coalesce(rs.restricted, 0) AS receiver_restricted
FROM exchange AS e
LEFT JOIN person AS g ON g.id = e.giver_person_id
LEFT JOIN standing AS gs ON gs.person_id = e.giver_person_id
LEFT JOIN asset AS ga ON ga.id = e.giver_asset_id
LEFT JOIN person AS r ON r.id = e.receiver_person_id
LEFT JOIN standing AS rs ON rs.person_id = e.receiver_person_id
LEFT JOIN asset AS ra ON ra.id = e.receiver_asset_id
