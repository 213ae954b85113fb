SELECT 'plan' AS of, l.id, l.person_id, NULL AS asset_id, l.review_on AS day, '' AS at, '' AS text, '' AS code, 0 AS number
FROM plan AS l
JOIN standing AS s ON s.person_id = l.person_id
WHERE l.review_on <= ? AND l.put_away_on IS NULL AND s.state NOT IN ('put_away', 'closed')
    AND NOT EXISTS (SELECT 1 FROM plan AS n WHERE n.person_id = l.person_id AND n.put_away_on IS NULL
        AND (n.agreed_on > l.agreed_on OR (n.agreed_on = l.agreed_on AND n.id > l.id)))
    AND NOT EXISTS (SELECT 1 FROM follow_up AS f WHERE f.person_id = l.person_id AND f.rule = 'plan_review'
        AND f.state = 'open' AND f.put_away_on IS NULL)
