-- What shows where a person (?1) stands on the way from recipient to contributor. What a connection came to stays when it
-- ends or its group closes: only a worker's word takes it back.
SELECT asset_id, 'recipient' AS rung, made_on AS shown_on, 'connected' AS because, 'connection' AS of, id AS record_id
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL
    AND state NOT IN ('suggested', 'declined', 'did_not_start')
    AND (state <> 'asset_closed' OR coalesce(furthest, 'suggested') <> 'suggested')
UNION ALL
SELECT asset_id, 'participant', coalesce((SELECT v.visited_on FROM visit AS v WHERE v.connection_id = connection.id
        AND v.how IN ('together', 'met_there', 'alone') AND v.put_away_on IS NULL
        ORDER BY v.visited_on, v.id LIMIT 1 OFFSET 1), last_attended, made_on), 'attended',
    'connection', id
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL
    AND (furthest IN ('attending', 'belongs', 'contributes') OR attended >= 2)
UNION ALL
SELECT asset_id, 'participant', last_attended, 'attended', 'connection', id
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL AND last_attended IS NOT NULL
    AND (furthest IN ('attending', 'belongs', 'contributes') OR attended >= 2)
UNION ALL
SELECT asset_id, 'contributor', coalesce(last_attended, made_on), 'contributes', 'connection', id
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL AND furthest = 'contributes'
UNION ALL
SELECT receiver_asset_id, 'contributor', happened_on, 'gave', 'exchange', id
FROM exchange WHERE giver_person_id = ?1 AND put_away_on IS NULL
UNION ALL
SELECT giver_asset_id, 'recipient', happened_on, 'received', 'exchange', id
FROM exchange WHERE receiver_person_id = ?1 AND put_away_on IS NULL
UNION ALL
SELECT asset_id, 'connector', made_on, 'introduced', 'connection', id
FROM connection WHERE introduced_by = ?1 AND put_away_on IS NULL AND state <> 'declined'
UNION ALL
SELECT id, 'leader', coalesce(run_since, checked_on, '2000-01-01'), 'runs', 'asset', id
FROM asset WHERE run_by_person_id = ?1 AND put_away_on IS NULL
