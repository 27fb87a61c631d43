-- Temporary tables for one linking: every coded event as the linker compares it, and the keys that it is sought by.
-- The settings in braces come from the table linking.toml. Days are counted as integers from 1970.

CREATE OR REPLACE TEMP TABLE told AS
SELECT id AS event_id, e.doc_key, e.doc_key || '#' || e.fragment AS fragment, e.type, e.mode, e.aux, e.date, e.date_end,
    e.first_day, e.last_day, coalesce(e.place, '') AS place, e.place_code, e.latitude, e.longitude, e.issues, e.evidence, e.confidence,
    coalesce(f.anchor, d.published::DATE) AS told_on,
    row_number() OVER (PARTITION BY e.doc_key, e.fragment, e.type, e.mode, e.aux, e.date, e.evidence ORDER BY id) AS nth
FROM events AS e JOIN documents AS d USING (doc_key)
LEFT JOIN fragments AS f ON f.doc_key = e.doc_key AND f.fragment = e.fragment;

-- A grouping without an office of its own meets as its members: a summit of the QUAD is one of the four.
CREATE OR REPLACE TEMP VIEW taking_part AS
SELECT event_id, role, coalesce(member, country) AS country, if(member IS NULL, entity, NULL) AS entity, name
FROM participants JOIN told USING (event_id) LEFT JOIN groupings ON country = grouping AND type = 'CONSULT';

CREATE OR REPLACE TEMP TABLE sides AS
SELECT event_id,
    list_sort(list(DISTINCT country) FILTER (role = 'actor')) AS actors,
    list_sort(list(DISTINCT country) FILTER (role = 'recipient')) AS recipients,
    list_sort(list(DISTINCT country)) AS countries,
    list_sort(list(DISTINCT country || '/' || entity) FILTER (regexp_full_match(entity, '[a-z][a-z0-9-]*'))) AS persons,
    list_sort(list(DISTINCT name) FILTER (name IS NOT NULL)) AS names
FROM taking_part GROUP BY event_id;

-- The days on which its happening is sought. A report without a date of its own is sought around the day it was told.
CREATE OR REPLACE TEMP TABLE dated AS
SELECT told.* EXCLUDE (first_day, last_day), sides.* EXCLUDE (event_id),
    coalesce(first_day, told_on - CASE WHEN aux = 'future' THEN 0 ELSE {undated_before} END) - DATE '1970-01-01' AS first,
    coalesce(last_day, told_on + CASE WHEN aux = 'future' THEN {undated_plan} ELSE 0 END) - DATE '1970-01-01' AS last,
    CASE WHEN first_day IS NULL THEN 'assumed' WHEN first_day = last_day THEN 'day'
        WHEN last_day - first_day < 28 THEN 'days' WHEN last_day - first_day <= {vague} THEN 'month'
        ELSE 'year' END AS precision
FROM told LEFT JOIN sides USING (event_id);

-- Reports that say the same in the same words are one profile: a thousand reprints cost no more than one.
CREATE OR REPLACE TEMP TABLE profiles AS
SELECT min(event_id) AS id, list_sort(list(event_id)) AS events, list_sort(list(DISTINCT fragment)) AS fragments,
    any_value(columns(* EXCLUDE (event_id, doc_key, fragment, nth, told_on, date, date_end, confidence, latitude, longitude))),
    min(latitude) AS latitude, min(longitude) AS longitude
FROM dated
GROUP BY type, mode, aux, actors, recipients, persons, names, first, last, precision, place, place_code, issues, evidence, nth,
    CASE WHEN first IS NULL OR event_id IN (SELECT event_id FROM decided) THEN event_id END;

CREATE OR REPLACE TEMP TABLE leads AS SELECT unnest(events) AS event_id, id FROM profiles;

CREATE OR REPLACE TEMP TABLE wanted AS
SELECT id, p.first, p.last, p.precision = 'year' AS vague, persons, place, issues, countries, family,
    CASE WHEN p.aux = 'future' AND precision <> 'assumed' THEN {plan} ELSE {slack} END AS pad,
    CASE WHEN p.type = 'REJECT' AND p.mode = 'meet' AND family = 'meet' THEN {answer} ELSE 0 END AS ahead
FROM profiles AS p JOIN families ON families.type = p.type OR families.type = p.type || '/' || p.mode
WHERE p.first IS NOT NULL AND countries IS NOT NULL;

-- Keys: family, a pair of countries (or a lone one), and a stretch of eight days.
CREATE OR REPLACE TEMP TABLE keys AS
WITH paired AS (
    SELECT id, family, first, last, pad, ahead, len(countries) = 1 AS lone,
        unnest(CASE WHEN len(countries) = 1 THEN [countries[1] || '+']
            ELSE list_transform(flatten(list_transform(countries,
                lambda a: list_transform(list_filter(countries, lambda b: b > a), lambda b: [a, b]))),
                lambda pair: pair[1] || '+' || pair[2]) END) AS pair
    FROM wanted WHERE NOT vague
)
SELECT id, family, pair, lone, unnest(range((first - pad) // 8, (last + pad + ahead) // 8 + 1)) AS stretch,
    first - pad AS low, last + pad + ahead AS high
FROM paired;

-- A report of a lone country is also sought among those of that country with others.
CREATE OR REPLACE TEMP TABLE members AS
SELECT id, family, member || '+' AS pair, first - pad AS low, last + pad + ahead AS high,
    unnest(range((first - pad) // 8, (last + pad + ahead) // 8 + 1)) AS stretch
FROM (SELECT *, unnest(countries) AS member FROM wanted WHERE NOT vague AND len(countries) > 1);

-- A report that knows only the year is compared with those of that year that have a person, a place or an issue of its.
CREATE OR REPLACE TEMP TABLE years AS
SELECT id, family, vague, first, last, persons, place, issues, pair, year
FROM (SELECT *, unnest(range(first * 400 // 146097, last * 400 // 146097 + 1)) AS year,
    unnest(list_transform(countries, lambda country: country || '+')) AS pair
    FROM wanted WHERE last - first < 1200);
