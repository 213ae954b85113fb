SELECT f.id, f.person_id, f.asset_id, f.referral_id, f.connection_id, f.due_on, f.due_at,
    CASE WHEN s.restricted = 1 AND coalesce(f.rule, '') <> 'restricted_opened' THEN 'Restricted record' ELSE f.what END AS what, f.recurrence,
    f.worker_id, f.rule, f.moved, p.given, p.family, CASE WHEN s.restricted = 1
    THEN 'Restricted: opening it asks for a reason' ELSE s.warning END AS safe_contact, a.name AS asset_name, s.tries, s.last_outcome
FROM follow_up AS f
LEFT JOIN person AS p ON p.id = f.person_id
LEFT JOIN asset AS a ON a.id = f.asset_id
LEFT JOIN standing AS s ON s.person_id = f.person_id
