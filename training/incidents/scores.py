"""How many of the fillers of MUC-4's templates are found, by their words."""

from collections.abc import Mapping, Sequence
from typing import Any

from purport.reading.incident_completion import WORTH
from purport.reading.incident_fillers import bare, fillers
from purport.reading.incident_model import ROLES, Seen

from .muc4 import ROLE


def fillers_f1(rows: Sequence[Mapping[str, Any]], seen: Sequence[Seen]) -> dict[str, float]:
    """F1 in per cent for each role and for all. A filler is right if its words are one of those by which the key names
    it; each of the key's counts once a text."""
    right, found, keyed = (dict.fromkeys(ROLES, 0) for _ in range(3))
    for row, one in zip(rows, seen, strict=True):
        mine = [(f.role, bare(row["text"][f.best.start : f.best.end])) for f in fillers(row["text"], one.parts)
                if f.worth >= WORTH[f.role]]  # fmt: skip
        keys = {
            (ROLE[role], frozenset(bare(mention) for mention in filler))
            for template in row["templates"]
            for role in ROLE
            for filler in template[role]
        }
        for role in ROLES:
            left = [words for its, words in keys if its == role]
            names = [words for its, words in mine if its == role]
            keyed[role] += len(left)
            found[role] += len(names)
            for name in names:
                hit = next((words for words in left if name in words), None)
                if hit is not None:
                    left.remove(hit)
                    right[role] += 1
    out = {role: _f1(right[role], found[role] + keyed[role]) for role in ROLES}
    return out | {"all": _f1(sum(right.values()), sum(found.values()) + sum(keyed.values()))}


def _f1(right: int, both: int) -> float:
    return 200 * right / both if both else 0.0
