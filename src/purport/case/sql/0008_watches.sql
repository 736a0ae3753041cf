-- Form 8: what is watched, and what each look at it saw.

-- asked (JSON): whose emphasis on which themes, by which period and measure. seen (JSON): up to which period was looked,
-- of how much, and which themes had shifted then: codes and numbers, no words of a document; empty where the watch was
-- ended. The last look at what is asked is what the next one is compared with.
CREATE TABLE watches (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    asked TEXT NOT NULL,
    seen TEXT
);

CREATE TRIGGER watches_stay BEFORE UPDATE ON watches BEGIN
    SELECT RAISE(ABORT, 'a look is never changed; look again');
END;
CREATE TRIGGER watches_last BEFORE DELETE ON watches BEGIN
    SELECT RAISE(ABORT, 'a look is never deleted; end the watch');
END;
