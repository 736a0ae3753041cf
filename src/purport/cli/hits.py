"""What was found in a case, for the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from purport.case import Found, State
from purport.case.judgement_words import told
from purport.cli.cases import also_at
from purport.types import Incident, Span, Statement
from purport.views import wording
from purport.views.terminal import INDENT, Line, when_and_where


@dataclass(frozen=True, slots=True)
class HitView:
    """A hit as rich prints it: what it is, the words in their surroundings, and where they stand."""

    number: int
    hit: Found
    copies: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        hit = self.hit
        first = Text(f"{self.number:>{INDENT - 1}} ", "dim")
        if hit.statement:
            parts = list(_statement(hit.statement))
        elif hit.incident:
            parts = list(_incident(hit.incident))
        else:
            parts = ["text"]
        first.append(parts[0], "bold").append("".join(f" · {part}" for part in parts[1:]))
        yield Line(first)
        yield Line(_words(hit), INDENT)
        if hit.judgements:
            yield Line(Text(_judged(hit), "italic"), INDENT)
        source = hit.source
        record = hit.statement or hit.incident
        named = f"{source.id}#{record.id}" if record else source.id
        where = [*wording.origin(source)[:2], wording.one_line(source.title or ""), wording.one_line(named)]
        where.append(f"{hit.anchor.start}–{hit.anchor.end}")
        where.append(wording.one_line(also_at(hit.also)))
        if self.copies:
            where.append(f"also in {self.copies:,} other document{'' if self.copies == 1 else 's'}")
        yield Line(Text(" · ".join(dict.fromkeys(filter(None, where))), "dim"), INDENT)
        yield Text()


def hit_view(number: int, hit: Found, copies: int = 0) -> HitView:
    """What a rich console prints of a hit; ``copies`` is in how many other documents nearly the same text stands."""
    return HitView(number, hit, copies)


def _statement(statement: Statement) -> Iterator[str]:
    words, name = wording.speaker_words(statement.speaker)
    yield f"{words} ({name})" if name else words
    if statement.cue:
        yield wording.one_line(statement.cue.text)
    yield from wording.manner(statement)


def _incident(incident: Incident) -> Iterator[str]:
    yield incident.type.replace("_", " ")
    yield incident.mode
    yield incident.status
    yield from when_and_where(incident)
    if incident.sub_events:
        yield f"parts: {', '.join(part.type.replace('_', ' ') for part in incident.sub_events)}"
    if word := wording.on_whose_word(incident):
        yield word


def _judged(hit: Found) -> str:
    """How the record was judged, by whom, and what it was read as where it is corrected."""
    disputed = "disputed: " if hit.state is State.DISPUTED else ""
    return disputed + " · ".join(wording.one_line(told(each)) for each in hit.judgements)


def _words(hit: Found) -> Text:
    """The words found with what stands around them, those of the query underlined."""
    words = Text("…" if hit.before.strip() else "", "dim")
    begin, end = hit.anchor.start, hit.anchor.end
    before = hit.before.lstrip()
    _append(words, before, begin - len(before), "dim", hit.matches)
    _append(words, hit.anchor.text, begin, "not dim bold", hit.matches)
    _append(words, hit.after.rstrip(), end, "dim", hit.matches)
    return words.append("…" if hit.after.strip() else "")


def _append(words: Text, text: str, at: int, style: str, matches: tuple[Span, ...]) -> None:
    """Append a text that begins at ``at`` in the document, its matches underlined."""
    cuts = sorted({0, len(text), *(min(max(e - at, 0), len(text)) for m in matches for e in (m.start, m.end))})
    for start, end in pairwise(cuts):
        marked = any(m.start <= at + start and at + end <= m.end for m in matches)
        words.append(_flat(text[start:end]), f"{style} underline" if marked else style)


def _flat(text: str) -> str:
    return wording.printable(" ".join(text.split("\n")))
