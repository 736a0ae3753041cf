"""A small publication made by hand: what each item says, and of which themes."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

import pytest

from purport.case import Case
from purport.types import (
    Certainty,
    Kind,
    MadeBy,
    Polarity,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Statement,
    Tense,
    Theme,
)

# An item: its headline, or None, and its sentences: who says each, or None for the writer, and its themes.
Said = tuple[str | None, Sequence[str]]
Told = tuple[str | None, Sequence[Said]]


def reading_of(
    name: str,
    items: Sequence[Told],
    *,
    published: str | None = "2024-01-05",
    publisher: str = "The Lantern",
    headline_themes: Sequence[str] = (),
    **extra: object,
) -> Reading:
    """A reading of items: each sentence is one statement of its speaker, and its words tell of its place."""
    text = ""
    statements: list[Statement] = []
    themes: list[Theme] = []

    def put(words: str) -> Span:
        nonlocal text
        text += words
        return Span(text=words, start=len(text) - len(words), end=len(text))

    def mark(codes: Sequence[str], span: Span) -> None:
        themes.extend(Theme(code=code, text=span.text, start=span.start, end=span.end) for code in codes)

    for number, (headline, said) in enumerate(items):
        if headline is not None:
            put("\n\n" if text else "")
            mark(headline_themes, put(headline))
        for at, (speaker, codes) in enumerate(said):
            put("\n\n" if at == 0 and text else " " if at else "")
            who = None if speaker is None else put(speaker)
            cue = None if who is None else put(" said ")
            put("" if who else "We saw ")
            content = put(f"{name} {number} {at} of the boats and nets at the long pier in the north of the town")
            mark(codes, content)
            put(".")
            if who is not None and cue is not None:
                statements.append(
                    Statement(
                        id=f"s{len(statements)}",
                        speaker=Speaker(
                            text=who.text, start=who.start, end=who.end, name=who.text, actor=who.text.lower()
                        ),
                        cue=Span(text="said", start=cue.start + 1, end=cue.end - 1),
                        content=(content,),
                        quote=Quote.INDIRECT,
                        kind=Kind.REPORT,
                        certainty=Certainty.CERTAIN,
                        polarity=Polarity.AFFIRMED,
                        time=Tense.PAST,
                        confidence=0.9,
                    )
                )
    source = Source(
        id=name,
        sha256=hashlib.sha256(f"{name}\n{text}".encode()).hexdigest(),
        publisher=publisher,
        published=published,
        extra=extra,
    )
    return Reading(
        source=source,
        text=text,
        statements=tuple(statements),
        themes=tuple(sorted(themes, key=lambda theme: (theme.start, theme.code))),
        made_by=MadeBy(purport="0", codebook="by hand"),
    )


@pytest.fixture(scope="session")
def published() -> Callable[..., Reading]:
    """A reading of items of a publication."""
    return reading_of


SHIFTED, PULSED, MISSING = 16, (7, 8, 9), 12


def issue_of(number: int) -> Iterator[Reading]:
    """Six items of three statements: as a rule one in twelve statements is of prisons, from SHIFTED on one in three."""
    when = (date(2024, 1, 5) + timedelta(weeks=number - 1)).isoformat()
    for at in range(6):
        of_prisons = at < 2 if number >= SHIFTED else at == 0 and number % 2 == 0
        code = ["prisons"] if of_prisons else ["nets"] if (at + number) % 3 else []
        if number in PULSED and at > 1:
            code = ["volunteers"]
        said = [("Ola Vik", code), ("Marit Sund", code), ("Ola Vik", ["volunteers"] if at == 5 else [])]
        yield reading_of(f"lantern-{number}-{at}", [("The long pier", said)], published=when, number=number)


@pytest.fixture(scope="session")
def weekly() -> Callable[[Case, Iterable[int]], None]:
    """Adds issues of a weekly to a case, by their numbers: no. 12 is missing, volunteers have a pulse in nos. 7 to 9,
    prisons are written of more from no. 16 on."""

    def add(case: Case, numbers: Iterable[int]) -> None:
        case.add(each for number in numbers if number != MISSING for each in issue_of(number))

    return add
