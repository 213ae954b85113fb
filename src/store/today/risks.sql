SELECT 'risk' AS of, k.id, k.person_id, NULL AS asset_id, k.review_on AS day, '' AS at, '' AS text, '' AS code, 0 AS number
FROM risk AS k
JOIN standing AS s ON s.person_id = k.person_id
WHERE k.review_on <= ? AND (k.until_on IS NULL OR k.until_on > ?) AND k.put_away_on IS NULL
    AND s.state NOT IN ('put_away', 'closed')
    AND NOT EXISTS (SELECT 1 FROM follow_up AS f WHERE f.person_id = k.person_id AND f.rule = 'risk_review'
        AND f.state = 'open' AND f.put_away_on IS NULL)
