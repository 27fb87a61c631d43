-- Pairs of profiles worth comparing, with at least one of those in the table ``seeds``; each pair once, the lesser id first.

CREATE OR REPLACE TEMP TABLE pairs AS
WITH found AS (
    SELECT a.id AS one, b.id AS other
    FROM (SELECT * FROM keys WHERE id IN (SELECT id FROM seeds)) AS a
    JOIN {scope_keys} AS b USING (family, pair, stretch)
    WHERE a.id <> b.id AND a.low <= b.high AND b.low <= a.high
    UNION ALL
    SELECT a.id, b.id FROM (SELECT * FROM keys WHERE lone AND id IN (SELECT id FROM seeds)) AS a
    JOIN {scope_members} AS b USING (family, pair, stretch)
    WHERE a.low <= b.high AND b.low <= a.high
    UNION ALL
    SELECT a.id, b.id FROM (SELECT * FROM members WHERE id IN (SELECT id FROM seeds)) AS a
    JOIN {scope_keys} AS b USING (family, pair, stretch)
    WHERE b.lone AND a.low <= b.high AND b.low <= a.high
    UNION ALL
    SELECT a.id, b.id FROM (SELECT * FROM years WHERE id IN (SELECT id FROM seeds)) AS a
    JOIN {scope_years} AS b USING (family, pair, year)
    WHERE a.id <> b.id AND (a.vague OR b.vague) AND a.first <= b.last AND b.first <= a.last
        AND (list_has_any(a.persons, b.persons) OR a.place <> '' AND a.place = b.place OR list_has_any(a.issues, b.issues))
)
SELECT DISTINCT least(one, other) AS one, greatest(one, other) AS other FROM found;
