SELECT a.id, a.name, a.kind, a.place, a.phone, a.status, a.checked_on, a.checked_how, a.funding, a.funder,
    a.funding_until, (SELECT count(DISTINCT c.person_id) FROM connection AS c JOIN person AS p ON p.id = c.person_id
        WHERE c.asset_id = a.id AND c.put_away_on IS NULL AND p.put_away_on IS NULL AND c.state IN (
            'agreed', 'made', 'replied', 'accepted', 'waiting', 'started', 'attending', 'belongs', 'contributes')
    ) AS going_on
FROM asset AS a
