SELECT s.person_id, s.worker_id, s.waiting_since, s.contact_by, p.given, p.family, p.safe_contact, p.language,
    p.access_needs, r.source, r.referrer_name, r.referrer_organisation, r.urgency
FROM standing AS s
JOIN person AS p ON p.id = s.person_id
LEFT JOIN referral AS r ON r.id = (SELECT id FROM referral WHERE person_id = s.person_id AND put_away_on IS NULL
    AND state IN ('received', 'offered', 'accepted') ORDER BY received DESC, id DESC LIMIT 1)
