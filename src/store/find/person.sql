SELECT p.id, p.given, p.family, p.preferred, p.title, p.date_of_birth, p.nhs_number, p.phone, p.mobile, p.work_phone,
    p.postcode, s.state, s.in_work, s.sort_name
FROM person AS p JOIN standing AS s ON s.person_id = p.id
