"""How quick a large case is: opening it, and queries of each sort, newest first and ranked.

    python bench/case_generator.py CASE
    python bench/search.py CASE [--queries 40] [--write docs/search.md]

Of each sort so many different queries are asked once each, drawn as the case itself was; each gives up to 20
statements, 20 incidents and 20 documents as records. The last sorts are the hardest that we could think of. Printed:
milliseconds by the clock (median and 95th percentile) and of the processor (95th percentile), which is what counts on a
machine that does other things too. With ``--write`` the table goes between the marks in a page.
"""

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from case_generator import FUNCTION_WORDS, Zipf, world
from purport.case import Case

T = TypeVar("T")
LIMIT = 20
MARKS = ("<!-- figures: search -->", "<!-- end -->")


class Asked(NamedTuple):
    """A query and how many of its first hits are left out."""

    query: str
    offset: int = 0


def sorts(rng: np.random.Generator) -> dict[str, Callable[[], str | Asked]]:
    """By name what draws a query of a sort."""
    drawn = world(np.random.default_rng(6))
    common = FUNCTION_WORDS.split()
    usual, people = Zipf(len(drawn.words), 1.05), Zipf(len(drawn.people), 1.0, 20)

    def one_of(values: Sequence[T]) -> T:
        return values[int(rng.integers(len(values)))]

    def word() -> str:
        return drawn.words[usual.draw(rng, 1)[0]]

    def month() -> str:
        return f"{rng.integers(2015, 2025)}-{rng.integers(1, 13):02}"

    return {
        "one common word": lambda: one_of(common),
        "one rare word": lambda: one_of(drawn.words[5_000:40_000]),
        "two words": lambda: f"{word()} {one_of(drawn.words[200:4_000])}",
        "two common words": lambda: f"{one_of(common)} {one_of(common)}",
        "beginning of a word": lambda: one_of(drawn.words[200:20_000])[:4] + "*",
        "phrase of common words": lambda: f'"{one_of(common)} {one_of(common)}"',
        "phrase with a rare word": lambda: f'"{one_of(common)} {one_of(drawn.words[500:5_000])}"',
        "Arabic word": lambda: one_of(drawn.arabic[:2_000]),
        "speaker": lambda: f'speaker:"{drawn.people[people.draw(rng, 1)[0]]}"',
        "part of a name": lambda: f"speaker:{one_of(['front', 'league', 'council'])}",
        "actor in a month": lambda: f'actor:"{one_of(drawn.groups)}" date:{month()}',
        "fields alone": lambda: (
            f"kind:{one_of(['claim', 'threat'])} certainty:possible publisher:{one_of(['post', 'wire'])}"
        ),
        "word, field and year": lambda: f"{word()} kind:denial date:{rng.integers(2015, 2025)}",
        "place by name": lambda: f'place:"{drawn.places[int(rng.integers(200))].name}"',
        "50 km about a place": lambda: f'place:"{drawn.places[int(rng.integers(200))].name}"~50km',
        "500 km, and a word": lambda: f'place:"{drawn.places[int(rng.integers(8))].name}"~500km {word()}',
        "with OR and NOT": lambda: (
            f"({word()} OR {one_of(drawn.words[200:4_000])}) -{word()} -kind:denial "
            f"(date:{month()} OR speaker:{one_of(['front', 'league'])})"
        ),
        "most common word": lambda: one_of(common[:5]),
        "five common words": lambda: " ".join(rng.choice(common, 5, replace=False)),
        "common, but not common": lambda: f"{one_of(common)} -{one_of(common)}",
        "one of twenty words": lambda: " OR ".join(one_of(drawn.words[100:30_000]) for _ in range(20)),
        "one of ten speakers": lambda: (
            "speaker:(" + " OR ".join(f'"{one_of(drawn.people[:5_000])}"' for _ in range(10)) + f") {word()}"
        ),
        "common word in a rare place": lambda: f'{one_of(common)} place:"{one_of(drawn.places[2_000:]).name}"',
        "common words that never meet": lambda: (
            f"{one_of(common)} {one_of(common)} kind:threat certainty:denied publisher:{one_of(['post', 'wire'])}"
        ),
        "phrase that is nowhere": lambda: f'"{one_of(common)} {one_of(common)} {one_of(common)} {one_of(common)}"',
        "500 km alone": lambda: f'place:"{drawn.places[int(rng.integers(8))].name}"~500km',
        "500 km, without 200 km": lambda: (
            f'{one_of(common)} place:"{drawn.places[0].name}"~500km -place:"{one_of(drawn.places[:8]).name}"~200km'
        ),
        "common word, 100 pages on": lambda: Asked(one_of(common), 100 * LIMIT),
    }


def measured(case: Case, queries: list[str | Asked], *, rank: bool) -> tuple[list[float], list[float]]:
    """Milliseconds of each query, by the clock and of the processor."""
    clock, processor = [], []
    for each in queries:
        query, offset = each if isinstance(each, Asked) else Asked(each)
        began, worked = time.perf_counter(), time.process_time()
        case.find(query, rank=rank, limit=LIMIT, offset=offset)
        clock.append(1_000 * (time.perf_counter() - began))
        processor.append(1_000 * (time.process_time() - worked))
    return clock, processor


def high(values: list[float]) -> float:
    return float(np.percentile(values, 95))


OPENING = """
import sys, time
from purport.case import Case
began = time.perf_counter()
Case.open(sys.argv[1])
print(time.perf_counter() - began)
"""


def opening(path: Path) -> float:
    """Milliseconds to open the case in a new process, its modules loaded."""
    times = [
        float(subprocess.run([sys.executable, "-c", OPENING, str(path)], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    return 1_000 * statistics.median(times)


def table(path: Path, queries: int, seed: int) -> list[str]:
    """The figures as a Markdown table, after a line on the case."""
    rng = np.random.default_rng(seed)
    with Case.open(path) as case:
        documents = len(case)
        statements = case._connection.exec_driver_sql("SELECT count(*) FROM statements").scalar_one()
        size = path.stat().st_size
        lines = [
            f"A case of {documents:,} documents and {statements:,} statements: {size / 1e9:.2f} GB, "
            f"{size / statements:,.0f} bytes a statement, its text, records and indexes included. "
            f"Opening it: {opening(path):.0f} ms.",
            "",
            "| milliseconds | newest first: half | 95 % | processor 95 % | ranked: half | 95 % | processor 95 % |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        case.find("warm", limit=1)
        every: dict[bool, list[list[float]]] = {False: [[], []], True: [[], []]}
        for name, draw in sorts(rng).items():
            asked = [draw() for _ in range(queries)]
            cells = []
            for rank in (False, True):
                clock, processor = measured(case, asked, rank=rank)
                every[rank][0] += clock
                every[rank][1] += processor
                cells += [statistics.median(clock), high(clock), high(processor)]
            lines.append(f"| {name} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
            print(lines[-1], flush=True)
        cells = [
            f(v)
            for r in (False, True)
            for f, v in ((statistics.median, every[r][0]), (high, every[r][0]), (high, every[r][1]))
        ]
        lines.append("| all | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--queries", type=int, default=40, help="of each sort")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="a page to put the figures into")
    given = parser.parse_args()
    lines = table(given.case, given.queries, given.seed)
    print("\n".join(lines))
    if given.write:
        page = given.write.read_text(encoding="utf-8")
        block = "\n".join([MARKS[0], *lines, MARKS[1]])
        pattern = re.compile(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", re.S)
        given.write.write_text(pattern.sub(lambda _: block, page), encoding="utf-8")


if __name__ == "__main__":
    main()
