SELECT r.id, r.person_id, r.received, r.source, r.state, r.referrer_name, r.referrer_organisation, p.given, p.family
FROM referral AS r JOIN person AS p ON p.id = r.person_id
