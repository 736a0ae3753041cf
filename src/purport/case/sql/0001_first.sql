CREATE TABLE migrations (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

-- What came in, by the SHA-256 of its bytes; never changed afterwards.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    added_at TEXT NOT NULL
);

CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL
);

-- One reading for each text, models, codebook and dating of a source; the current one is what is searched and shown.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    text_id INTEGER NOT NULL REFERENCES texts (id),
    key TEXT NOT NULL,
    current INTEGER NOT NULL,
    document TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published TEXT,
    first_day TEXT,
    last_day TEXT,
    rest TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (source_id, key)
);
CREATE UNIQUE INDEX readings_current ON readings (source_id) WHERE current;
CREATE INDEX readings_document ON readings (document);
CREATE INDEX readings_text ON readings (text_id);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    certainty TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX statements_reading ON statements (reading_id);

CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    record TEXT NOT NULL
);
CREATE INDEX incidents_reading ON incidents (reading_id);
CREATE INDEX incidents_day ON incidents (first_day);

CREATE TABLE tellings (
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    statement_id INTEGER NOT NULL REFERENCES statements (id),
    PRIMARY KEY (incident_id, statement_id)
) WITHOUT ROWID;
CREATE INDEX tellings_statement ON tellings (statement_id);

-- Who stands in a statement or an incident, and as what: speaker, via, mentioned, actor or target.
CREATE TABLE parties (
    id INTEGER PRIMARY KEY,
    statement_id INTEGER REFERENCES statements (id),
    incident_id INTEGER REFERENCES incidents (id),
    role TEXT NOT NULL,
    actor TEXT,
    folded TEXT NOT NULL,
    CHECK ((statement_id IS NULL) <> (incident_id IS NULL))
);
CREATE INDEX parties_statement ON parties (statement_id);
CREATE INDEX parties_incident ON parties (incident_id);

-- The words of statements and incidents are not stored again beside their records; a text's are read from its row.
CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE incident_words USING fts5 (
    words, content = '', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE text_words USING fts5 (
    text, content = 'texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER sources_stay BEFORE UPDATE ON sources BEGIN
    SELECT RAISE(ABORT, 'a source is never changed');
END;
CREATE TRIGGER texts_stay BEFORE UPDATE ON texts BEGIN
    SELECT RAISE(ABORT, 'a text is never changed');
END;
