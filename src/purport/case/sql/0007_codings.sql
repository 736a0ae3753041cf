-- Form 7: how people code statements by theme.

-- The samples that were drawn to be coded. strata (JSON): of each theme, period and answer of the machine how many
-- statements there were and how many were drawn; units (JSON): the number of its stratum and where each drawn one
-- stands, the SHA-256 of source and text and the offsets of cue and content, never its words.
CREATE TABLE sheets (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    seed INTEGER NOT NULL,
    by TEXT NOT NULL,
    among TEXT,
    strata TEXT NOT NULL,
    units TEXT NOT NULL
);

-- What a coder says of a unit of a sheet: present 1 or 0, empty where the coder takes back what they said. The last one
-- of a coder on a unit and a theme stands.
CREATE TABLE codings (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    coder TEXT NOT NULL,
    sheet INTEGER NOT NULL REFERENCES sheets (id),
    theme TEXT NOT NULL,
    unit TEXT NOT NULL,
    present INTEGER
);
CREATE INDEX codings_unit ON codings (unit, theme);

CREATE TRIGGER sheets_stay BEFORE UPDATE ON sheets BEGIN
    SELECT RAISE(ABORT, 'a sheet is never changed; draw another');
END;
CREATE TRIGGER sheets_last BEFORE DELETE ON sheets BEGIN
    SELECT RAISE(ABORT, 'a sheet is never deleted; draw another');
END;
CREATE TRIGGER codings_stay BEFORE UPDATE ON codings BEGIN
    SELECT RAISE(ABORT, 'a coding is never changed; another coding undoes it');
END;
CREATE TRIGGER codings_last BEFORE DELETE ON codings BEGIN
    SELECT RAISE(ABORT, 'a coding is never deleted; another coding undoes it');
END;
