SELECT s.person_id, s.worker_id, s.state, s.due_on, s.due_at, s.next_what, s.next_follow_up_id, s.waiting_since,
    s.contact_by, s.last_contact_on, s.last_outcome, s.tries, s.rung, p.given, p.family, p.title, p.safe_contact
FROM standing AS s JOIN person AS p ON p.id = s.person_id
