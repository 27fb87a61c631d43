-- Version 1: files, what was read and set aside of them, and the events with the words they came from.

CREATE TABLE files (
    path VARCHAR PRIMARY KEY,
    status VARCHAR NOT NULL CHECK (status IN ('coded', 'rejected', 'duplicate')),
    digest VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    version VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE files IS 'One row per input file or folder that was given to build';
COMMENT ON COLUMN files.path IS 'Absolute path; a folder only where it could not be read';
COMMENT ON COLUMN files.status IS 'coded: its documents are here; rejected: nothing of it could be used; duplicate: same bytes as another file';
COMMENT ON COLUMN files.digest IS 'SHA-256 of the bytes, empty where they could not be read';
COMMENT ON COLUMN files.bytes IS 'Size in bytes';
COMMENT ON COLUMN files.version IS 'Fingerprint of the code, lexicon and options that coded it; another one means it is coded again';
COMMENT ON COLUMN files.read_at IS 'When its rows were written, UTC';

CREATE TABLE rejections (
    path VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    cure VARCHAR NOT NULL
);
COMMENT ON TABLE rejections IS 'What was set aside: a whole file, or one item of it';
COMMENT ON COLUMN rejections.path IS 'The row of files that it belongs to';
COMMENT ON COLUMN rejections.ordinal IS 'Its place among the rejections of that file, from 0';
COMMENT ON COLUMN rejections.place IS 'The path or path#item that could not be used';
COMMENT ON COLUMN rejections.reason IS 'What is wrong';
COMMENT ON COLUMN rejections.cure IS 'What to do about it';

CREATE TABLE documents (
    doc_key VARCHAR PRIMARY KEY,
    path VARCHAR NOT NULL,
    doc VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    published TIMESTAMP,
    published_by VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    warnings VARCHAR[] NOT NULL
);
COMMENT ON TABLE documents IS 'One article, page or bulletin item';
COMMENT ON COLUMN documents.title IS 'Its title; empty where the file names none';
COMMENT ON COLUMN documents.outlet IS 'Who published it, as the file or its link tells';
COMMENT ON COLUMN documents.url IS 'Its link, as the file gives it';
COMMENT ON COLUMN documents.doc_key IS 'Key made from the digest of the file and doc, the same on every machine';
COMMENT ON COLUMN documents.path IS 'The row of files that it was read from';
COMMENT ON COLUMN documents.doc IS 'Stem of the file name, with #n for the nth article of a file that holds several';
COMMENT ON COLUMN documents.text IS 'Clean text as read, paragraphs separated by newlines';
COMMENT ON COLUMN documents.published IS 'Its own time, as published_by says; NULL where it tells none';
COMMENT ON COLUMN documents.published_by IS 'Where published was found';
COMMENT ON COLUMN documents.format IS 'The reader that recognised it';
COMMENT ON COLUMN documents.encoding IS 'Encoding of the file';
COMMENT ON COLUMN documents.warnings IS 'What the reader had to mend or could not know';

CREATE TABLE fragments (
    doc_key VARCHAR NOT NULL,
    fragment INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    ranges STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    anchor DATE,
    anchor_earliest DATE,
    anchor_latest DATE,
    anchor_month_day VARCHAR NOT NULL,
    anchor_reason VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    reasons VARCHAR[] NOT NULL,
    PRIMARY KEY (doc_key, fragment)
);
COMMENT ON TABLE fragments IS 'One article inside a document; a page spliced from three reports has three';
COMMENT ON COLUMN fragments.doc_key IS 'The document';
COMMENT ON COLUMN fragments.fragment IS 'Its number in the document, from 0';
COMMENT ON COLUMN fragments.title IS 'The heading that belongs to it';
COMMENT ON COLUMN fragments.agency IS 'The agency that its dateline credits';
COMMENT ON COLUMN fragments.text IS 'Its paragraphs, joined by newlines';
COMMENT ON COLUMN fragments.ranges IS 'Half-open code point ranges of documents.text that it is made of';
COMMENT ON COLUMN fragments.anchor IS 'The day that its relative dates count from; NULL where unknown';
COMMENT ON COLUMN fragments.anchor_earliest IS 'Earliest day that the evidence allows where anchor is unknown';
COMMENT ON COLUMN fragments.anchor_latest IS 'Latest day that the evidence allows where anchor is unknown';
COMMENT ON COLUMN fragments.anchor_month_day IS '--MM-DD where the dateline gives no year and none could be found';
COMMENT ON COLUMN fragments.anchor_reason IS 'How the anchor was found';
COMMENT ON COLUMN fragments.confidence IS 'How sure it is that these paragraphs are one article, 0 to 1';
COMMENT ON COLUMN fragments.reasons IS 'What held its paragraphs together';

CREATE TABLE asides (
    doc_key VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (doc_key, ordinal)
);
COMMENT ON TABLE asides IS 'Text of a document that belongs to no article: captions, promotion, disclaimers';
COMMENT ON COLUMN asides.doc_key IS 'The document';
COMMENT ON COLUMN asides.ordinal IS 'Its place among them, from 0';
COMMENT ON COLUMN asides.kind IS 'caption, promotion, disclaimer, furniture, byline, tags …';
COMMENT ON COLUMN asides.reason IS 'Why it was set aside';
COMMENT ON COLUMN asides."start" IS 'First code point in documents.text';
COMMENT ON COLUMN asides."end" IS 'Code point after its last in documents.text';

CREATE TABLE headlines (
    doc_key VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    fragment INTEGER,
    spun BOOLEAN NOT NULL,
    proposed VARCHAR NOT NULL,
    changes STRUCT(found VARCHAR, original VARCHAR)[] NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (doc_key, ordinal)
);
COMMENT ON TABLE headlines IS 'Headings of a document, matched to their fragment';
COMMENT ON COLUMN headlines.doc_key IS 'The document';
COMMENT ON COLUMN headlines.ordinal IS 'Its place among them, from 0';
COMMENT ON COLUMN headlines.text IS 'Its words';
COMMENT ON COLUMN headlines."start" IS 'First code point in documents.text';
COMMENT ON COLUMN headlines."end" IS 'Code point after its last in documents.text';
COMMENT ON COLUMN headlines.fragment IS 'The article it speaks of; NULL where unknown';
COMMENT ON COLUMN headlines.reason IS 'How it was matched';
COMMENT ON COLUMN headlines.spun IS 'Whether its wording was garbled by substitution of synonyms';
COMMENT ON COLUMN headlines.proposed IS 'What a spun headline should have said';
COMMENT ON COLUMN headlines.changes IS 'Each wrong wording and the original one';

CREATE TABLE events (
    id VARCHAR PRIMARY KEY,
    doc_key VARCHAR NOT NULL,
    doc VARCHAR NOT NULL,
    fragment INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    aux VARCHAR,
    date VARCHAR,
    date_end VARCHAR,
    first_day DATE,
    last_day DATE,
    place VARCHAR,
    place_code VARCHAR NOT NULL,
    latitude DOUBLE,
    longitude DOUBLE,
    issues VARCHAR[] NOT NULL,
    said_by VARCHAR[] NOT NULL,
    evidence VARCHAR NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    shown_start INTEGER,
    shown_end INTEGER,
    trigger VARCHAR NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger_shown_start INTEGER,
    trigger_shown_end INTEGER,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    cameo VARCHAR NOT NULL,
    goldstein DOUBLE,
    reasons MAP(VARCHAR, VARCHAR) NOT NULL
);
COMMENT ON TABLE events IS 'One thing that one side did, said, or is expected to do, to or with another (the codebook)';
COMMENT ON COLUMN events.doc_key IS 'The document that tells it';
COMMENT ON COLUMN events.doc IS 'The id of that document';
COMMENT ON COLUMN events.fragment IS 'The article of that document';
COMMENT ON COLUMN events.date_end IS 'Last day, month or year of a span; NULL for one point';
COMMENT ON COLUMN events.place IS 'Where it happened, as written; NULL where the text does not say';
COMMENT ON COLUMN events.place_code IS 'Code of the country of the place, empty where unknown';
COMMENT ON COLUMN events.latitude IS 'Degrees north';
COMMENT ON COLUMN events.longitude IS 'Degrees east';
COMMENT ON COLUMN events.issues IS 'What it is about: tags of the codebook';
COMMENT ON COLUMN events.trigger_start IS 'First code point of the trigger in the decoded file';
COMMENT ON COLUMN events.trigger_end IS 'Code point after its last in the decoded file';
COMMENT ON COLUMN events.trigger_shown_start IS 'First code point of the trigger in documents.text';
COMMENT ON COLUMN events.trigger_shown_end IS 'Code point after its last in documents.text';
COMMENT ON COLUMN events.id IS 'Key made from what the event is and where its words stand; the same on every run';
COMMENT ON COLUMN events.ordinal IS 'Its place among the events of the document, from 0';
COMMENT ON COLUMN events.type IS 'PLOVER type';
COMMENT ON COLUMN events.mode IS 'PLOVER mode';
COMMENT ON COLUMN events.aux IS 'NULL happened; future, hypothetical, negation or historical';
COMMENT ON COLUMN events.date IS 'ISO day, month or year, as precise as the text is';
COMMENT ON COLUMN events.first_day IS 'First day that date covers, for questions about time';
COMMENT ON COLUMN events.last_day IS 'Last day that date or date_end covers';
COMMENT ON COLUMN events.said_by IS 'Who the report credits, outermost first';
COMMENT ON COLUMN events.evidence IS 'The words of the text that tell the event';
COMMENT ON COLUMN events.evidence_start IS 'First code point of the evidence in the decoded file';
COMMENT ON COLUMN events.evidence_end IS 'Code point after its last in the decoded file';
COMMENT ON COLUMN events.shown_start IS 'First code point of the evidence in documents.text';
COMMENT ON COLUMN events.shown_end IS 'Code point after its last in documents.text';
COMMENT ON COLUMN events.trigger IS 'The words that the rule fired on';
COMMENT ON COLUMN events.rule IS 'The rule that fired';
COMMENT ON COLUMN events.confidence IS 'Estimated chance that the event is right';
COMMENT ON COLUMN events.cameo IS 'Derived CAMEO code';
COMMENT ON COLUMN events.goldstein IS 'Derived Goldstein score';
COMMENT ON COLUMN events.reasons IS 'For each field how it was found';

CREATE TABLE participants (
    event_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('actor', 'recipient')),
    ordinal INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    sector VARCHAR NOT NULL,
    name VARCHAR,
    entity VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    PRIMARY KEY (event_id, role, ordinal)
);
COMMENT ON TABLE participants IS 'Who acts and who is acted on, a row each';
COMMENT ON COLUMN participants.event_id IS 'The event';
COMMENT ON COLUMN participants.role IS 'actor or recipient';
COMMENT ON COLUMN participants.ordinal IS 'Its place on that side, from 0';
COMMENT ON COLUMN participants."end" IS 'Code point after its last';
COMMENT ON COLUMN participants.code IS 'Country or organisation, with a sector after a colon';
COMMENT ON COLUMN participants.country IS 'The part of code before the colon';
COMMENT ON COLUMN participants.sector IS 'The part of code after the colon, empty for a bare country';
COMMENT ON COLUMN participants.name IS 'The mention as written; NULL where it is implied';
COMMENT ON COLUMN participants.entity IS 'The entry of the lexicon that it names, empty where none';
COMMENT ON COLUMN participants.reason IS 'Why it has this code';
COMMENT ON COLUMN participants."start" IS 'First code point of the mention, as the coder gave it';

CREATE VIEW chronology AS
SELECT events.id, events.date, events.date_end, events.type, events.mode, events.aux,
    (SELECT string_agg(code || coalesce(' ' || name, ''), '; ' ORDER BY ordinal)
     FROM participants WHERE event_id = events.id AND role = 'actor') AS actor,
    (SELECT string_agg(code || coalesce(' ' || name, ''), '; ' ORDER BY ordinal)
     FROM participants WHERE event_id = events.id AND role = 'recipient') AS recipient,
    events.place, array_to_string(events.issues, '; ') AS issues,
    array_to_string(events.said_by, ' > ') AS said_by, events.evidence, events.confidence, events.doc
FROM events
ORDER BY events.first_day NULLS LAST, events.last_day, events.doc, events.ordinal;
COMMENT ON VIEW chronology IS 'Events in order of time, a line each, for a spreadsheet or a look';
