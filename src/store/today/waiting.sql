SELECT s.person_id, s.worker_id, s.waiting_since, s.contact_by, p.given, p.family, CASE WHEN s.restricted = 1
    THEN 'Restricted: opening it asks for a reason' ELSE s.warning END AS safe_contact,
    CASE WHEN s.restricted = 1 THEN NULL ELSE p.language END AS language,
    r.source, CASE WHEN s.restricted = 1 THEN NULL ELSE r.referrer_name END AS referrer_name,
    CASE WHEN s.restricted = 1 THEN NULL ELSE r.referrer_organisation END AS referrer_organisation, r.urgency
FROM standing AS s
JOIN person AS p ON p.id = s.person_id
LEFT JOIN referral AS r ON r.id = (SELECT id FROM referral WHERE person_id = s.person_id AND put_away_on IS NULL
    AND state IN ('received', 'offered', 'accepted') ORDER BY received DESC, id DESC LIMIT 1)
