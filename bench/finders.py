"""What the finders of dates, places, figures and actors cost: beside spaCy, beside dateparser, and in memory.

    python bench/finders.py DATA.jsonl [--limit N] [--repeat N]

DATA.jsonl holds {"id", "text", "published"?} a line. Printed: each finder's share of the CPU that spaCy's own pipeline
takes for the same texts; how many times faster our dates are than dateparser's `search_dates` with its language given;
and what the gazetteer takes to load, in a fresh process. Needs dateparser: pip install "purport[bench]".
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable

from dateparser.search import search_dates

import purport
from purport.language import parse_all
from purport.reading.actors import ActorFinder
from purport.reading.dates import DateFinder, find_dates
from purport.reading.figures import FigureFinder
from purport.reading.finder import Finder, Findings
from purport.reading.places import PlaceFinder
from purport.types import Document
from speed import arguments, documents, plain_spacy

FINDERS: tuple[type[Finder], ...] = (DateFinder, PlaceFinder, FigureFinder, ActorFinder)
# dateparser takes seconds for what ours takes milliseconds for; a few texts tell enough.
COMPARED_CHARACTERS = 100_000
GAZETTEER = """
import json, resource, sys, time
from pathlib import Path
from purport.codebooks.gazetteer import gazetteer
def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
before, begin = megabytes(), time.perf_counter()
table = gazetteer()
table.lookup("Tórshavn")
loaded, small = time.perf_counter() - begin, megabytes() - before
for word in set(sys.stdin.read().split()):
    table.lookup(word)
print(len(table), loaded, small, megabytes() - before)
"""


def cpu(work: Callable[[], object], repeat: int) -> float:
    """The fastest of several runs, in seconds of CPU."""
    work()
    seconds = []
    for _ in range(repeat):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def spent(docs: list[Document], repeat: int) -> dict[str, float]:
    """Seconds of CPU by finder, syntax not counted. Each sees what the ones before it found, as in a reading."""
    finders = [finder() for finder in FINDERS]
    runs: list[dict[str, float]] = []
    for _ in range(repeat + 1):  # the first run loads what they need
        seconds = dict.fromkeys((finder.assigns for finder in finders), 0.0)
        for doc in parse_all(docs):
            found = Findings()
            for finder in finders:
                begin = time.process_time()
                items = tuple(finder.find(doc, found))
                seconds[finder.assigns] += time.process_time() - begin
                found = Findings(**{**_fields(found), finder.assigns: items})
        runs.append(seconds)
    return min(runs[1:], key=lambda seconds: sum(seconds.values()))


def _fields(found: Findings) -> dict[str, tuple[object, ...]]:
    return {name: getattr(found, name) for name in ("dates", "places", "figures", "actors")}


def some(docs: Iterable[Document]) -> list[Document]:
    """The first texts up to a length worth the wait."""
    out, length = [], 0
    for doc in docs:
        out.append(doc)
        length += len(doc.text)
        if length > COMPARED_CHARACTERS:
            break
    return out


def main() -> None:
    args = arguments(__doc__)
    docs = documents(args.data, args.limit)
    texts = [doc.text for doc in docs]
    print(f"purport {purport.__version__}, {len(docs)} documents, {sum(len(text.split()) for text in texts)} words")

    alone = min(plain_spacy(texts) for _ in range(args.repeat))
    seconds = spent(docs, args.repeat)
    print(f"of plain spaCy's CPU ({alone:.2f} s)")
    for name, took in seconds.items():
        print(f"  {name:<10} {took / alone:6.3f}")
    print(f"  {'together':<10} {sum(seconds.values()) / alone:6.3f}")

    compared = some(docs)
    ours = cpu(lambda: [find_dates(doc.text, doc.source.published) for doc in compared], args.repeat)
    theirs = cpu(lambda: [search_dates(doc.text, languages=["en"]) for doc in compared], 1)
    print(
        f"dates of {len(compared)} documents: {ours:.3f} s, dateparser {theirs:.2f} s: {theirs / ours:.0f} times faster"
    )

    words = "\n".join(texts).encode()
    done = subprocess.run([sys.executable, "-c", GAZETTEER], input=words, stdout=subprocess.PIPE, check=True)
    size, loaded, small, used = map(float, done.stdout.split())
    print(
        f"gazetteer of {size:.0f} places: loaded in {loaded:.3f} s, {small:.0f} MB; "
        f"{used:.0f} MB after a look-up of every word"
    )


if __name__ == "__main__":
    main()
