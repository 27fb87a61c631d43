-- Version 2: one happening for its many reports, why they were linked, where they differ, and what users decided.

CREATE TABLE happenings (
    id VARCHAR PRIMARY KEY,
    event_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('happened', 'planned', 'cancelled', 'denied', 'disputed', 'supposed')),
    date VARCHAR,
    date_end VARCHAR,
    first_day DATE,
    last_day DATE,
    place VARCHAR,
    place_code VARCHAR NOT NULL,
    countries VARCHAR[] NOT NULL,
    issues VARCHAR[] NOT NULL,
    reports INTEGER NOT NULL,
    documents INTEGER NOT NULL
);
COMMENT ON TABLE happenings IS 'One row per happening, whatever the number of its reports; made by dragoman link';
COMMENT ON COLUMN happenings.id IS 'h and the id of its earliest report, the same whatever the order of arrival';
COMMENT ON COLUMN happenings.event_id IS 'The report that tells it best; its participants stand for the happening''s';
COMMENT ON COLUMN happenings.type IS 'PLOVER type of that report';
COMMENT ON COLUMN happenings.mode IS 'PLOVER mode, of the first report in order of worth that has one';
COMMENT ON COLUMN happenings.status IS 'happened, planned, cancelled (planned, then called off), denied (only reported as not happening), disputed (told both ways) or supposed';
COMMENT ON COLUMN happenings.date IS 'Its day, month or year, as most independent reports of the finest precision give it';
COMMENT ON COLUMN happenings.date_end IS 'Last day, month or year of a span; NULL for one point';
COMMENT ON COLUMN happenings.first_day IS 'First day that date covers';
COMMENT ON COLUMN happenings.last_day IS 'Last day that date or date_end covers';
COMMENT ON COLUMN happenings.place IS 'Where, in the words of the first report in order of worth that says so';
COMMENT ON COLUMN happenings.place_code IS 'Code of the country of the place, empty where unknown';
COMMENT ON COLUMN happenings.countries IS 'Countries and organisations of that report on either side, each once';
COMMENT ON COLUMN happenings.issues IS 'What the reports say it is about';
COMMENT ON COLUMN happenings.reports IS 'How many coded events report it';
COMMENT ON COLUMN happenings.documents IS 'In how many documents';

CREATE TABLE reports (
    event_id VARCHAR PRIMARY KEY,
    happening VARCHAR NOT NULL,
    part VARCHAR NOT NULL CHECK (part IN ('report', 'plan', 'background', 'denial', 'supposition')),
    told_on DATE
);
COMMENT ON TABLE reports IS 'Which happening each coded event reports';
COMMENT ON COLUMN reports.event_id IS 'The coded event';
COMMENT ON COLUMN reports.happening IS 'The happening that it reports';
COMMENT ON COLUMN reports.part IS 'report, plan (told ahead), background (told again long after), denial (told as not happening) or supposition';
COMMENT ON COLUMN reports.told_on IS 'The day of the article that tells it; NULL where unknown';

CREATE TABLE links (
    left_event VARCHAR NOT NULL,
    right_event VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL,
    PRIMARY KEY (left_event, right_event)
);
COMMENT ON TABLE links IS 'Pairs of reports that speak for one happening, with the reasons';
COMMENT ON COLUMN links.left_event IS 'The event with the lesser id';
COMMENT ON COLUMN links.right_event IS 'The event with the greater id';
COMMENT ON COLUMN links.score IS 'Sum of the weights of the reasons; above 0 speaks for one happening';
COMMENT ON COLUMN links.reasons IS 'Each reason with its weight';

CREATE TABLE contradictions (
    happening VARCHAR NOT NULL,
    field VARCHAR NOT NULL CHECK (field IN ('date', 'place', 'number', 'happened', 'direction', 'answer')),
    ordinal INTEGER NOT NULL,
    value VARCHAR NOT NULL,
    events VARCHAR[] NOT NULL,
    PRIMARY KEY (happening, field, ordinal)
);
COMMENT ON TABLE contradictions IS 'What the reports of a happening cannot all be right about: a row for each version';
COMMENT ON COLUMN contradictions.happening IS 'The happening';
COMMENT ON COLUMN contradictions.field IS 'date, place, number, happened (or not), direction (who to whom) or answer (agreed or refused)';
COMMENT ON COLUMN contradictions.ordinal IS 'Place among the versions, the one that most reports tell first';
COMMENT ON COLUMN contradictions.value IS 'The version';
COMMENT ON COLUMN contradictions.events IS 'The reports that tell it so';

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('join', 'split')),
    left_events VARCHAR[] NOT NULL,
    right_events VARCHAR[] NOT NULL,
    note VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    undone_at TIMESTAMP
);
COMMENT ON TABLE decisions IS 'What a user decided about reports: joined or kept apart; never deleted, only undone';
COMMENT ON COLUMN decisions.id IS 'Number of the decision, from 1';
COMMENT ON COLUMN decisions.kind IS 'join: all of these report one happening; split: none of the left is of one happening with any of the right';
COMMENT ON COLUMN decisions.left_events IS 'Events on the one side';
COMMENT ON COLUMN decisions.right_events IS 'Events on the other';
COMMENT ON COLUMN decisions.note IS 'Why, in the user''s words';
COMMENT ON COLUMN decisions.made_at IS 'When, UTC';
COMMENT ON COLUMN decisions.undone_at IS 'When it was taken back, UTC; NULL while it holds';

CREATE TABLE linkings (
    version VARCHAR NOT NULL,
    decided VARCHAR NOT NULL,
    linked_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE linkings IS 'One row: what the last linking was made with';
COMMENT ON COLUMN linkings.version IS 'Fingerprint of the linker and its weights; another one means all is linked anew';
COMMENT ON COLUMN linkings.decided IS 'Fingerprint of the decisions that it respected';
COMMENT ON COLUMN linkings.linked_at IS 'When, UTC';
