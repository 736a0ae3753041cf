"""A lineage as a picture: an account a line, below the one that it is from, an origin a colour."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from purport.analysis.accounts import Account
from purport.analysis.lineage import words
from purport.analysis.lineage.groups import TAKEN
from purport.analysis.lineage.records import Lineage
from purport.views.wording import one_line

WIDTH, TOP, LINE, STEP, HEAD = 860, 70, 46, 44, 40
_FILLS = ("#dbe9f6", "#fbe3c8", "#e6def2", "#dcefdc", "#f6dada")
_LINES = ("#3c6e9f", "#b3722a", "#7159a3", "#4a8a4a", "#a34d4d")
_GREY = "#5f5d58"
# So many characters fit into a line of the head, and of what is told below an account.
_SENTENCE, _LONGEST = 100, 120


def to_svg(*lineages: Lineage) -> str:
    """The picture of one lineage or of several, one below the other: for each origin a tree, whose lines are broken
    where only a speaker is shared; last the accounts of unknown lineage."""
    body: list[str] = []
    y = 16
    for lineage in lineages:
        drawn, height = _drawn(lineage)
        body.append(f'<g transform="translate(0 {y})">{drawn}</g>')
        y += height + 12
    label = "; ".join(one_line(lineage.sentence) for lineage in lineages[:3]) or "no lineage"
    return (
        "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
                f'font-family="system-ui, sans-serif" font-size="12" role="img" aria-label={quoteattr(label)}>',
                f'<rect width="{WIDTH}" height="{y}" fill="#fdfcfa"/>',
                *body,
                "</svg>",
            ]
        )
        + "\n"
    )


def _drawn(lineage: Lineage) -> tuple[str, int]:
    sentence = wrap(one_line(lineage.sentence), _SENTENCE) or [""]
    parts = [_text(20, 20 + 20 * at, line, size=14, weight=600) for at, line in enumerate(sentence)]
    y = 16 + 20 * len(sentence)
    for number, origin in enumerate(lineage.origins):
        fill, line = _FILLS[number % len(_FILLS)], _LINES[number % len(_LINES)]
        if origin.first is not None:
            parts.append(_text(20, y + 18, _cut(f"{one_line(origin.name)} – {one_line(origin.why)}", 120), fill=_GREY))
        y += 28 if origin.first is not None else 8
        trees = words.tree(lineage, origin)
        drawn = [each for branch in trees for each in _branch(branch, lineage, 0, fill, line)]
        if origin.first is None:
            drawn = [(_absent(origin.name, line), LINE), *_below(trees, lineage, 0, LINE, fill, line)]
        for each, height in drawn:
            parts.append(f'<g transform="translate(0 {y})">{each}</g>')
            y += height
        y += 8
    unknown = [account for account in lineage.accounts if account.id in lineage.unknown]
    if unknown:
        parts.append(_text(20, y + 18, "of unknown lineage", fill=_GREY))
        y += 28
        for account in unknown:
            parts.append(f'<g transform="translate(0 {y})">{_box(20, account, "#ecebe6")}</g>')
            y += LINE
    return "".join(parts), y


def _branch(branch: words.Branch, lineage: Lineage, depth: int, fill: str, line: str) -> Iterator[tuple[str, int]]:
    """The lines of an account and of those below it, each with its height; a line to what is above is drawn upwards."""
    x = 20 + depth * STEP
    parts = [_box(x, branch.account, fill)]
    told = wrap(words.told(branch, lineage), max(40, _LONGEST - depth * 7))
    parts += [_text(x + 10, LINE + 4 + 14 * at, line, fill=_GREY, size=11) for at, line in enumerate(told)]
    above = LINE + 14 * len(told)
    yield "".join(parts), above
    yield from _below(branch.branches, lineage, depth, above, fill, line)


def _below(
    branches: Sequence[words.Branch], lineage: Lineage, depth: int, gone: int, fill: str, line: str
) -> Iterator[tuple[str, int]]:
    """The lines of accounts that are from one, which stands ``gone`` above the first."""
    x = 20 + depth * STEP
    for each in branches:
        drawn = list(_branch(each, lineage, depth + 1, fill, line))
        broken = not any(link.kind in TAKEN for link in each.links)
        dash = ' stroke-dasharray="4 4"' if broken else ""
        elbow = (
            f'<path d="M {x + 16} {LINE - 8 - gone} V 20 H {x + STEP - 2}" fill="none" stroke="{line}" '
            f'stroke-width="1.6"{dash}/>'
        )
        first, height = drawn[0]
        yield elbow + first, height
        yield from drawn[1:]
        gone += sum(height for _, height in drawn)


def _absent(name: str, line: str) -> str:
    """The box of an outlet of which there is no account."""
    return (
        f'<rect x="20" y="4" width="{WIDTH - 60}" height="{LINE - 12}" rx="5" fill="none" stroke="{line}" '
        'stroke-dasharray="4 4"/>'
        + _text(30, 24, _cut(one_line(name), 40), weight=600)
        + _text(260, 24, "not among the reports", fill=_GREY)
    )


def _box(x: int, account: Account, fill: str) -> str:
    source = account.source
    who = _cut(one_line(words.account_name(account)), 40)
    about = _cut(one_line(" · ".join(filter(None, (source.published or "undated", source.title or source.id)))), 78)
    return (
        f'<rect x="{x}" y="4" width="{WIDTH - 40 - x}" height="{LINE - 12}" rx="5" fill="{fill}"/>'
        + _text(x + 10, 24, who, weight=600)
        + _text(x + 240, 24, about, fill="#33312d")
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _text(x: int, y: int, text: str, *, size: int = 12, weight: int = 400, fill: str = "#1f1e1b") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'
