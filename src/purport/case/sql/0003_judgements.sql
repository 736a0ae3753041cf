-- Judgements count: corrected incidents are found by the date that they have now, and what was judged of a document that
-- is removed loses the words that it quotes.

-- A judgement of a removed document keeps who judged what, when, and the hashes of what was judged.
DROP TRIGGER judgements_stay;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
WHEN (
    NEW.id, NEW.at, NEW.author, NEW.verdict, NEW.subject_key, NEW.other_key
) IS NOT (
    OLD.id, OLD.at, OLD.author, OLD.verdict, OLD.subject_key, OLD.other_key
) OR NOT EXISTS (
    SELECT 1 FROM removals JOIN sources ON sources.id = removals.source_id
    WHERE instr(OLD.subject || coalesce(OLD.other, ''), '"source":"' || sources.sha256 || '"')
) BEGIN
    SELECT RAISE(ABORT, 'a judgement is never changed; another judgement undoes it');
END;

-- Search: how many days the corrected date of an incident leaves open after the first, which its row of the terms has.
CREATE TABLE redated (
    incident_id INTEGER PRIMARY KEY,
    span INTEGER NOT NULL
);

-- Terms of judged records tell how they were judged.
UPDATE editions SET value = 0 WHERE name = 'terms' AND EXISTS (SELECT 1 FROM judgements);
