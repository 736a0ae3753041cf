"""Counting: what an item holds of each theme, and the sums over the items of a period."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from purport.analysis.emphasis.items import Bounds, Item, sentences
from purport.analysis.emphasis.series import Measure, Series, design_effect
from purport.analysis.periods import Period
from purport.reading.themes import themes_of
from purport.types import Reading, Statement


@dataclass(slots=True)
class Held:
    """What an item holds: of all, or of one theme. What it has no headline, first paragraph or page of counts 0."""

    statements: int = 0
    sentences: int = 0
    items: int = 0
    front_page: int = 0
    headline: int = 0
    lead: int = 0
    prominent: int = 0


@dataclass(frozen=True, slots=True)
class ItemCount:
    """What an item holds in all, and of each theme that it has."""

    whole: Held
    themes: dict[str, Held]


def item_counts(
    reading: Reading, parts: Sequence[Item], counted: Callable[[Statement], bool] | None = None
) -> list[ItemCount]:
    """What each item of a document holds.

    counted: which statements count; then only they do, what they say is what makes an item hold a theme, and an item
    without one counts for nothing.
    """
    if counted is not None:
        # A headline that only the source tells is nobody's words.
        parts = [replace(part, title=None) for part in parts]
    starts = [part.start for part in parts]
    found = [ItemCount(Held(), {}) for _ in parts]
    touched: list[dict[str, list[Bounds]]] = [{} for _ in parts]
    for statement in reading.statements:
        if not statement.content or (counted is not None and not counted(statement)):
            continue
        at = max(0, bisect_right(starts, statement.content[0].start) - 1)
        found[at].whole.statements += 1
        for code in themes_of(reading, statement):
            found[at].themes.setdefault(code, Held()).statements += 1
            if counted is not None:
                spans = [(part.start, part.end) for part in statement.content]
                touched[at].setdefault(code, []).extend(spans)
    if counted is None:
        for theme in reading.themes:
            # A passage may begin before the first heading and never runs over two items.
            at = max(0, bisect_right(starts, theme.start) - 1)
            touched[at].setdefault(theme.code, []).append((theme.start, theme.end))
        for at, part in enumerate(parts):
            _count_sentences(reading.text, part, touched[at], found[at])
    for part, count, codes in zip(parts, found, touched, strict=True):
        if counted is None or count.whole.statements:
            _mark(part, count.whole, None)
        for code, spans in codes.items():
            _mark(part, count.themes.setdefault(code, Held()), spans)
    return found


def with_title(count: ItemCount, codes: Iterable[str]) -> ItemCount:
    """The same item with the themes of a headline that only its source tells: the item holds them, and in its headline;
    it is no statement."""
    themes = {code: replace(held) for code, held in count.themes.items()}
    for code in codes:
        held = themes.setdefault(code, Held())
        held.items = held.headline = held.prominent = 1
        held.front_page = count.whole.front_page
    return ItemCount(count.whole, themes)


def _mark(part: Item, held: Held, spans: list[Bounds] | None) -> None:
    """Where an item holds what stands at some bounds; without them, where it could hold it."""
    held.items = 1
    held.front_page = int(part.page == 1)
    held.headline = int(part.has_headline if spans is None else _touches(part.headline, spans))
    held.lead = int(_touches(part.lead, spans))
    held.prominent = int(spans is None or bool(held.front_page or held.headline or held.lead))


def _touches(bounds: Bounds | None, spans: list[Bounds] | None) -> bool:
    if bounds is None or spans is None:
        return bounds is not None
    return any(start < bounds[1] and bounds[0] < end for start, end in spans)


def _count_sentences(text: str, part: Item, touched: dict[str, list[Bounds]], count: ItemCount) -> None:
    bounds = list(sentences(text, part.start, part.end))
    count.whole.sentences = len(bounds)
    firsts, lasts = [first for first, _ in bounds], [last for _, last in bounds]
    for code, spans in touched.items():
        held = {at for start, end in spans for at in range(bisect_right(lasts, start), bisect_left(firsts, end))}
        count.themes.setdefault(code, Held()).sentences = len(held)


@dataclass(slots=True)
class _Sums:
    """The sums over the items of each period; squares and products are for the design effect."""

    periods: int
    held: list[Held] = field(init=False)
    squares: dict[str, list[int]] = field(init=False)
    products: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.held = [Held() for _ in range(self.periods)]
        self.squares = {name: [0] * self.periods for name in ("statements", "sentences")}
        self.products = {name: [0] * self.periods for name in ("statements", "sentences")}

    def add(self, at: int, held: Held, whole: Held) -> None:
        total = self.held[at]
        for name in Held.__slots__:
            setattr(total, name, getattr(total, name) + getattr(held, name))
        for name in self.squares:
            own = getattr(held, name)
            self.squares[name][at] += own * own
            self.products[name][at] += own * getattr(whole, name)

    def of(self, name: str) -> tuple[int, ...]:
        return tuple(getattr(each, name) for each in self.held)


# For each measure which sum of a theme is held against which sum of all; of volume against the issues.
_SUMS = {
    Measure.TEXT_SHARE: ("statements", "statements"),
    Measure.SENTENCE_SHARE: ("sentences", "sentences"),
    Measure.BREADTH: ("items", "items"),
    Measure.PROMINENCE: ("prominent", "items"),
    Measure.FRONT_PAGE: ("front_page", "front_page"),
    Measure.HEADLINE: ("headline", "headline"),
    Measure.LEAD: ("lead", "lead"),
}


class Tally:
    """What was counted in each of some periods."""

    def __init__(self, periods: Sequence[Period]) -> None:
        self.periods = tuple(periods)
        self._whole = _Sums(len(self.periods))
        self._themes: dict[str, _Sums] = {}
        self._holding = [0] * len(self.periods)
        self._documents: list[set[str]] = [set() for _ in self.periods]

    def add(self, at: int, count: ItemCount, document: str) -> None:
        """Add an item of a period; one that holds nothing that counts is none."""
        if not count.whole.items:
            return
        self._whole.add(at, count.whole, count.whole)
        self._holding[at] += count.whole.statements > 0
        self._documents[at].add(document)
        for code, held in count.themes.items():
            if code not in self._themes:
                self._themes[code] = _Sums(len(self.periods))
            self._themes[code].add(at, held, count.whole)

    @property
    def items(self) -> int:
        """How many items were counted."""
        return sum(self._whole.of("items"))

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that were met, the one of most statements first."""
        totals = {code: (sum(s.of("statements")), sum(s.of("items"))) for code, s in self._themes.items()}
        return tuple(sorted(totals, key=lambda code: (*(-n for n in totals[code]), code)))

    def series(self, theme: str, measure: Measure, *, of_documents: bool = False) -> Series:
        """A theme by a measure; noughts for a theme that was never met. ``of_documents``: volume is for each document
        and not for each issue."""
        own = self._themes.get(theme) or _Sums(len(self.periods))
        if measure is Measure.VOLUME:
            numerators = own.of("statements")
            issues = [each.issues for each in self.periods]
            denominators = tuple(len(each) for each in self._documents) if of_documents else tuple(issues)
            # Statements come by items: a count of such is as uncertain as its items make it.
            squares = sum(own.squares["statements"])
            effect = max(1.0, squares / sum(numerators)) if sum(numerators) else 1.0
        else:
            name, whole = _SUMS[measure]
            numerators, denominators = own.of(name), self._whole.of(whole)
            effect = 1.0
            if name in own.squares:
                items = self._holding if name == "statements" else self._whole.of("items")
                squares_of_all = self._whole.squares[name]
                effect = design_effect(
                    numerators, denominators, items, own.squares[name], own.products[name], squares_of_all
                )
        return Series(
            theme=theme,
            measure=measure,
            periods=self.periods,
            numerators=numerators,
            denominators=denominators,
            effect=effect,
        )
