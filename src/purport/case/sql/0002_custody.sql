-- Form 2: evidence that cannot be changed unseen, a log, judgements, and postings by which a large case is searched.
-- What form 1 held stands aside under first_… until it is copied; then those tables are dropped.

DROP TRIGGER sources_stay;
DROP TRIGGER texts_stay;
DROP TABLE statement_words;
DROP TABLE incident_words;
DROP TABLE text_words;
DROP TABLE parties;
DROP TABLE tellings;
DROP INDEX readings_current;
DROP INDEX readings_document;
DROP INDEX readings_text;
DROP INDEX statements_reading;
DROP INDEX incidents_reading;
DROP INDEX incidents_day;
ALTER TABLE sources RENAME TO first_sources;
ALTER TABLE texts RENAME TO first_texts;
ALTER TABLE readings RENAME TO first_readings;
ALTER TABLE statements RENAME TO first_statements;
ALTER TABLE incidents RENAME TO first_incidents;

-- EVIDENCE ------------------------------------------------------------------------------------------------------------

-- What came in, by the SHA-256 of its bytes. packing: none (the bytes are not kept), text (they are the text with the
-- same SHA-256, in UTF-8), plain or zlib (they are in original).
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    original BLOB,
    packing TEXT NOT NULL,
    added_at TEXT NOT NULL
);

CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL
);

-- One reading for each text, models, codebook and dating of a source; the current one is what is searched and shown.
-- id = ordinal day of publication (0 where there is none) << 32 | running number: newest first is id descending.
-- span: how many days the date of publication leaves open after the first.
-- sha256 is of its line as `purport read --json` writes it: schema, source, text, statements, incidents, rest.
-- Its statements are those from first_statement on; n_statements many.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    text_id INTEGER NOT NULL REFERENCES texts (id),
    key TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    current INTEGER NOT NULL,
    document TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published TEXT,
    span INTEGER NOT NULL,
    first_statement INTEGER NOT NULL,
    n_statements INTEGER NOT NULL,
    n_incidents INTEGER NOT NULL,
    schema TEXT NOT NULL,
    source TEXT NOT NULL,
    rest TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (source_id, key)
);
CREATE UNIQUE INDEX readings_current ON readings (source_id) WHERE current;
CREATE INDEX readings_document ON readings (document);
CREATE INDEX readings_text ON readings (text_id);
CREATE INDEX readings_spanning ON readings (id) WHERE span > 0;

-- id = the reading's day << 32 | running number over all statements; those of a reading follow each other in its order.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    current INTEGER NOT NULL,
    span INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    certainty TEXT NOT NULL,
    confidence REAL NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX statements_kind ON statements (kind);
CREATE INDEX statements_certainty ON statements (certainty);
CREATE INDEX statements_spanning ON statements (id) WHERE span > 0;

-- id = ordinal of the incident's own first day (0 where it has none) << 32 | running number over all incidents.
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    current INTEGER NOT NULL,
    span INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX incidents_reading ON incidents (reading_id);
CREATE INDEX incidents_type ON incidents (type);
CREATE INDEX incidents_status ON incidents (status);
CREATE INDEX incidents_spanning ON incidents (id) WHERE span > 0;

-- WHAT PEOPLE MADE OF IT ----------------------------------------------------------------------------------------------

-- A verdict on a record, or on whether two are of the same. subject and other are anchors (JSON), never row ids, so that
-- a verdict is kept when the text is read anew; subject_key and other_key are their SHA-256, the smaller first.
-- Undone by another judgement: verdict withdrawn.
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    verdict TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    other_key TEXT,
    other TEXT,
    correction TEXT,
    reason TEXT
);
CREATE INDEX judgements_subject ON judgements (subject_key, other_key);
CREATE INDEX judgements_other ON judgements (other_key) WHERE other_key IS NOT NULL;

-- Sources whose words were removed from the case, on whose order and why. Their hashes stay.
CREATE TABLE removals (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL UNIQUE REFERENCES sources (id),
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    reason TEXT NOT NULL
);

-- Every act. hash is the SHA-256 of the canonical JSON of the rest of the row, previous the hash of the row before.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);

-- Time stamps of an authority (RFC 3161) over the hash of a row of the log.
CREATE TABLE stamps (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES log (seq),
    hash TEXT NOT NULL,
    authority TEXT NOT NULL,
    token BLOB NOT NULL
);

-- POSTINGS: made from the current readings alone, and made anew from them at will ------------------------------------

-- The last running number given out: reading, statement, incident.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters VALUES ('incident', 0), ('reading', 0), ('statement', 0);

-- Every way in which somebody is named: name as shown, folded with the words by which the text calls them
-- (" norran front | nf "), actor the codebook's id or ''.
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (folded, name, actor)
);

-- Who stands in a statement: speaker, via, addressee or mentioned; in an incident: actor or target.
CREATE TABLE parties (
    name_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    statement_id INTEGER NOT NULL,
    PRIMARY KEY (name_id, role, statement_id)
) WITHOUT ROWID;
CREATE TABLE incident_parties (
    name_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    incident_id INTEGER NOT NULL,
    PRIMARY KEY (name_id, role, incident_id)
) WITHOUT ROWID;

-- Every place that is named; part is the direction where only a part of it is meant, and lat, lon and radius_km are
-- that part's. record is all of it as a JSON list, by which it is known.
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    record TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    region TEXT,
    level TEXT,
    lat REAL,
    lon REAL,
    radius_km REAL,
    part TEXT,
    gazetteer_id TEXT
);
CREATE INDEX places_lat ON places (lat, lon) WHERE lat IS NOT NULL;

CREATE TABLE located (
    place_id INTEGER NOT NULL,
    statement_id INTEGER NOT NULL,
    PRIMARY KEY (place_id, statement_id)
) WITHOUT ROWID;
CREATE TABLE incident_located (
    place_id INTEGER NOT NULL,
    incident_id INTEGER NOT NULL,
    PRIMARY KEY (place_id, incident_id)
) WITHOUT ROWID;

CREATE TABLE themed (
    theme TEXT NOT NULL,
    statement_id INTEGER NOT NULL,
    PRIMARY KEY (theme, statement_id)
) WITHOUT ROWID;

CREATE TABLE tellings (
    incident_id INTEGER NOT NULL,
    statement_id INTEGER NOT NULL,
    PRIMARY KEY (incident_id, statement_id)
) WITHOUT ROWID;
CREATE INDEX tellings_statement ON tellings (statement_id);

-- Words as case/folding.py folds them; rowid is the id of the statement, the incident, or the text's current reading.
CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE incident_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE text_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

-- WHAT STAYS AS IT IS -------------------------------------------------------------------------------------------------

CREATE TRIGGER sources_stay BEFORE UPDATE ON sources
WHEN NOT EXISTS (SELECT 1 FROM removals WHERE source_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'a source is never changed');
END;
CREATE TRIGGER sources_last BEFORE DELETE ON sources BEGIN
    SELECT RAISE(ABORT, 'a source is never deleted');
END;
CREATE TRIGGER texts_stay BEFORE UPDATE ON texts
WHEN NOT EXISTS (
    SELECT 1 FROM removals JOIN readings ON readings.source_id = removals.source_id WHERE readings.text_id = OLD.id
) BEGIN
    SELECT RAISE(ABORT, 'a text is never changed');
END;
CREATE TRIGGER texts_last BEFORE DELETE ON texts BEGIN
    SELECT RAISE(ABORT, 'a text is never deleted');
END;
CREATE TRIGGER readings_stay BEFORE UPDATE OF
    id, source_id, text_id, key, sha256, document, title, publisher, published, span, first_statement, n_statements,
    n_incidents, schema, source, rest, added_at
ON readings WHEN NOT EXISTS (SELECT 1 FROM removals WHERE source_id = OLD.source_id) BEGIN
    SELECT RAISE(ABORT, 'a reading is never changed');
END;
CREATE TRIGGER readings_last BEFORE DELETE ON readings BEGIN
    SELECT RAISE(ABORT, 'a reading is never deleted');
END;
CREATE TRIGGER statements_stay BEFORE UPDATE OF
    id, reading_id, span, name, kind, certainty, confidence, record
ON statements BEGIN
    SELECT RAISE(ABORT, 'a statement is never changed');
END;
CREATE TRIGGER statements_last BEFORE DELETE ON statements
WHEN NOT EXISTS (
    SELECT 1 FROM removals JOIN readings ON readings.source_id = removals.source_id WHERE readings.id = OLD.reading_id
) BEGIN
    SELECT RAISE(ABORT, 'a statement is never deleted');
END;
CREATE TRIGGER incidents_stay BEFORE UPDATE OF
    id, reading_id, span, name, type, mode, status, record
ON incidents BEGIN
    SELECT RAISE(ABORT, 'an incident is never changed');
END;
CREATE TRIGGER incidents_last BEFORE DELETE ON incidents
WHEN NOT EXISTS (
    SELECT 1 FROM removals JOIN readings ON readings.source_id = removals.source_id WHERE readings.id = OLD.reading_id
) BEGIN
    SELECT RAISE(ABORT, 'an incident is never deleted');
END;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE(ABORT, 'a judgement is never changed; another judgement undoes it');
END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN
    SELECT RAISE(ABORT, 'a judgement is never deleted; another judgement undoes it');
END;
CREATE TRIGGER removals_stay BEFORE UPDATE ON removals BEGIN
    SELECT RAISE(ABORT, 'a removal is never changed');
END;
CREATE TRIGGER removals_last BEFORE DELETE ON removals BEGIN
    SELECT RAISE(ABORT, 'a removal is never deleted');
END;
CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN
    SELECT RAISE(ABORT, 'the log is only added to');
END;
CREATE TRIGGER log_lasts BEFORE DELETE ON log BEGIN
    SELECT RAISE(ABORT, 'the log is only added to');
END;
