-- Form 4: the same bytes may come from several places, and each place is kept with what it tells.

-- The first place is in sources.record. told: which fields of it somebody told (JSON), not the document itself.
ALTER TABLE sources ADD COLUMN told TEXT NOT NULL DEFAULT '[]';

-- Every further place of a source: its record as it came, sha256 over that, document the id that it has there. Equal
-- records are one; only what somebody tells again, to take a correction back, has a row of its own.
CREATE TABLE occurrences (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    sha256 TEXT NOT NULL,
    document TEXT NOT NULL,
    record TEXT NOT NULL,
    told TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX occurrences_source ON occurrences (source_id);
CREATE INDEX occurrences_document ON occurrences (document);

-- The bytes of a source that came without them may be added: nothing else of it.
DROP TRIGGER sources_stay;
CREATE TRIGGER sources_stay BEFORE UPDATE ON sources
WHEN NOT EXISTS (SELECT 1 FROM removals WHERE source_id = OLD.id) AND NOT (
    OLD.packing = 'none' AND OLD.original IS NULL AND NEW.packing IN ('plain', 'zlib') AND NEW.original IS NOT NULL
    AND NEW.id = OLD.id AND NEW.sha256 = OLD.sha256 AND NEW.record = OLD.record AND NEW.told = OLD.told
    AND NEW.added_at = OLD.added_at
) BEGIN
    SELECT RAISE(ABORT, 'a source is never changed');
END;
CREATE TRIGGER occurrences_stay BEFORE UPDATE ON occurrences
WHEN NOT EXISTS (SELECT 1 FROM removals WHERE source_id = OLD.source_id) BEGIN
    SELECT RAISE(ABORT, 'an occurrence is never changed');
END;
CREATE TRIGGER occurrences_last BEFORE DELETE ON occurrences BEGIN
    SELECT RAISE(ABORT, 'an occurrence is never deleted');
END;
