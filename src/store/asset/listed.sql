SELECT a.id, a.name, a.kind, a.place, a.phone, a.status, a.checked_on, a.checked_how, a.funding, a.funder,
    a.funding_until, (SELECT count(*) FROM connection AS c WHERE c.asset_id = a.id AND c.put_away_on IS NULL
        AND c.state IN ('made', 'replied', 'accepted', 'waiting', 'started', 'attending', 'belongs', 'contributes')
    ) AS going_on
FROM asset AS a
