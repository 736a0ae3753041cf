"""How fast a reading is, as a ratio to spaCy's own pipeline on the same texts in the same run.

    python bench/speed.py DATA.jsonl [--limit N] [--repeat N]

DATA.jsonl holds {"id", "text", "published"?} a line. Printed: words and documents a second of CPU for spaCy alone and
for the whole reading, their ratio, and the share each finder takes. Ratios are what to compare; seconds depend on the
machine.
"""

import argparse
import json
import resource
import time
from collections import defaultdict
from pathlib import Path

import spacy

from purport.language import parse_all
from purport.language.pipeline import BATCH_CHARACTERS, model_package
from purport.reading import FINDERS, default_reader
from purport.reading.finder import Findings
from purport.types import Document, Source


def arguments(description: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--repeat", type=int, default=3, help="runs, of which the fastest counts")
    return parser.parse_args()


def documents(path: Path, limit: int | None) -> list[Document]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    return [
        Document(source=Source(id=row["id"], sha256="0" * 64, published=row.get("published")), text=row["text"])
        for row in rows
    ]


def batches(texts: list[str]) -> list[list[str]]:
    """The texts in batches of as many characters as the reader takes at a time."""
    out: list[list[str]] = [[]]
    for text in texts:
        if out[-1] and sum(map(len, out[-1])) + len(text) > BATCH_CHARACTERS:
            out.append([])
        out[-1].append(text)
    return out


def plain_spacy(texts: list[str]) -> float:
    nlp = spacy.load(model_package())
    list(nlp.pipe(texts[:2]))
    begin = time.process_time()
    for batch in batches(texts):
        for _ in nlp.pipe(batch, batch_size=len(batch)):
            pass
    return time.process_time() - begin


def whole_reading(docs: list[Document]) -> float:
    reader = default_reader()
    list(reader.read_all(docs[:2]))
    begin = time.process_time()
    for _ in reader.read_all(docs):
        pass
    return time.process_time() - begin


def shares(docs: list[Document]) -> dict[str, float]:
    finders = [finder() for finder in FINDERS]
    spent: defaultdict[str, float] = defaultdict(float)
    mark = time.process_time()
    for doc in parse_all(docs):
        spent["syntax"] += time.process_time() - mark
        found: dict[str, tuple[object, ...]] = {}
        for finder in finders:
            mark = time.process_time()
            found[finder.assigns] = tuple(finder.find(doc, Findings(**found)))
            spent[finder.assigns] += time.process_time() - mark
        mark = time.process_time()
    return spent


def main() -> None:
    args = arguments(__doc__)
    docs = documents(args.data, args.limit)
    texts = [doc.text for doc in docs]
    words = sum(len(text.split()) for text in texts)
    # One after the other in turn, so that what else the machine does falls on both.
    runs = [(plain_spacy(texts), whole_reading(docs)) for _ in range(args.repeat)]
    alone, reading = (min(seconds) for seconds in zip(*runs, strict=True))
    print(f"{len(docs)} documents, {words} words")
    for name, seconds in (("spaCy alone", alone), ("the whole reading", reading)):
        print(f"{name:<18} {words / seconds:8.0f} words/s of CPU  {len(docs) / seconds:7.1f} documents/s")
    print(f"ratio              {reading / alone:8.2f}  times spaCy's CPU")
    spent = shares(docs)
    for name, seconds in sorted(spent.items(), key=lambda entry: -entry[1]):
        print(f"  {name:<16} {100 * seconds / sum(spent.values()):5.1f}%")
    print(f"peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


if __name__ == "__main__":
    main()
