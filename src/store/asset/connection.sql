SELECT c.id, c.person_id, c.asset_id, c.other_person_id, c.kind, c.state, c.said_yes, c.made_on, c.note, c.reason_ended, c.attended,
    c.last_attended, c.worker_id, c.options_shown, c.replied_on, c.first_attended, a.name AS asset_name,
    coalesce(a.kind, 'individual_resident') AS asset_kind, o.given AS other_given, o.family AS other_family, p.given, p.family, i.given AS by_given,
    i.family AS by_family,
    coalesce(ps.restricted, 0) AS restricted, coalesce(os.restricted, 0) AS other_restricted,
    coalesce(bs.restricted, 0) AS by_restricted
FROM connection AS c
JOIN person AS p ON p.id = c.person_id
LEFT JOIN standing AS ps ON ps.person_id = c.person_id
LEFT JOIN asset AS a ON a.id = c.asset_id
LEFT JOIN person AS o ON o.id = c.other_person_id
LEFT JOIN standing AS os ON os.person_id = c.other_person_id
LEFT JOIN person AS i ON i.id = c.introduced_by
LEFT JOIN standing AS bs ON bs.person_id = c.introduced_by
