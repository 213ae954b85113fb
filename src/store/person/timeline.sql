-- Everything about a person (?1) on one line of time; a reminder that a contact answered is told by the contact.
-- `other` names whatever else took part; another person's names stand in `given` and `family`.
SELECT kind, id, happened_on, happened_at, first, second, third, minutes, text, other, other_kind, other_id, given, family
FROM (
    SELECT 'referral' AS kind, id, received AS happened_on, NULL AS happened_at, source AS first, state AS second,
        state_reason AS third, NULL AS minutes, coalesce(reason, own_words) AS text,
        trim(coalesce(referrer_name, '') || coalesce(', ' || referrer_organisation, ''), ', ') AS other,
        NULL AS other_kind, NULL AS other_id, NULL AS given, NULL AS family
    FROM referral WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'contact', id, happened_on, happened_at, method, outcome, place, minutes, note, who_else, NULL, NULL, NULL, NULL
    FROM contact WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'note', id, written_on, NULL, NULL, NULL, NULL, NULL, text, NULL, NULL, NULL, NULL, NULL
    FROM note WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'follow_up', id, coalesce(done_on, due_on), due_at, state, recurrence, due_on, NULL, what, NULL, 'contact', cleared_by, NULL, NULL
    FROM follow_up WHERE person_id = ?1 AND put_away_on IS NULL AND cleared_by IS NULL
    UNION ALL
    SELECT 'connection', c.id, c.made_on, NULL, c.kind, c.state, c.reason_ended, c.attended, c.note, a.name,
        CASE WHEN o.id IS NULL THEN 'asset' ELSE 'person' END, coalesce(o.id, a.id), o.given, o.family
    FROM connection AS c LEFT JOIN asset AS a ON a.id = c.asset_id LEFT JOIN person AS o ON o.id = c.other_person_id
    WHERE c.person_id = ?1 AND c.put_away_on IS NULL
    UNION ALL
    SELECT 'connection', c.id, c.made_on, NULL, c.kind, c.state, c.reason_ended, c.attended, NULL, NULL, 'person', p.id,
        p.given, p.family
    FROM connection AS c JOIN person AS p ON p.id = c.person_id WHERE c.other_person_id = ?1 AND c.put_away_on IS NULL
    UNION ALL
    SELECT 'visit', v.id, v.visited_on, NULL, v.how, v.companion, NULL, v.number, v.note, a.name,
        CASE WHEN o.id IS NULL THEN 'asset' ELSE 'person' END, coalesce(o.id, a.id), o.given, o.family
    FROM connection AS c JOIN visit AS v ON v.connection_id = c.id LEFT JOIN asset AS a ON a.id = c.asset_id
        LEFT JOIN person AS o ON o.id = c.other_person_id
    WHERE c.person_id = ?1 AND c.put_away_on IS NULL AND v.put_away_on IS NULL
    UNION ALL
    SELECT 'feedback', f.id, f.said_on, NULL, f.went, NULL, NULL, NULL, f.words, a.name, 'asset', a.id, NULL, NULL
    FROM feedback AS f JOIN asset AS a ON a.id = f.asset_id WHERE f.person_id = ?1 AND f.put_away_on IS NULL
    UNION ALL
    SELECT 'gap_person', w.id, w.since, NULL, g.state, w.told_on, g.led_by, w.would_join, g.what, NULL, NULL, NULL, NULL, NULL
    FROM gap_person AS w JOIN gap AS g ON g.id = w.gap_id WHERE w.person_id = ?1 AND w.put_away_on IS NULL
    UNION ALL
    SELECT 'asked', id, asked_on, NULL, answer, NULL, NULL, NULL, note, NULL, NULL, NULL, NULL, NULL
    FROM asked WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'offer', id, offered_on, NULL, gift_kind, state, when_where, NULL, what, NULL, NULL, NULL, NULL, NULL
    FROM offer WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'ask', id, asked_on, NULL, NULL, state, when_where, NULL, what, NULL, NULL, NULL, NULL, NULL
    FROM ask WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'pair', q.id, q.since, NULL, q.state, 'gives', q.note, NULL, g.what, a.name,
        CASE WHEN p.id IS NULL THEN 'asset' ELSE 'person' END, coalesce(p.id, a.id), p.given, p.family
    FROM offer AS g JOIN pair AS q ON q.offer_id = g.id JOIN ask AS r ON r.id = q.ask_id
    LEFT JOIN person AS p ON p.id = r.person_id LEFT JOIN asset AS a ON a.id = r.asset_id
    WHERE g.person_id = ?1 AND q.put_away_on IS NULL
    UNION ALL
    SELECT 'pair', q.id, q.since, NULL, q.state, 'receives', q.note, NULL, r.what, a.name,
        CASE WHEN p.id IS NULL THEN 'asset' ELSE 'person' END, coalesce(p.id, a.id), p.given, p.family
    FROM ask AS r JOIN pair AS q ON q.ask_id = r.id JOIN offer AS g ON g.id = q.offer_id
    LEFT JOIN person AS p ON p.id = g.person_id LEFT JOIN asset AS a ON a.id = g.asset_id
    WHERE r.person_id = ?1 AND q.put_away_on IS NULL
    UNION ALL
    SELECT 'exchange', e.id, e.happened_on, NULL, 'gave', e.came_back, e.meant, e.minutes, e.what, a.name,
        CASE WHEN p.id IS NULL THEN 'asset' ELSE 'person' END, coalesce(p.id, a.id), p.given, p.family
    FROM exchange AS e LEFT JOIN person AS p ON p.id = e.receiver_person_id LEFT JOIN asset AS a ON a.id = e.receiver_asset_id
    WHERE e.giver_person_id = ?1 AND e.put_away_on IS NULL
    UNION ALL
    SELECT 'exchange', e.id, e.happened_on, NULL, 'received', e.came_back, e.meant, e.minutes, e.what, a.name,
        CASE WHEN p.id IS NULL THEN 'asset' ELSE 'person' END, coalesce(p.id, a.id), p.given, p.family
    FROM exchange AS e LEFT JOIN person AS p ON p.id = e.giver_person_id LEFT JOIN asset AS a ON a.id = e.giver_asset_id
    WHERE e.receiver_person_id = ?1 AND e.put_away_on IS NULL
    UNION ALL
    SELECT 'consent', id, answered_on, NULL, purpose, answer, how, NULL, reason, NULL, NULL, NULL, NULL, NULL
    FROM consent WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'measure', id, measured_on, NULL, instrument, stage, items, NULL, words, score, NULL, NULL, NULL, NULL
    FROM measure WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'letter', id, written_on, NULL, kind, to_whom, how, NULL, text, codes, NULL, NULL, NULL, NULL
    FROM letter WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'service_use', id, until_on, NULL, service, from_on, until_on, times, told_by, NULL, NULL, NULL, NULL, NULL
    FROM service_use WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'rung', r.id, r.since, NULL, r.rung, NULL, NULL, NULL, r.evidence, a.name, 'asset', r.asset_id,
        NULL, NULL
    FROM rung AS r LEFT JOIN asset AS a ON a.id = r.asset_id WHERE r.person_id = ?1 AND r.put_away_on IS NULL
    UNION ALL
    SELECT 'episode', id, opened_on, NULL, CASE WHEN reopened_from IS NULL THEN 'opened' ELSE 'reopened' END, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM episode WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'episode', id, paused_on, NULL, 'paused', NULL, NULL, NULL, pause_reason, NULL, NULL, NULL, NULL, NULL
    FROM episode WHERE person_id = ?1 AND put_away_on IS NULL AND state = 'paused'
    UNION ALL
    SELECT 'episode', id, closed_on, NULL, 'closed', close_reason, NULL, NULL, close_note, NULL, NULL, NULL, NULL, NULL
    FROM episode WHERE person_id = ?1 AND put_away_on IS NULL AND state = 'closed'
    UNION ALL
    SELECT 'plan', id, agreed_on, NULL, agreed, why_not, agreed_with, NULL, matters, NULL, NULL, NULL, NULL, NULL
    FROM plan WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'goal', id, set_on, NULL, 'set', status, NULL, importance, what, NULL, NULL, NULL, NULL, NULL
    FROM goal WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'goal', id, ended_on, NULL, 'ended', status, outcome, NULL, what, NULL, NULL, NULL, NULL, NULL
    FROM goal WHERE person_id = ?1 AND put_away_on IS NULL AND ended_on IS NOT NULL
    UNION ALL
    SELECT 'step', s.id, s.done_on, NULL, s.status, g.what, s.who, s.confidence, s.what, NULL, NULL, NULL, NULL, NULL
    FROM step AS s JOIN goal AS g ON g.id = s.goal_id
    WHERE s.person_id = ?1 AND s.put_away_on IS NULL AND s.done_on IS NOT NULL
    UNION ALL
    SELECT 'risk', id, from_on, NULL, category, until_on, NULL, NULL, CASE WHEN restricted = 1 THEN NULL ELSE what END,
        NULL, NULL, NULL, NULL, NULL
    FROM risk WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'need', id, raised_on, NULL, need, state, raised_by, structural, note, NULL, NULL, NULL, NULL, NULL
    FROM need WHERE person_id = ?1 AND put_away_on IS NULL
    UNION ALL
    SELECT 'strength', id, noted_on, NULL, gift_kind, NULL, NULL, NULL, what, NULL, NULL, NULL, NULL, NULL
    FROM strength WHERE person_id = ?1 AND put_away_on IS NULL
)
