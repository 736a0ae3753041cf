"""The worlds as they are read: each report's reading, made once and kept in a folder."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import purport
from purport.analysis.same_claim.claims import ToldClaim, claims
from purport.analysis.same_incident.tellings import Telling, tellings
from purport.codec import decode, encode
from purport.types import Reading

from .worlds import Report, reports

STORIES = {"train": 150, "test": 60}
SEEDS = {"train": (1, 2, 3), "test": (1, 2)}


@dataclass(slots=True)
class World:
    """The tellings and the claims of a part, each with the event or the claim that it is of."""

    tellings: list[Telling]
    events: list[str]
    claims: list[ToldClaim]
    claimed: list[str | None]


def world(part: str, folder: Path) -> World:
    """A part as the reader reads it. A telling counts as of the event that most of its mentions tell."""
    found = World([], [], [], [])
    for seed in SEEDS[part]:
        for report, reading in read(part, seed, folder):
            for telling in tellings(reading):
                votes = Counter(key for at, _ in telling.spans for s, e, key in report.told if s <= at < e)
                if votes:
                    found.tellings.append(telling)
                    found.events.append(votes.most_common(1)[0][0])
            for claim in claims(reading):
                at = claim.statement.content[0].start
                found.claims.append(claim)
                found.claimed.append(next((key for s, e, key in report.claims if s <= at < e), None))
    return found


def read(part: str, seed: int, folder: Path) -> Iterator[tuple[Report, Reading]]:
    """The reports of a world with their readings, those in the folder first asked for."""
    path = folder / f"{part}{seed}.jsonl"
    made = list(reports(part, STORIES[part], seed))
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        lines = (_line(report) for report in made)
        path.write_text("".join(lines), encoding="utf-8")
    for report, line in zip(made, path.read_text(encoding="utf-8").splitlines(), strict=True):
        reading = decode(json.loads(line)["reading"].encode())
        if reading.text != report.text:
            raise SystemExit(f"{path}: of other reports than these; delete it")
        yield report, reading


def _line(report: Report) -> str:
    reading = purport.read(report.text, published=report.published.isoformat(), publisher=report.outlet, id=report.id)
    return json.dumps({"reading": str(encode(reading))}) + "\n"
