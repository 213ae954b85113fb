SELECT a.checked_how, a.gone_on, a.capacity_on, a.capability, a.funding_until, a.funding, a.gifts_welcomed, a.note, a.access, k.name AS checked_by
FROM asset AS a LEFT JOIN worker AS k ON k.id = a.checked_by
WHERE a.id = ?1
