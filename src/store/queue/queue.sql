SELECT s.person_id, s.worker_id, s.state, s.due_on, s.due_at, CASE WHEN s.restricted = 1 THEN 'Restricted record' ELSE s.next_what END AS next_what, s.next_follow_up_id, s.waiting_since,
    s.contact_by, s.last_contact_on, s.last_outcome, s.tries, s.rung, p.given, p.family, p.title, CASE WHEN s.restricted = 1
    THEN 'Restricted: opening it asks for a reason' ELSE s.warning END AS safe_contact
FROM standing AS s JOIN person AS p ON p.id = s.person_id
