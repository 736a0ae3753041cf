"""Whether `purport verify` finds a single changed byte.

    python bench/tamper.py [--trials 1000] [--documents 12] [--seed 1]

A small case is made of bench/case_generator.py's readings, with originals, occurrences, judgements, ratings, documents
read twice and one removed. In each trial one byte of one value of the sources, occurrences, texts, readings,
statements, incidents, judgements, ratings, sheets, codings, removals or log is changed behind the case's back (its
triggers are put back afterwards), and the case is proved. Then as many bytes of the file itself are changed, at
random places of the pages in which these tables are: such a change may fall on room that is not used, or on a page's
own bookkeeping, and leave every row as it was. Then as many at random places of the whole file, most of which search
alone needs. Counted: changes found, and those not found, by whether any row of these tables reads otherwise than
before; only those are missed.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from case_generator import readings
from purport.case import Case, Kept
from purport.case.codings import Stratum
from purport.errors import CaseError

EVIDENCE = (
    *("sources", "occurrences", "texts", "readings", "statements", "incidents"),
    *("judgements", "ratings", "sheets", "codings", "removals", "log"),
)


def make(path: Path, documents: int) -> None:
    with Case.open(path, create=True) as case:
        for number, reading in enumerate(readings(documents)):
            page = f"<html><body><p>{reading.text}</p></body></html>".encode()
            source = replace(reading.source, sha256=sha256(page).hexdigest())
            kept = replace(reading, source=source)
            case.add(Kept(reading=kept, original=page if number % 2 else None))
            elsewhere = replace(source, id=f"{source.id}-elsewhere", publisher=f"Copyist {number}")
            case.add(replace(kept, source=elsewhere), told=("publisher",) if number % 3 else ())
            if number % 4 == 0:
                case.add(replace(kept, made_by=replace(kept.made_by, codebook="purport/1+0+own")))
            if kept.statements:
                case.judge("reject", f"{source.sha256}#{kept.statements[0].id}", reason="tried")
            of_one = source.sha256 if number % 2 else None
            case.rate(f"Copyist {number}", "B2", document=of_one, since="2024-09-01", reason="tried")
        units = case.units([each.number for each in case.placed_statements()])
        stratum = Stratum(theme="tried", period="2024-09", machine=False, of=len(units), drawn=len(units))
        sheet = case.keep_sheet(
            seed=1, by="month", among="-tried", strata=[stratum], units=[(0, u) for u in units.values()]
        )
        for coder in ("Runa Dahl", "Ola Vik"):
            case.code(sheet, [(unit.key, "tried", bool(at % 2)) for at, unit in enumerate(units.values())], coder=coder)
        case.remove(source.sha256, "tried")


def change_value(path: Path, seeds: random.Random) -> str:
    """Change one byte of one value; which table and column it stands in."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name.decode()}")
    table = seeds.choice(EVIDENCE)
    columns = [each[1].decode() for each in connection.execute(f"PRAGMA table_info({table})") if not each[5]]
    rows = connection.execute(f"SELECT rowid FROM {table}").fetchall()
    value = None
    while not value:
        (row,), column = seeds.choice(rows), seeds.choice(columns)
        query = f"SELECT CAST({column} AS BLOB), typeof({column}) FROM {table} WHERE rowid = ?"
        value, kind = connection.execute(query, (row,)).fetchone()
    changed = bytearray(value)
    changed[seeds.randrange(len(value))] ^= seeds.randrange(1, 256)
    cast = {b"text": "CAST(? AS TEXT)"}.get(kind, "?")
    connection.execute(f"UPDATE {table} SET {column} = {cast} WHERE rowid = ?", (bytes(changed), row))
    for _, sql in triggers:
        connection.execute(sql.decode())
    connection.commit()
    connection.close()
    return f"{table}.{column}"


def pages(path: Path) -> list[tuple[int, int]]:
    """Where in the file the pages of the tables are: first byte and size of each."""
    connection = sqlite3.connect(path)
    marks = ", ".join("?" * len(EVIDENCE))
    query = f"SELECT pageno, pgsize FROM dbstat WHERE name IN ({marks}) ORDER BY pageno"
    found = [((number - 1) * size, size) for number, size in connection.execute(query, EVIDENCE)]
    connection.close()
    return found


def rows(path: Path) -> object:
    """Every row of the tables as it reads; None where it cannot be read."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        every = [
            connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid").fetchall() for table in EVIDENCE
        ]
        return [[tuple((type(value), value) for value in row) for row in found] for found in every]
    except sqlite3.Error:
        return None
    finally:
        connection.close()


def changed_in_file(path: Path, whole: bytes, places: list[int], seeds: random.Random) -> tuple[int, int, int]:
    """Change one byte at each of these places: how many changes were found, left every row as it was, were missed."""
    before = rows(path)
    counts = [0, 0, 0]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= seeds.randrange(1, 256)
        path.write_bytes(changed)
        counts[0 if found(path) else 1 if rows(path) == before else 2] += 1
    path.write_bytes(whole)
    return counts[0], counts[1], counts[2]


def found(path: Path) -> bool:
    try:
        with Case.open(path) as case:
            return not case.verify().holds
    except CaseError:
        return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    seeds = random.Random(options.seed)
    missed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.purport"
        make(path, options.documents)
        assert not found(path)
        whole = path.read_bytes()
        for _ in range(options.trials):
            path.write_bytes(whole)
            where = change_value(path, seeds)
            missed[where] += not found(path)
        kept = +missed
        print(
            f"values: {options.trials - kept.total()} of {options.trials} changes found {dict(kept) or ''}", flush=True
        )
        path.write_bytes(whole)
        held = pages(path)
        within = [start + seeds.randrange(size) for start, size in (seeds.choice(held) for _ in range(options.trials))]
        anywhere = [seeds.randrange(len(whole)) for _ in range(options.trials)]
        lost = 0
        for name, places in (("pages of these tables", within), ("the whole file", anywhere)):
            told, same, missed_here = changed_in_file(path, whole, places, seeds)
            lost += missed_here
            print(f"bytes of {name}: {told} found, {same} left every row as it was, {missed_here} missed", flush=True)
    return 1 if kept or lost else 0


if __name__ == "__main__":
    sys.exit(main())
