SELECT n.kind, n.id, n.happened_on, n.person_id, n.asset_id, n.text, p.given, p.family, a.name AS asset_name FROM (
    SELECT 'contact' AS kind, id, happened_on, person_id, NULL AS asset_id, note AS text FROM contact
    WHERE put_away_on IS NULL AND id IN (
        SELECT rowid FROM contact_word WHERE contact_word MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
    UNION ALL
    SELECT 'note', id, written_on, person_id, asset_id, text FROM note
    WHERE put_away_on IS NULL AND id IN (
        SELECT rowid FROM note_word WHERE note_word MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
) AS n
LEFT JOIN person AS p ON p.id = n.person_id
LEFT JOIN asset AS a ON a.id = n.asset_id
WHERE coalesce(p.restricted, 0) = 0
ORDER BY n.happened_on DESC, n.kind, n.id DESC
LIMIT ?2
