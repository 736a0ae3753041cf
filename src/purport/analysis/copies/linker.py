"""The texts of a case that copy each other: found as they come, kept in the case, so that what was linked stays.

A text meets those before it by the pairs of rare words that they share; the likeliest are laid beside it. A text that
is as good as an earlier one makes no pairs: the earlier one stands for it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from purport.analysis.copies.boilerplate import sentence_numbers
from purport.analysis.copies.copying import copying, set_aside
from purport.analysis.copies.outline import outline
from purport.analysis.copies.skip_pairs import skip_pairs
from purport.analysis.wording import Wording, wording

BATCH = 400
# Links of this strength on are kept.
KEPT = 0.5
# So many of the texts that share the most pairs are compared, if they share so many and so large a part of the fewer.
COMPARED, LEAST_PAIRS, LEAST_SHARE = 24, 3, 0.13
# So large a part of both is shared by texts of which the first stands for the other.
SAME = 0.85
# A pair that so many texts have tells nothing, and is kept of no more.
MOST_TEXTS = 60
# A sentence is a standing one that stands in so many texts over so many days.
STANDING_TEXTS, STANDING_DAYS = 3, 10
# So many wordings are kept in memory at once.
_REMEMBERED = 6_000

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Text:
    id: int
    day: int
    words: Wording
    pairs: Numbers
    sentences: dict[int, int]


class Linker:
    """Links the texts of a case, batch by batch; one for as long as there are texts, so that it remembers wordings."""

    def __init__(self) -> None:
        self._wordings: dict[int, Wording] = {}

    def link_batch(self, connection: Connection, batch: int = BATCH) -> int:
        """Link the next texts, within the transaction that is open; how many there were."""
        rows = connection.exec_driver_sql(
            "SELECT id, text, coalesce((SELECT min(nullif(day, 0)) FROM readings WHERE text_id = texts.id), 0) "
            "FROM texts WHERE id > (SELECT value FROM editions WHERE name = 'lineage') ORDER BY id LIMIT ?",
            (batch,),
        ).all()
        if not rows:
            return 0
        texts = [_text(*row) for row in rows]
        standing = _standing(connection, texts)
        texts = [_without(each, standing) for each in texts]
        self._wordings |= {each.id: each.words for each in texts}
        met, full = _met(connection, texts)
        counts = _counts(connection, [other for others in met.values() for other in others])
        counts |= {each.id: len(each.pairs) for each in texts}
        found: list[tuple[int, int, float]] = []
        new: list[tuple[int, int]] = []
        for text in texts:
            stood_for = False
            telling = len(text.pairs) - sum(pair in full for pair in text.pairs.tolist())
            for other, shared in _likely(met[text.id], telling, counts):
                strength = copying(self._wording(connection, other, standing), text.words).strength
                if strength >= KEPT:
                    found.append((text.id, other, round(strength, 4)))
                stood_for = stood_for or shared >= SAME * max(telling, counts[other])
            if not stood_for:
                new += [(pair, text.id) for pair in text.pairs.tolist() if pair not in full]
        new.sort()
        _many(connection, "INSERT OR IGNORE INTO skip_pairs VALUES (?, ?)", new)
        _many(
            connection,
            "INSERT OR REPLACE INTO paired VALUES (?, ?, ?)",
            [(t.id, len(t.pairs), outline(t.words)) for t in texts],
        )
        _many(connection, "INSERT OR REPLACE INTO copied VALUES (?, ?, ?)", found)
        _count_sentences(connection, texts)
        connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'lineage'", (texts[-1].id,))
        if len(self._wordings) > _REMEMBERED:
            self._wordings = {}
        return len(texts)

    def _wording(self, connection: Connection, text_id: int, standing: set[int]) -> Wording:
        words = self._wordings.get(text_id)
        if words is None:
            text = connection.exec_driver_sql("SELECT text FROM texts WHERE id = ?", (text_id,)).scalar_one()
            words = wording(text)
            numbers = sentence_numbers(words) if standing else {}
            words = set_aside(words, [at for at, number in numbers.items() if number in standing])
            self._wordings[text_id] = words
        return words


def unlinked(connection: Connection) -> int:
    """The number of texts that are not linked yet."""
    query = "SELECT count(*) FROM texts WHERE id > (SELECT value FROM editions WHERE name = 'lineage')"
    return int(connection.exec_driver_sql(query).scalar_one())


def neighbours(connection: Connection, text_ids: Sequence[int], least: float, limit: int) -> set[int]:
    """The texts that copy some or name their outlets, with those that do so with them, and so on; ``limit`` at most."""
    found, new = set(text_ids), list(text_ids)
    while new and len(found) < limit:
        rows = connection.exec_driver_sql(
            "WITH near AS (SELECT text_id, other_id FROM copied WHERE strength >= :least "
            "UNION ALL SELECT text_id, other_id FROM naming), asked AS (SELECT value FROM json_each(:ids)) "
            "SELECT other_id FROM near WHERE text_id IN asked UNION SELECT text_id FROM near WHERE other_id IN asked "
            "ORDER BY 1 LIMIT :limit",
            {"ids": json.dumps(new), "least": least, "limit": limit},
        ).scalars()
        new = [each for each in rows if each not in found]
        found |= set(new)
    return found


def families(connection: Connection, least: float, most: int = 120) -> list[list[int]]:
    """Texts that copies, and then names of outlets, put together, the largest first; of each two texts at least, in the
    order in which they came. Names of outlets, the surest first, put no more than ``most`` together."""
    parent: dict[int, int] = {}

    def root(each: int) -> int:
        while parent.setdefault(each, each) != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    for one, other in connection.exec_driver_sql(
        "SELECT text_id, other_id FROM copied WHERE strength >= ?", (least,)
    ).all():
        parent[root(one)] = root(other)
    repeated = set(
        connection.exec_driver_sql(
            "SELECT text_id FROM readings WHERE current GROUP BY text_id HAVING count(*) > 1 "
            "UNION SELECT text_id FROM readings WHERE current AND source_id IN "
            "(SELECT source_id FROM occurrences)"
        ).scalars()
    )
    for text_id in repeated:
        root(text_id)
    sizes = Counter(root(each) for each in list(parent))
    for one, other in connection.exec_driver_sql(
        "SELECT text_id, other_id FROM naming ORDER BY weight DESC, text_id, key"
    ).all():
        one, other = root(one), root(other)
        together = max(1, sizes[one]) + max(1, sizes[other])
        if one != other and together <= most:
            parent[one] = other
            sizes[other] = together
    groups: dict[int, list[int]] = {}
    for each in sorted(parent):
        groups.setdefault(root(each), []).append(each)
    groups = {each: group for each, group in groups.items() if len(group) > 1 or group[0] in repeated}
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def _text(text_id: int, text: str, day: int) -> _Text:
    words = wording(text)
    return _Text(text_id, day, words, skip_pairs(words).astype(np.int64), sentence_numbers(words))


def _without(text: _Text, standing: set[int]) -> _Text:
    aside = [at for at, number in text.sentences.items() if number in standing]
    if not aside:
        return text
    words = set_aside(text.words, aside)
    return _Text(text.id, text.day, words, skip_pairs(words).astype(np.int64), text.sentences)


def _standing(connection: Connection, texts: Sequence[_Text]) -> set[int]:
    numbers = sorted({number for text in texts for number in text.sentences.values()})
    return set(
        connection.exec_driver_sql(
            "SELECT number FROM sentences WHERE number IN (SELECT value FROM json_each(?)) AND texts >= ? "
            "AND last_day - first_day >= ?",
            (json.dumps(numbers), STANDING_TEXTS, STANDING_DAYS),
        ).scalars()
    )


def _count_sentences(connection: Connection, texts: Sequence[_Text]) -> None:
    counted: dict[int, tuple[int, int, int]] = {}
    for text in texts:
        # What has no date tells nothing of how long a sentence stands.
        if not text.day:
            continue
        for number in set(text.sentences.values()):
            count, first, last = counted.get(number, (0, text.day, text.day))
            counted[number] = (count + 1, min(first, text.day), max(last, text.day))
    _many(
        connection,
        "INSERT INTO sentences VALUES (?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET texts = texts + excluded.texts, "
        "first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day)",
        [(number, *counted[number]) for number in sorted(counted)],
    )


def _met(connection: Connection, texts: Sequence[_Text]) -> tuple[dict[int, Counter[int]], set[int]]:
    """For each text those before it with how many pairs they share, and the pairs that so many texts have already that
    they tell nothing."""
    owners: dict[int, list[int]] = {}
    for text in texts:
        for pair in text.pairs.tolist():
            owners.setdefault(pair, []).append(text.id)
    met: dict[int, Counter[int]] = {text.id: Counter() for text in texts}
    full: set[int] = set()
    for pair, holders in _holders(connection, owners):
        before = list(holders)
        if len(before) >= MOST_TEXTS:
            full.add(pair)
        else:
            for text_id in owners[pair]:
                met[text_id].update(before)
                before.append(text_id)
        owners[pair] = []
    for holders in owners.values():
        for at, text_id in enumerate(holders):
            met[text_id].update(holders[:at])
    return met, full


def _holders(connection: Connection, pairs: Mapping[int, object]) -> Iterator[tuple[int, list[int]]]:
    # A million rows a batch: straight from the driver.
    driver = connection.connection.driver_connection
    assert driver is not None
    rows = driver.execute(
        "SELECT pair, text_id FROM json_each(?) CROSS JOIN skip_pairs ON pair = value ORDER BY pair",
        (json.dumps(sorted(pairs)),),
    )
    for pair, held in groupby(rows, key=itemgetter(0)):
        yield pair, [row[1] for row in held]


def _counts(connection: Connection, text_ids: Sequence[int]) -> dict[int, int]:
    rows = connection.exec_driver_sql(
        "SELECT text_id, pairs FROM paired WHERE text_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(text_ids))),),
    )
    return {row[0]: row[1] for row in rows}


def _likely(met: Mapping[int, int], pairs: int, counts: Mapping[int, int]) -> list[tuple[int, int]]:
    fitting = [
        (shared, other)
        for other, shared in met.items()
        if shared >= LEAST_PAIRS and shared >= LEAST_SHARE * min(pairs, counts.get(other, 0))
    ]
    fitting.sort(key=lambda row: (-row[0], row[1]))
    return [(other, shared) for shared, other in fitting[:COMPARED]]


def _many(connection: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))
