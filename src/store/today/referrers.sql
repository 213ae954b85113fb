SELECT 'referral' AS of, r.id, r.person_id, NULL AS asset_id, coalesce(r.state_on, r.closed_on, r.received) AS day,
    '' AS at, coalesce(r.referrer_name, r.referrer_organisation, '') AS text, r.state AS code, 0 AS number
FROM referral AS r
JOIN standing AS s ON s.person_id = r.person_id
WHERE r.reply_wanted = 1 AND r.replied_on IS NULL AND r.put_away_on IS NULL AND s.state <> 'put_away'
    AND r.state NOT IN ('received', 'offered', 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM follow_up AS f WHERE f.referral_id = r.id AND f.rule = 'referrer_reply'
        AND f.state = 'open' AND f.put_away_on IS NULL)
