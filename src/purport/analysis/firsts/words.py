"""Firsts and reversals in words, as tables and as plain data."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from purport.analysis.firsts.records import First, Gap, How, Reach, Reversal, Sort, Standing, Utterance

_LONGEST = 160
_MOST_NAMED = 3


def first_sentence(found: First) -> First:
    """The same with its sentence: never that it is the first ever, but in this archive, and how far that reaches."""
    return replace(found, sentence=" ".join([f"{_what(found)}: {_where(found)}.", *_limits(found)]))


def reversal_sentence(found: Reversal) -> Reversal:
    """The same with its sentence."""
    days = f"{found.days:,} day{'' if found.days == 1 else 's'} later"
    went = {
        Standing.DENIED: f"{found.speaker} denied it, and affirmed it {days}",
        Standing.AFFIRMED: f"{found.speaker} affirmed it, and denied it {days}",
    }
    match found.how:
        case How.SAME_WORDS:
            sure = "the same words but for endings, numbers and negation"
        case How.WITHIN:
            sure = "all that is denied stands in what is affirmed"
        case How.LIKELY:
            sure = f"probability of one claim {found.probability:.2f}"
    return replace(found, sentence=f"{went[found.was]} ({sure}).")


def as_dict(found: First | Reversal) -> dict[str, Any]:
    """A first or a reversal as plain data: what ``purport firsts --json`` prints."""
    made: dict[str, Any] = msgspec.to_builtins(found)
    return {"reversal" if isinstance(found, Reversal) else "first": made}


def first_columns(found: First) -> dict[str, Any]:
    """The cells of a first in a table, by column."""
    telling, whole = found.tellings[0], found.reach[0]
    return {
        "sort": found.sort.value,
        "speaker": found.actor or telling.speaker,
        "theme": found.theme,
        "towards": found.towards,
        "claim": found.claim,
        "standing": found.standing and found.standing.value,
        "day": found.day,
        "statement": telling.record,
        "words": telling.words.text,
        "publisher": telling.publisher,
        "tie": found.tie.value,
        "tied": len(found.tellings),
        "maybe earlier": found.open_count,
        "in these words": found.in_these_words,
        "near": 0 if found.search.near is None else found.search.near.count,
        "copies": len(telling.copies),
        "copied from": telling.copied_from,
        "search": found.search.before,
        "undated": found.search.undated,
        "said before": found.said_before,
        "archive from": whole.first,
        "archive to": whole.last,
        "documents before": whole.before,
        "longest gap": max((gap.days for gap in whole.gaps), default=0),
    }


def reversal_columns(found: Reversal) -> dict[str, Any]:
    """The cells of a reversal in a table, by column."""
    return {
        "speaker": found.speaker,
        "was": found.was.value,
        "became": found.became.value,
        "earlier": found.earlier.record,
        "earlier day": found.earlier.published,
        "earlier words": found.earlier.words.text,
        "later": found.later.record,
        "later day": found.later.published,
        "later words": found.later.words.text,
        "days": found.days,
        "how": found.how.value,
        "probability": found.probability,
    }


def quoted(told: Utterance) -> str:
    """What is said, in quotation marks, on one line and not too long."""
    return _quoted(told.words.text)


def _quoted(text: str) -> str:
    words = " ".join(text.split()).strip('“”"').rstrip(",")
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + '…'}”"


def reach_words(found: Reach) -> str:
    """How far something reaches: "the archive from 2024-01-05 to 2025-06-30, 58 documents, 40 of them before …"."""
    if found.first is None:
        return f"{found.of}: {_many(found.documents, 'document')}, none with a date"
    parts = [f"{found.of} from {found.first} to {found.last}: {_many(found.documents, 'document')}"]
    parts.append(f"{found.before:,} before this")
    if found.undated:
        parts.append(f"{found.undated:,} without a date and not placed")
    if found.open:
        parts.append(f"{found.open:,} whose date leaves more than a month open")
    gaps = "; ".join(map(gap_words, found.gaps))
    parts.append(f"with gaps before it: {gaps}" if gaps else "without long gaps before it")
    return ", ".join(parts)


def gap_words(found: Gap) -> str:
    """A gap: "2024-08-01 to 2024-09-11 (42 days)", with the issues that are missing in it."""
    if found.numbers:
        missing = f", no. {_ranges(found.numbers)} missing"
    else:
        missing = "" if found.missing is None else f", {_many(found.missing, 'issue')} missing by the usual interval"
    return f"{found.first} to {found.last} ({_many(found.days, 'day')}{missing})"


def tie_words(found: First) -> str | None:
    """That others may be as early or earlier, in words."""
    others = len(found.tellings) - 1
    parts = []
    if others:
        told = f"{_many(others, 'other document')} {'has' if others == 1 else 'have'} it"
        parts.append(f"{told} on the same day; which came first is not known")
    if found.open_count:
        named = "; ".join(f"{each.published}: {quoted(each)}, {each.record}" for each in found.open[:_MOST_NAMED])
        more = ", …" if found.open_count > _MOST_NAMED else ""
        whose = "whose date is" if found.open_count == 1 else "whose dates are"
        many = _many(found.open_count, "statement")
        parts.append(f"{many}, {whose} too vague to tell, may be earlier ({named}{more})")
    return "; ".join(parts) or None


def copy_words(found: Utterance) -> str | None:
    """Of what it is a copy, and what copies it."""
    parts = []
    if found.copied_from:
        parts.append(f"it goes back to {found.copied_from}, of which there is nothing so early")
    if found.copies:
        parts.append(f"copied in {', '.join(found.copies)}, which {'is' if len(found.copies) == 1 else 'are'} no first")
    return "; ".join(parts) or None


def together(found: Sequence[First]) -> list[list[First]]:
    """Firsts, those of one speaker that one and the same statement is put together, in order."""
    groups: dict[tuple[Any, ...], list[First]] = {}
    for each in found:
        key = each.sort, each.actor, each.standing, tuple(telling.record for telling in each.tellings)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def heading(group: Sequence[First]) -> str:
    """What is first, in words: "First statement of Norran Front on ransom in this archive, 2025-03-04"."""
    found = group[0]
    themes = ", ".join(each.theme for each in group if each.theme) or None
    others = ", ".join(each.towards for each in group if each.towards) or None
    claim = f": {_quoted(found.claim)}" if found.claim else ""
    return f"{_what(replace(found, theme=themes, towards=others))}{claim}, {found.day}"


def searched_words(found: First) -> str:
    """Among how many statements it was searched for, in words."""
    if not found.reach[0].before:
        surely = " surely" if found.open_count else ""
        return f"no document is{surely} earlier, so that it tells where the archive begins and no more"
    if found.sort is Sort.SPEAKER:
        return f"not heard in {_many(found.reach[0].before, 'earlier document')}"
    of = f" of {found.actor}" if found.actor else ""
    if not found.said_before:
        return f"there is no earlier statement{of}"
    whole = _many(found.said_before, "earlier statement") + of
    if found.search.finds_before:
        return (
            f"{found.search.finds_before:,} of {whole} in the narrowest search, held to be of other claims or of the "
            "other side"
        )
    return f"none in {whole}"


def near_words(found: First) -> str | None:
    """That earlier statements are near, but held to be of other claims, with the earliest of them, in words."""
    near = found.search.near
    if near is None:
        return None
    side = "a denial" if found.standing is Standing.DENIED else "an affirmation"
    told = f"{_many(near.count, 'earlier statement')} near it that may be {side} too, held to be of "
    told += "another claim" if near.count == 1 else "other claims"
    each = near.earliest
    said = " ".join(filter(None, (each.speaker, each.cue)))
    where = ", ".join(filter(None, (each.published, each.publisher, each.record, said)))
    return f"{told}: {'' if near.count == 1 else 'the first '}{where}: {quoted(each)}"


def others_words(found: First) -> str | None:
    """How many earlier statements the query that was asked gives."""
    if not found.search.others:
        return None
    return f"your query gives {found.search.others:,} earlier, held to be of other claims, or of the other side"


def _what(found: First) -> str:
    who = found.actor or "anybody"
    theme = f"on {found.theme} " if found.theme else ""
    match found.sort:
        case Sort.SPEAKER:
            return f"First statement of {who} in this archive"
        case Sort.THEME:
            return f"First statement of {who} {theme}{_towards(found)}in this archive"
        case Sort.TOWARDS:
            return f"First statement of {who} {_towards(found)}in this archive"
    of = f", of {found.actor}" if found.actor else ""
    words = ", in these words" if found.in_these_words else ""
    denied = found.standing is Standing.DENIED
    if found.negates:
        return f"First {'denial' if denied else 'denial of the contrary'} in this archive{of}{words}"
    return f"First statement {'denying' if denied else 'affirming'} this claim in this archive{of}{words}"


def _towards(found: First) -> str:
    return f"of or to {found.towards} " if found.towards else ""


def _where(found: First) -> str:
    telling = found.tellings[0]
    day = telling.published or "undated"
    speaker = f"{telling.speaker} " if telling.speaker and not found.actor else ""
    return f"{speaker}{quoted(telling)} ({', '.join(filter(None, (telling.publisher, day, telling.record)))})"


def _limits(found: First) -> list[str]:
    whole = found.reach[0]
    said = "statement of theirs" if found.actor else "statement"
    parts = [
        f"The archive reaches from {whole.first} to {whole.last}; earlier are "
        f"{_many(whole.before, 'document')} and {_many(found.said_before, said)}."
    ]
    if tie := tie_words(found):
        parts.append(f"{tie[:1].upper()}{tie[1:]}.")
    if near := near_words(found):
        parts.append(f"{near[:1].upper()}{near[1:]}.")
    if found.search.undated:
        parts.append(f"{_many(found.search.undated, 'statement')} like it without a date cannot be placed.")
    if gaps := [gap for reach in found.reach[:2] for gap in reach.gaps]:
        longest = max(gaps, key=lambda gap: (gap.days, gap.missing or 0))
        parts.append(f"The longest gap before it is {gap_words(longest)}.")
    if whole.before == 0:
        parts.append("Nothing is earlier, so that it tells where the archive begins and no more.")
    return parts


def _ranges(numbers: tuple[int, ...]) -> str:
    """Numbers with those that follow each other as one: "12–14, 20"."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in parts)


def _many(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    head, _, rest = what.partition(" ")
    return f"{count:,} {head}s {rest}" if rest.startswith("of ") else f"{count:,} {what}s"
