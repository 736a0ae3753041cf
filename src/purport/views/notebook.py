"""A reading for a notebook: the text with its marks, and the statements as a table. Nothing in it runs."""

from collections.abc import Iterable, Iterator
from html import escape

from purport.types import Reading, Span, Speaker, Statement
from purport.views import wording

TEXT_CHARACTERS = 20_000
STATEMENTS = 500

_STYLE = """
.purport-reading { max-width: 60em; line-height: 1.5 }
.purport-reading h4 { margin: 0 0 .2em }
.purport-reading .origin, .purport-reading .cut { opacity: .7 }
.purport-reading .text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .8em 0 }
.purport-reading .speaker { font-weight: bold; border-bottom: 2px solid #2b6cb0 }
.purport-reading .cue { border-bottom: 2px solid #b83280 }
.purport-reading .addressee { border-bottom: 2px dotted #2b6cb0 }
.purport-reading .content { background: rgba(236, 201, 75, .25) }
.purport-reading .hedge { text-decoration: underline wavy #c05621 }
.purport-reading table { border-collapse: collapse }
.purport-reading th, .purport-reading td { text-align: left; vertical-align: top; padding: .2em .6em .2em 0 }
"""


def reading_html(reading: Reading, *, attitudes: bool = False) -> str:
    """A reading as a piece of HTML, all text in it escaped. Long texts and long tables are cut, and it says so."""
    statements = wording.shown(reading, attitudes=attitudes)
    source = reading.source
    title = wording.one_line(source.title or source.id)
    return (
        f'<div class="purport-reading"><style>{_STYLE}</style><h4>{escape(title)}</h4>'
        f'<div class="origin">{escape(" · ".join([*wording.origin(source), source.id]))}</div>'
        f'<div class="text" dir="auto">{_marked(reading.text, statements)}</div>'
        f"{_cut(len(reading.text), TEXT_CHARACTERS, 'characters')}{_table(statements[:STATEMENTS])}"
        f"{_cut(len(statements), STATEMENTS, 'statements')}</div>"
    )


def _cut(count: int, limit: int, what: str) -> str:
    return f'<div class="cut">The first {limit:,} of {count:,} {what}.</div>' if count > limit else ""


def _marked(text: str, statements: Iterable[Statement]) -> str:
    """The text with a span around each stretch that plays the same parts; stretches never overlap."""
    changes: dict[int, list[tuple[str, int]]] = {}
    for statement in statements:
        for role, start, end in _roles(statement):
            if start < min(end, TEXT_CHARACTERS):
                changes.setdefault(start, []).append((role, 1))
                changes.setdefault(end, []).append((role, -1))
    depth = dict.fromkeys(("speaker", "cue", "addressee", "content", "hedge"), 0)
    pieces: list[str] = []
    last = 0
    for at in [*sorted(at for at in changes if at < TEXT_CHARACTERS), min(len(text), TEXT_CHARACTERS)]:
        piece = escape(wording.printable(text[last:at]))
        roles = " ".join(role for role, count in depth.items() if count)
        pieces.append(f'<span class="{roles}">{piece}</span>' if roles and piece else piece)
        for role, change in changes.get(at, []):
            depth[role] += change
        last = at
    return "".join(pieces)


def _roles(statement: Statement) -> Iterator[tuple[str, int, int]]:
    named: tuple[tuple[str, Iterable[Span | Speaker]], ...] = (
        ("speaker", [statement.speaker] if statement.speaker else []),
        ("cue", [statement.cue] if statement.cue else []),
        ("addressee", [statement.addressee] if statement.addressee else []),
        ("content", statement.content),
        ("hedge", statement.hedges),
    )
    for role, spans in named:
        for span in spans:
            if span.start is not None and span.end is not None:
                yield role, span.start, span.end


def _table(statements: Iterable[Statement]) -> str:
    rows = [_row(number, statement) for number, statement in enumerate(statements, 1)]
    if not rows:
        return '<div class="cut">No statements.</div>'
    head = "".join(f"<th>{name}</th>" for name in ("", "speaker", "cue", "content", "manner"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(number: int, statement: Statement) -> str:
    words, name = wording.speaker_words(statement.speaker)
    cells = (
        str(number),
        f"{words} ({name})" if name else words,
        wording.one_line(statement.cue.text) if statement.cue else "",
        wording.joined(statement.content),
        " · ".join(wording.manner(statement)),
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
