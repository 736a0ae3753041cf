"""The tables of terms: full-text indexes that keep no text, made anew whenever the terms change."""

from sqlalchemy import Connection

from purport.language.folding import MARK

TERMS = ("statement", "incident", "document")
# The mark is part of a term; words are as ``folding`` leaves them.
TOKENIZER = f"ascii tokenchars '{MARK}'"
_SETTINGS = {
    # A batch is held in memory whole and written as one segment; segments are brought together only when there are many
    # (or when asked for), since each time all of them are written again.
    "hashsize": 1 << 24,
    "automerge": 0,
    "crisismerge": 64,
}


# Pages of an index that a judgement may bring together.
_PAGES = 200


def bring_together(connection: Connection) -> None:
    """Bring small segments together, a little at a time, within the transaction that is open: who writes few rows at a
    time leaves many segments, and a word is looked up in each."""
    for what in TERMS:
        connection.exec_driver_sql(f"INSERT INTO {what}_terms ({what}_terms, rank) VALUES ('merge', ?)", (_PAGES,))


def create(connection: Connection) -> None:
    """Make the tables, empty, in place of those that are there, within the transaction that is open."""
    for what in TERMS:
        table = f"{what}_terms"
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5 (terms, content = '', columnsize = 0, tokenize = \"{TOKENIZER}\")"
        )
        for name, value in _SETTINGS.items():
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))
