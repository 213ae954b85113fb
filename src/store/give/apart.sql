-- Who of the people ?2 (a JSON list) is not brought together with strangers on the day ?1: a restricted record, a safety
-- mark that holds, a no to taking part in exchanges that was not followed by a yes.
SELECT person_id FROM standing INDEXED BY standing_restricted WHERE restricted = 1 AND person_id IN (SELECT value FROM json_each(?2))
UNION
SELECT person_id FROM risk INDEXED BY risk_apart
WHERE put_away_on IS NULL
    AND (category IN ('harm_from_others', 'harm_to_others', 'safeguarding') OR lone_working = 1 OR restricted = 1)
    AND (until_on IS NULL OR until_on >= ?1) AND person_id IN (SELECT value FROM json_each(?2))
UNION
SELECT c.person_id FROM json_each(?2) AS wanted CROSS JOIN consent AS c ON c.person_id = wanted.value
WHERE c.purpose = 'exchanges' AND c.put_away_on IS NULL AND c.answer IN ('no', 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM consent AS n WHERE n.person_id = c.person_id AND n.purpose = 'exchanges'
        AND n.put_away_on IS NULL AND n.answer = 'yes'
        AND (n.answered_on > c.answered_on OR (n.answered_on = c.answered_on AND n.id > c.id)))
