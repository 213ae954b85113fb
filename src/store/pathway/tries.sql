-- On how many days a person (?1) was tried in vain since the newest open referral came and since they were last spoken to.
SELECT count(DISTINCT c.happened_on) AS tries
FROM contact AS c
WHERE c.person_id = ?1 AND c.put_away_on IS NULL AND c.outcome IN ('no_answer', 'left_message', 'did_not_attend')
    AND c.happened_on >= coalesce((SELECT max(received) FROM referral WHERE person_id = ?1 AND put_away_on IS NULL
        AND state IN ('received', 'offered', 'accepted')), '0000')
    AND c.happened_on > coalesce((SELECT max(happened_on) FROM contact WHERE person_id = ?1 AND put_away_on IS NULL
        AND outcome = 'spoke'), '0000')
