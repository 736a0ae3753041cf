"""Statements by their numbers, with their documents; and of documents of the same days which copies which."""

from collections.abc import Sequence
from dataclasses import replace

from purport.analysis.accounts import accounts_of
from purport.analysis.firsts.records import Utterance
from purport.analysis.lineage.case import lineage_of
from purport.analysis.lineage.records import Role
from purport.analysis.same_incident.case import as_held
from purport.case import Case
from purport.types import Reading, Source, Span, Statement

# So many documents of one day are held beside each other for copies.
MOST_TOGETHER = 12
# What takes the words of another; who only has it from the same speaker says it themselves.
_TAKEN = (Role.COPY, Role.CREDIT)


def utterance(reading: Reading, statement: Statement) -> Utterance:
    """A statement of a reading."""
    speaker, source = statement.speaker, reading.source
    start = min((part.start for part in statement.content), default=0)
    end = max((part.end for part in statement.content), default=0)
    return Utterance(
        document=source.id,
        sha256=source.sha256,
        statement=statement.id,
        speaker=None if speaker is None else speaker.name or speaker.text,
        cue=None if statement.cue is None else statement.cue.text,
        words=Span(text=reading.text[start:end], start=start, end=end),
        publisher=source.publisher,
        published=source.published,
    )


def utterances(case: Case, numbers: Sequence[int]) -> list[Utterance]:
    """The statements of some numbers, in this order, as people corrected them."""
    found = case.statements_by_number(numbers)
    readings: dict[str, Reading] = {}
    made = []
    for number in numbers:
        sha256, read = found[number]
        if sha256 not in readings:
            readings[sha256] = as_held(case, case.reading(sha256))
        reading = readings[sha256]
        made.append(utterance(reading, next((each for each in reading.statements if each.id == read.id), read)))
    return made


def by_document(found: Sequence[Utterance]) -> list[Utterance]:
    """The first of each document, with how many more of it there are."""
    kept: dict[str, Utterance] = {}
    for each in found:
        known = kept.get(each.sha256)
        kept[each.sha256] = each if known is None else replace(known, further=known.further + 1)
    return list(kept.values())


def without_copies(case: Case, found: Sequence[Utterance], beside: Sequence[str] = ()) -> tuple[Utterance, ...]:
    """Statements, each of another document, without those whose document copies that of another: lineage tells which.

    ``beside`` are further documents, by SHA-256, that may be the origin of one of them.
    """
    digests = list(dict.fromkeys([*(each.sha256 for each in found), *beside]))[:MOST_TOGETHER]
    accounts = [account for digest in digests for account in accounts_of(case, case.reading(digest))]
    lineage = lineage_of(accounts)
    sources = {account.id: account.source for account in accounts}
    document = {account.id: account.sha256 for account in accounts}
    kept = {each.sha256: each for each in found}
    for origin in lineage.origins:
        roles = zip(origin.accounts, origin.roles, strict=True)
        members = list(dict.fromkeys(document[each] for each, role in roles if role in _TAKEN and each in document))
        head = None if origin.first is None else document.get(origin.first)
        inside = [each for each in members if each in kept and each != head]
        if not inside:
            continue
        if head in kept:
            copies = tuple(kept.pop(each).document for each in inside)
            kept[head] = replace(kept[head], copies=(*kept[head].copies, *copies))
            continue
        # The origin is not among them: they all go back to it, and the first of them stands for all.
        named = origin.name if head is None else _name(sources[origin.first or ""])
        stays = inside[0]
        copies = tuple(kept.pop(each).document for each in inside[1:])
        kept[stays] = replace(kept[stays], copies=copies, copied_from=named)
    return tuple(kept[each.sha256] for each in found if each.sha256 in kept)


def _name(source: Source) -> str:
    return f"{source.publisher} ({source.id})" if source.publisher else source.id
