-- Groups that say which gifts they welcome, in the form of wishes.
SELECT a.id, NULL AS person_id, a.id AS asset_id, a.name AS what, a.interests, NULL AS introduce, NULL AS when_where,
    a.gifts_welcomed AS gifts, NULL AS language, NULL AS interpreter_needed, a.schedule AS free_when, a.postcode,
    f.lat, f.lon, coalesce(f.exact, 0) AS exact
FROM asset AS a LEFT JOIN asset_facet AS f ON f.asset_id = a.id
WHERE a.gifts_welcomed IS NOT NULL AND a.status = 'active' AND a.put_away_on IS NULL
