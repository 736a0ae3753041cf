-- Lineage: texts that copy each other, and what texts meet by. All of it is made from the texts, and made anew from them
-- at will; editions has under 'lineage' up to which text,
-- under 'naming' up to which reading.

-- Pairs of rare words near each other, by which texts that share a passage meet; how many of them each text has, and its
-- rarest words, by which it is known what it is about.
CREATE TABLE skip_pairs (
    pair INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    PRIMARY KEY (pair, text_id)
) WITHOUT ROWID;
CREATE TABLE paired (
    text_id INTEGER PRIMARY KEY,
    pairs INTEGER NOT NULL,
    outline BLOB NOT NULL
);

-- In how many texts a sentence stands, and from the first to the last day of their publication: those that stand in many
-- over weeks tell nothing of lineage.
CREATE TABLE sentences (
    number INTEGER PRIMARY KEY,
    texts INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL
);

-- How likely it is that a text is from an earlier one, or both from a third.
CREATE TABLE copied (
    text_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    strength REAL NOT NULL,
    PRIMARY KEY (text_id, other_id)
) WITHOUT ROWID;
CREATE INDEX copied_other ON copied (other_id);

-- The outlets and addresses that a text has as its own, or names: the words by which one is sought, and the name in full;
-- sure: an outlet, whether a document is of it or not. For each name in a text the text that it means, or
-- that has the same name, and how much they share.
CREATE TABLE outlets (
    key TEXT NOT NULL,
    own INTEGER NOT NULL,
    day INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    sure INTEGER NOT NULL,
    PRIMARY KEY (key, own, day, text_id)
) WITHOUT ROWID;
CREATE INDEX outlets_text ON outlets (text_id);
CREATE TABLE naming (
    text_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    other_id INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (text_id, key)
) WITHOUT ROWID;
CREATE INDEX naming_other ON naming (other_id);

INSERT INTO editions VALUES ('lineage', 0), ('naming', 0);
