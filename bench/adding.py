"""How fast readings that exist are added, how large a case is, and how long it takes to prove.

    python bench/adding.py [--documents 10000] [--statements 10] [--processes N]

The readings are those of bench/case_generator.py. Printed: statements a second and CPU a statement for `Case.adding` in
one process, and for `Case.read` of their lines as `purport add CASE readings.jsonl` does it; bytes a statement; and how
many statements a second `verify` proves.
"""

import argparse
import gc
import os
import resource
import tempfile
import time
from functools import partial
from pathlib import Path

from case_generator import readings
from purport.case import Case, making
from purport.case.making import Line
from purport.codec import encode
from purport.types import Reading


def exhaust(items) -> None:
    """Take every item and keep none."""
    for _ in items:
        pass


def timed(name: str, statements: int, work) -> None:
    before, begin = os.times(), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - begin, os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    own = sum(after[:2]) - sum(before[:2])
    print(
        f"{name:<34} {statements / seconds:>9,.0f} statements/s  {1e6 * seconds / statements:6.1f} µs each; "
        f"CPU {1e6 * cpu / statements:5.1f} µs, of which this process {1e6 * own / statements:5.1f} µs"
    )


def lines(path: Path) -> list[Line]:
    with path.open("rb") as file:
        return [Line(data=line, where=path.name) for line in file]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    made: list[Reading] = list(readings(options.documents))
    gc.freeze()  # what is there before is not looked through again and again
    statements = sum(len(reading.statements) for reading in made)
    print(f"{len(made):,} documents, {statements:,} statements, {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        with Case.open(Path(folder) / "a.purport", create=True) as case:
            timed("Case.adding", statements, partial(exhaust, case.adding(made)))
            timed("verify", statements, lambda: print(case.verify().broken or "holds"))
        size = (Path(folder) / "a.purport").stat().st_size
        print(f"{size / statements:,.0f} bytes a statement, {size / len(made):,.0f} a document")
        (Path(folder) / "r.jsonl").write_text("".join(encode(each) + "\n" for each in made), encoding="utf-8")
        for processes in sorted({1, options.processes}):
            making.ALONE_SECONDS = 0
            with Case.open(Path(folder) / f"{processes}.purport", create=True) as case:
                work = lines(Path(folder) / "r.jsonl")
                name = f"Case.read of lines, {processes} process{'es' if processes > 1 else ''}"
                timed(name, statements, partial(exhaust, case.read(work, processes=processes)))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main()
