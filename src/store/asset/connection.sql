SELECT c.id, c.person_id, c.asset_id, c.kind, c.state, c.said_yes, c.made_on, c.note, c.reason_ended, c.attended,
    c.last_attended, c.worker_id, a.name AS asset_name, a.kind AS asset_kind, p.given, p.family, i.given AS by_given,
    i.family AS by_family
FROM connection AS c
JOIN person AS p ON p.id = c.person_id
JOIN asset AS a ON a.id = c.asset_id
LEFT JOIN person AS i ON i.id = c.introduced_by
