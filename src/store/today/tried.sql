SELECT 'person' AS of, s.person_id AS id, s.person_id, NULL AS asset_id, s.last_contact_on AS day, '' AS at, '' AS text,
    s.last_outcome AS code, s.tries AS number
FROM standing AS s
WHERE s.state = 'trying' AND s.next_follow_up_id IS NULL
