SELECT 'follow_up' AS of, d.id, d.person_id, d.asset_id, d.done_on AS day, '' AS at, d.what AS text, '' AS code, 0 AS number
FROM follow_up AS d
WHERE d.done_on = ? AND d.state = 'done' AND d.cleared_by IS NULL AND d.put_away_on IS NULL
