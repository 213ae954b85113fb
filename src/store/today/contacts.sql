SELECT 'contact' AS of, d.id, d.person_id, NULL AS asset_id, d.happened_on AS day, coalesce(d.happened_at, '') AS at,
    coalesce(d.somebody, '') AS text, d.method || ' ' || d.outcome AS code, coalesce(d.minutes, 0) AS number
FROM contact AS d
WHERE d.happened_on = ? AND d.put_away_on IS NULL
