SELECT 'connection' AS of, c.id, c.person_id, c.asset_id, c.made_on AS day, '' AS at, '' AS text, c.kind AS code, 0 AS number
FROM connection AS c
JOIN standing AS s ON s.person_id = c.person_id
WHERE c.state = 'made' AND c.made_on BETWEEN ? AND ? AND c.put_away_on IS NULL
    AND c.kind IN ('introduction', 'warm_introduction', 'referral') AND s.state NOT IN ('put_away', 'closed')
    AND c.asset_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM follow_up AS f WHERE f.connection_id = c.id AND f.rule = 'provider_silence'
        AND f.state = 'open' AND f.put_away_on IS NULL)
