-- What shows where a person (?1) stands on the way from recipient to contributor.
SELECT asset_id, 'recipient' AS rung, made_on AS shown_on, 'connected' AS because
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL
    AND state NOT IN ('suggested', 'declined', 'did_not_start', 'asset_closed')
UNION ALL
SELECT asset_id, 'participant', coalesce(last_attended, made_on), 'attended'
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL
    AND (state IN ('attending', 'belongs', 'contributes') OR attended >= 2)
UNION ALL
SELECT asset_id, 'contributor', coalesce(last_attended, made_on), 'contributes'
FROM connection WHERE person_id = ?1 AND put_away_on IS NULL AND state = 'contributes'
UNION ALL
SELECT receiver_asset_id, 'contributor', happened_on, 'gave'
FROM exchange WHERE giver_person_id = ?1 AND put_away_on IS NULL
UNION ALL
SELECT giver_asset_id, 'recipient', happened_on, 'received'
FROM exchange WHERE receiver_person_id = ?1 AND put_away_on IS NULL
UNION ALL
SELECT asset_id, 'connector', made_on, 'introduced'
FROM connection WHERE introduced_by = ?1 AND put_away_on IS NULL AND state <> 'declined'
UNION ALL
SELECT id, 'leader', coalesce(checked_on, '2000-01-01'), 'runs'
FROM asset WHERE run_by_person_id = ?1 AND put_away_on IS NULL
