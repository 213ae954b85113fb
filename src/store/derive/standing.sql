-- Where each of the people stands now; ?1 is a JSON object of their numbers, with the name each
-- is sorted by and the warning about safe contact. The columns are those of the table, but for the rung.
SELECT
    s.person_id, s.worker_id, s.state,
    s.state IN ('waiting', 'trying', 'active') OR (s.state <> 'put_away' AND s.follow_up_id IS NOT NULL) AS in_work,
    -- Until somebody has tried, the day of the first contact counts too; after a try, the reminder it made, if any.
    CASE
        WHEN s.state = 'waiting' THEN min(coalesce(s.follow_up_due, '9999-12-31'), coalesce(s.contact_by, '9999-12-31'))
        WHEN s.state = 'trying' THEN coalesce(s.follow_up_due, s.contact_by, '9999-12-31')
        ELSE coalesce(s.follow_up_due, '9999-12-31')
    END AS due_on,
    CASE WHEN s.state = 'waiting' AND coalesce(s.contact_by, '9999-12-31') < coalesce(s.follow_up_due, '9999-12-31')
        THEN '' ELSE coalesce(s.follow_up_at, '') END AS due_at,
    CASE
        WHEN s.state = 'waiting' AND coalesce(s.contact_by, '9999-12-31') < coalesce(s.follow_up_due, '9999-12-31')
            THEN 'First contact'
        WHEN s.state = 'trying' AND s.follow_up_due IS NULL AND s.contact_by IS NOT NULL THEN 'Try again'
        ELSE coalesce(s.follow_up_what, '')
    END AS next_what,
    s.follow_up_id AS next_follow_up_id,
    CASE WHEN s.state = 'waiting' THEN s.received END AS waiting_since,
    CASE WHEN s.state = 'waiting' THEN s.contact_by END AS contact_by,
    s.last_contact_on, s.last_outcome, s.tries, s.sort_name, s.warning, s.restricted,
    s.was_asked AS asked, s.has_offered AS offered, s.has_given AS gave, s.has_received AS received, s.first_gave
FROM (
    SELECT
        p.id AS person_id,
        coalesce(r.worker_id, e.worker_id, (SELECT worker_id FROM referral WHERE person_id = p.id AND worker_id IS NOT NULL
            ORDER BY received DESC, id DESC LIMIT 1), f.worker_id, 0) AS worker_id,
        CASE
            WHEN p.put_away_on IS NOT NULL THEN 'put_away'
            WHEN e.state = 'paused' THEN 'paused'
            WHEN r.id IS NULL AND e.state = 'open' THEN 'active'
            WHEN r.id IS NULL AND (e.id IS NOT NULL
                OR EXISTS (SELECT 1 FROM referral WHERE person_id = p.id AND put_away_on IS NULL)) THEN 'closed'
            WHEN r.id IS NULL THEN 'known'
            WHEN EXISTS (SELECT 1 FROM contact WHERE person_id = p.id AND put_away_on IS NULL AND outcome = 'spoke'
                AND happened_on >= r.received) THEN 'active'
            WHEN EXISTS (SELECT 1 FROM contact WHERE person_id = p.id AND put_away_on IS NULL AND happened_on >= r.received) THEN 'trying'
            ELSE 'waiting'
        END AS state,
        r.received, r.contact_by,
        f.id AS follow_up_id, f.due_on AS follow_up_due, f.due_at AS follow_up_at, f.what AS follow_up_what,
        c.happened_on AS last_contact_on, c.outcome AS last_outcome,
        (SELECT count(DISTINCT happened_on) FROM contact WHERE person_id = p.id AND put_away_on IS NULL
            AND outcome IN ('no_answer', 'left_message', 'did_not_attend')
            AND happened_on >= coalesce(r.received, '0000')
            AND happened_on > coalesce((SELECT max(happened_on) FROM contact WHERE person_id = p.id
                AND put_away_on IS NULL AND outcome = 'spoke'), '0000')) AS tries,
        json_extract(wanted.value, '$[0]') AS sort_name, json_extract(wanted.value, '$[1]') AS warning,
        coalesce(p.restricted, 0) AS restricted,
        EXISTS (SELECT 1 FROM asked WHERE person_id = p.id AND put_away_on IS NULL) AS was_asked,
        EXISTS (SELECT 1 FROM offer WHERE person_id = p.id AND put_away_on IS NULL) AS has_offered,
        EXISTS (SELECT 1 FROM exchange WHERE giver_person_id = p.id AND put_away_on IS NULL) AS has_given,
        EXISTS (SELECT 1 FROM exchange WHERE receiver_person_id = p.id AND put_away_on IS NULL) AS has_received,
        (SELECT happened_on FROM exchange WHERE giver_person_id = p.id AND put_away_on IS NULL
            ORDER BY happened_on, id LIMIT 1) AS first_gave
    FROM json_each(?1) AS wanted
    JOIN person AS p ON p.id = CAST(wanted.key AS INTEGER)
    LEFT JOIN referral AS r ON r.id = (SELECT id FROM referral WHERE person_id = p.id AND put_away_on IS NULL
        AND state IN ('received', 'offered', 'accepted') ORDER BY received DESC, id DESC LIMIT 1)
    LEFT JOIN episode AS e ON e.id = (SELECT id FROM episode WHERE person_id = p.id AND put_away_on IS NULL
        ORDER BY opened_on DESC, id DESC LIMIT 1)
    LEFT JOIN follow_up AS f ON f.id = (SELECT id FROM follow_up WHERE person_id = p.id AND state = 'open'
        AND put_away_on IS NULL ORDER BY due_on, coalesce(due_at, '99'), id LIMIT 1)
    LEFT JOIN contact AS c ON c.id = (SELECT id FROM contact WHERE person_id = p.id AND put_away_on IS NULL
        ORDER BY happened_on DESC, id DESC LIMIT 1)
) AS s
ORDER BY s.person_id
