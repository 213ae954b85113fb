SELECT f.id, f.uid, f.due_on, f.due_at, f.recurrence, f.rule, f.state = 'open' AND f.put_away_on IS NULL AS open,
    p.given, p.family,
    (SELECT count(*) FROM row_change AS h WHERE h.entity = 'follow_up' AND h.row_id = f.id) AS changes
FROM follow_up AS f
LEFT JOIN person AS p ON p.id = coalesce(f.person_id,
    (SELECT person_id FROM referral WHERE id = f.referral_id), (SELECT person_id FROM connection WHERE id = f.connection_id))
WHERE f.id IN (
    SELECT id FROM follow_up WHERE state = 'open' AND put_away_on IS NULL AND due_on <= ?1
    UNION ALL SELECT id FROM follow_up WHERE done_on >= ?2 AND done_on IS NOT NULL AND state <> 'open' AND put_away_on IS NULL
    UNION ALL SELECT id FROM follow_up WHERE put_away_on >= ?2 AND put_away_on IS NOT NULL)
