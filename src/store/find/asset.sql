SELECT a.id, a.name, a.kind, a.place, a.schedule, a.cost, a.postcode, a.checked_on, a.status, a.capacity, a.needs,
    a.interests, a.description, a.latitude, a.longitude
FROM asset AS a
