"""A brief as one HTML file that needs nothing else: no script, no font, no picture, nothing fetched.

Every citation leads to the passage it rests on, marked in the full text of its source. Texts are hostile input: all
of it is escaped, and a content security policy forbids whatever might still slip through.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

from markupsafe import Markup

from purport.brief.records import Brief, BriefSource, Citation
from purport.views.pages import template


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a source's text that the same citations cover: those it lies in, begins and ends."""

    text: str
    within: tuple[int, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]


def to_html(brief: Brief) -> str:
    """The whole page. The words of every source are in it, character by character, but for control characters,
    which are shown as U+FFFD."""
    style = resources.files("purport.brief").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    seen: set[int] = set()

    def first_time(number: int) -> bool:
        """Whether a citation is met for the first time on the page, so that the way back leads there."""
        fresh = number not in seen
        seen.add(number)
        return fresh

    return template("purport.brief", "brief.html.j2").render(
        brief=brief,
        style=Markup(style),
        citations=brief.citations(),
        pieces={source.document: list(pieces(source, brief.citations())) for source in brief.sources},
        first_time=first_time,
        is_sentence=lambda heading: not isinstance(heading, str),
        web_address=_web_address,
    )


def pieces(source: BriefSource, citations: tuple[Citation, ...]) -> Iterator[Piece]:
    """The text of a source cut where citations begin and end. Together the pieces are the text."""
    own = [citation for citation in citations if citation.document == source.document]
    edges = sorted({0, len(source.text), *(c.start for c in own), *(c.end for c in own)})
    for start, end in pairwise(edges):
        yield Piece(
            text=source.text[start:end],
            within=tuple(c.number for c in own if c.start <= start and end <= c.end),
            begins=tuple(c.number for c in own if c.start == start),
            ends=tuple(c.number for c in own if c.end == end),
        )


def _web_address(address: str | None) -> bool:
    return bool(address) and str(address).lower().startswith(("http://", "https://"))
