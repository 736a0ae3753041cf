"""Whether `purport verify` finds a single changed byte.

    python bench/tamper.py [--trials 1000] [--documents 12] [--seed 1]

A small case is made of bench/case_generator.py's readings, with originals and judgements. In each trial one byte of one
value of the sources, texts, readings, statements, incidents, judgements or log is changed behind the case's back (its
triggers dropped), and the case is proved. Then as many bytes of the file itself are changed at random places: there a
change may fall on what search alone needs or on room that is not used, which is no change of what the case says.
Printed: how many changes were found, and in which tables those that were not.
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
from purport.errors import CaseError

EVIDENCE = ("sources", "texts", "readings", "statements", "incidents", "judgements", "log")


def make(path: Path, documents: int) -> None:
    with Case.open(path, create=True) as case:
        for number, reading in enumerate(readings(documents)):
            page = f"<html><body><p>{reading.text}</p></body></html>".encode()
            source = replace(reading.source, sha256=sha256(page).hexdigest())
            kept = replace(reading, source=source)
            case.add(Kept(reading=kept, original=page if number % 2 else None))
            if kept.statements:
                case.judge("reject", f"{source.sha256}#{kept.statements[0].id}", reason="tried")


def change_value(path: Path, seeds: random.Random) -> str:
    """Change one byte of one value; which table and column it stands in."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
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
    connection.commit()
    connection.close()
    return f"{table}.{column}"


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
        in_file = 0
        for _ in range(options.trials):
            changed = bytearray(whole)
            changed[seeds.randrange(len(whole))] ^= seeds.randrange(1, 256)
            path.write_bytes(changed)
            in_file += found(path)
        print(f"bytes of the file: {in_file} of {options.trials} changes found; the rest fell on what is no evidence")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
