-- How people rate a source: the letters of the Admiralty code for its reliability, A to F, the numbers for the
-- credibility of what it says, 1 to 6; of all it says, or of one document. A rating is never changed: the last one of an
-- author on a source stands; letter and number empty take it back. folded is the name as names are compared.
CREATE TABLE ratings (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    source TEXT NOT NULL,
    folded TEXT NOT NULL,
    document TEXT,
    letter TEXT,
    number INTEGER,
    since TEXT,
    reason TEXT
);
CREATE INDEX ratings_folded ON ratings (folded);
CREATE TRIGGER ratings_stay BEFORE UPDATE ON ratings BEGIN
    SELECT RAISE(ABORT, 'a rating is never changed; another rating undoes it');
END;
CREATE TRIGGER ratings_last BEFORE DELETE ON ratings BEGIN
    SELECT RAISE(ABORT, 'a rating is never deleted; another rating undoes it');
END;
