-- Form 2: evidence that cannot be changed unseen, a log, judgements, and terms by which a large case is searched.
-- What form 1 held stands aside under first_… until it is copied; then those tables are dropped.

DROP TRIGGER IF EXISTS sources_stay;
DROP TRIGGER IF EXISTS texts_stay;
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
-- day: ordinal of the first day of publication, 0 where there is none; span: how many more days its date leaves open.
-- sha256 is of its line as `purport read --json` writes it: schema, source, text, statements, incidents, rest.
-- Its statements are the n_statements rows from first_statement on, its incidents likewise; in its order by id descending,
-- so that whatever is listed by id descending is in order.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    text_id INTEGER NOT NULL REFERENCES texts (id),
    key TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    current INTEGER NOT NULL,
    day INTEGER NOT NULL,
    span INTEGER NOT NULL,
    document TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published TEXT,
    first_statement INTEGER NOT NULL,
    n_statements INTEGER NOT NULL,
    first_incident INTEGER NOT NULL,
    n_incidents INTEGER NOT NULL,
    schema TEXT NOT NULL,
    source TEXT NOT NULL,
    rest TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (source_id, key)
);
CREATE UNIQUE INDEX readings_current ON readings (source_id) WHERE current;
CREATE INDEX readings_day ON readings (day);
CREATE INDEX readings_document ON readings (document);
CREATE INDEX readings_text ON readings (text_id);

-- A statement's day and span are its reading's.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    current INTEGER NOT NULL,
    day INTEGER NOT NULL,
    span INTEGER NOT NULL,
    confidence REAL NOT NULL,
    record TEXT NOT NULL
);

-- An incident's day and span are its own.
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    current INTEGER NOT NULL,
    day INTEGER NOT NULL,
    span INTEGER NOT NULL,
    type TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX incidents_day ON incidents (day);

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

-- WHAT SEARCH NEEDS: made from the current readings alone, and made anew from them at will ----------------------------

-- By which edition of terms.py the terms are; up to which text near-duplicates are linked.
CREATE TABLE editions (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO editions VALUES ('terms', 0), ('near', 0);

-- Words and fields as terms.py writes them, of current readings alone. rowid = day << 32 | id of the statement, the
-- incident, the reading: newest first is rowid descending, a period a range of rowids.
CREATE VIRTUAL TABLE statement_terms USING fts5 (
    terms, content = '', columnsize = 0, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE incident_terms USING fts5 (
    terms, content = '', columnsize = 0, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE document_terms USING fts5 (
    terms, content = '', columnsize = 0, tokenize = 'ascii'
);

-- A batch is held in memory whole and written as one segment.
INSERT INTO statement_terms (statement_terms, rank) VALUES ('hashsize', 16777216);
INSERT INTO incident_terms (incident_terms, rank) VALUES ('hashsize', 16777216);
INSERT INTO document_terms (document_terms, rank) VALUES ('hashsize', 16777216);

-- Every place that is named.
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    country TEXT,
    lat REAL,
    lon REAL,
    radius_km REAL
);
CREATE INDEX places_folded ON places (folded);
CREATE INDEX places_lat ON places (lat) WHERE lat IS NOT NULL;

-- Near-duplicate texts, linked both ways, and the bands of their MinHash by which they meet; texts as vectors of a
-- model. Filled when asked for.
CREATE TABLE bands (
    band INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    PRIMARY KEY (band, text_id)
) WITHOUT ROWID;
CREATE TABLE near (
    text_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    similarity REAL NOT NULL,
    contained REAL NOT NULL,
    PRIMARY KEY (text_id, other_id)
) WITHOUT ROWID;
CREATE TABLE vectors (
    text_id INTEGER NOT NULL REFERENCES texts (id),
    model TEXT NOT NULL,
    vectors BLOB NOT NULL,
    PRIMARY KEY (text_id, model)
) WITHOUT ROWID;

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
    id, source_id, text_id, key, sha256, day, span, document, title, publisher, published, first_statement,
    n_statements, first_incident, n_incidents, schema, source, rest, added_at
ON readings WHEN NOT EXISTS (SELECT 1 FROM removals WHERE source_id = OLD.source_id) BEGIN
    SELECT RAISE(ABORT, 'a reading is never changed');
END;
CREATE TRIGGER readings_last BEFORE DELETE ON readings BEGIN
    SELECT RAISE(ABORT, 'a reading is never deleted');
END;
CREATE TRIGGER statements_stay BEFORE UPDATE OF
    id, reading_id, day, span, confidence, record
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
    id, reading_id, day, span, type, record
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
