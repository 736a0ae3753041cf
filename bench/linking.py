"""How quickly the texts of a large case are linked, and one that is added to them.

    python bench/linking.py CASE [--documents 100000]

Makes a case of invented texts as bench/case_generator.py does (their texts alone, which is all by which copies are
found) and links them; what is there already is gone on with.
"""

import argparse
import hashlib
import resource
import time
from pathlib import Path

import case_generator
from purport.analysis.lineage.case import link_texts
from purport.case import Case

ADDED = 200


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("case", type=Path)
    options.add_argument("--documents", type=int, default=100_000)
    chosen = options.parse_args()
    with Case.open(chosen.case, create=True) as case:
        with case.transaction() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM texts").scalar_one()
        first = count // case_generator.BLOCK * case_generator.BLOCK
        made = case_generator.readings(chosen.documents - first, first=first)
        rows = []
        for reading in made:
            rows.append((hashlib.sha256(reading.text.encode()).hexdigest(), reading.text))
            if len(rows) == 1_000:
                keep(case, rows)
                rows = []
        keep(case, rows)
        begun, clock = time.process_time(), time.perf_counter()
        for left in link_texts(case):
            if left % 10_000 < 400:
                told("linked so far", begun, clock, left)
        told("all linked", begun, clock, 0)
        times = []
        for number, reading in enumerate(case_generator.readings(ADDED, seed=99)):
            keep(case, [(hashlib.sha256(f"{number} {reading.text}".encode()).hexdigest(), reading.text)])
            begun = time.perf_counter()
            for _ in link_texts(case):
                pass
            times.append(time.perf_counter() - begun)
        times.sort()
        print(f"one added to them: half {times[ADDED // 2] * 1e3:.1f} ms, 95 % {times[ADDED * 95 // 100] * 1e3:.1f} ms")


def keep(case: Case, rows: list[tuple[str, str]]) -> None:
    with case.transaction() as connection:
        if rows:
            connection.exec_driver_sql("INSERT OR IGNORE INTO texts (sha256, text) VALUES (?, ?)", rows)


def told(what: str, begun: float, clock: float, left: int) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {left:,} left, {time.process_time() - begun:.0f} s of the processor, "
        f"{time.perf_counter() - clock:.0f} s, {memory:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
