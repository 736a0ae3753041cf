"""Composing a brief: what is new, who claims what, rival accounts, a chronology, conflicts, and what stays open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from purport.brief import claims, dates, dealings, incidents, standing, statements
from purport.brief.check import check
from purport.brief.library import Library
from purport.brief.numbering import numbered
from purport.brief.records import Block, Brief, Grid, Row, Section, Sentence, once
from purport.brief.reviews import Reviews
from purport.brief.same import Account, grounds, grouped
from purport.brief.unsettled import conflicting, unknown
from purport.brief.words import capitalised, joined, quoted, squeezed
from purport.case import Case, days_or_none
from purport.reading.threshold import checked_confidence, keep_confident
from purport.types import Incident, Kind, Mode, Reading

NEWEST_INCIDENTS = 3
RECENT_DAYS = 30
MOST_TELLINGS = 4
CHRONICLE_WORDS = 25
FIRST_CLAIMS = 2
MOST_TABLES = 6


def compose(
    source: Case | Reading | Iterable[Reading],
    *,
    title: str | None = None,
    attitudes: bool = False,
    least_confidence: float | None = None,
) -> Brief:
    """The brief of a case or of readings, proved: every sentence has citations whose words are at their places.

    ``attitudes`` keeps statements that ascribe a thought or a wish without words; with ``least_confidence`` (0 to 1)
    statements below it are left out, and what only they tell of incidents (see ``purport.keep_confident``). Of a case
    what all who judged it reject is left out and counted, what is corrected is told as corrected, and what is judged is
    marked. The same readings in the same order give the same brief. Raises OptionError where the confidence is none,
    Unsupported where a sentence could not be proved; such a brief is not built.
    """
    reviews = Reviews()
    readings = (
        [source]
        if isinstance(source, Reading)
        else reviews.shown(source.judged_readings())
        if isinstance(source, Case)
        else source
    )
    if least_confidence is not None:
        least = checked_confidence(least_confidence)
        readings = (keep_confident(reading, least) for reading in readings)
    library = Library((_shown(reading, attitudes) for reading in readings), reviews)
    told = [(reading, statement) for reading in library.readings.values() for statement in reading.statements]
    groups = _in_time(grouped([Account(reading=r, incident=i) for r in library.readings.values() for i in r.incidents]))
    named, rest = claims.chosen(library, told)
    sections = (
        Section(key="new", title="What is new", blocks=_new(library, groups, told)),
        Section(key="claims", title="Who claims what", blocks=named),
        Section(key="incidents", title="Incidents, side by side", blocks=_tables(library, groups)),
        Section(key="chronology", title="Chronology", blocks=_chronology(library, groups)),
        Section(key="relations", title="How actors stand to one another", blocks=_relations(library)),
        Section(key="conflicts", title="Open conflicts", blocks=conflicting(library, groups)),
        Section(key="open", title="What cannot be told", blocks=unknown(library, groups, told)),
        Section(key="further", title="Further statements", blocks=rest, folded=True),
    )
    brief = Brief(
        title=title or _title(library),
        facts=_facts(library, groups, least_confidence),
        sections=tuple(section for section in sections if section.blocks),
        sources=library.sources(),
    )
    brief = numbered(brief)
    check(brief, {key: reading.text for key, reading in library.readings.items()})
    return brief


def _shown(reading: Reading, attitudes: bool) -> Reading:
    """A reading without attitudes, unless wanted, and without what stands on no words and so cannot be cited."""
    statements = (s for s in reading.statements if attitudes or s.kind is not Kind.ATTITUDE)
    return replace(
        reading,
        statements=tuple(s for s in statements if any(part.text.strip() for part in s.content)),
        incidents=tuple(
            replace(i, figures=tuple(f for f in i.figures if f.text.strip()))
            for i in reading.incidents
            if i.mentions and i.mentions[0].text.strip()
        ),
    )


def _title(library: Library) -> str:
    readings = list(library.readings.values())
    if not readings:
        return "An empty case"
    if len(readings) == 1:
        return squeezed(readings[0].source.title or library.label(readings[0]))
    return f"Brief on {len(readings)} reports"


def _facts(
    library: Library, groups: list[tuple[Account, ...]], least_confidence: float | None
) -> tuple[tuple[str, str], ...]:
    published = [reading.source.published for reading in library.readings.values()]
    happened = [
        f"{account.incident.date.start}/{account.incident.date.end or account.incident.date.start}"
        for group in groups
        for account in group
        if account.incident.date is not None and account.incident.mode is not Mode.PLANNED
    ]
    undated = sum(days_or_none(value) is None for value in published)
    facts = [("Reports published", _range(published)), ("Incidents dated", _range(happened))]
    if 0 < undated < len(published):
        facts.append(("Reports without a date", str(undated)))
    if left_out := library.reviews.left_out():
        facts.append(("Left out as rejected", left_out))
    if least_confidence:
        facts.append(("Least confidence", f"{least_confidence:g}"))
    return tuple((label, value) for label, value in facts if value)


def _range(values: Sequence[str | None]) -> str:
    """From the earliest to the latest date, neither more precise than it is given."""
    spans = sorted(span for value in values if (span := days_or_none(value)) is not None)
    if not spans:
        return ""
    first, last = spans[0], max(spans, key=lambda span: span[1])
    if all(start == end for start, end in (first, last)):
        return dates.period(first[0], last[1])
    opening, closing = dates.period(*first), dates.period(*last)
    return opening if opening == closing else f"{opening} – {closing}"


def _when(incident: Incident) -> tuple[date, date] | None:
    return days_or_none(f"{incident.date.start}/{incident.date.end or incident.date.start}") if incident.date else None


def _in_time(groups: list[tuple[Account, ...]]) -> list[tuple[Account, ...]]:
    """The earliest first; undated ones last."""
    return sorted(groups, key=lambda group: _when(group[0].incident) or (date.max, date.max))


# ---- what is new ----


def _new(library: Library, groups: list[tuple[Account, ...]], told: list[claims.Told]) -> tuple[Block, ...]:
    past = [g for g in groups if _when(g[0].incident) and g[0].incident.mode not in (Mode.PLANNED, Mode.THREATENED)]
    newest = max(map(_day, past), default=date.min)
    recent = [group for group in past if (newest - _day(group)).days <= RECENT_DAYS]
    weightiest = sorted(recent, key=lambda group: (-_weight(group), -_day(group).toordinal()))[:NEWEST_INCIDENTS]
    latest = [group for group in reversed(past) if any(group is each for each in weightiest)]
    blocks = []
    for group in latest:
        told_as = incidents.tellings(library, ((account.reading, account.incident) for account in group))
        known = _known(library, group, exchanges=False)
        blocks.append(Block(heading=_heading_of(library, group), sentences=(*told_as[:MOST_TELLINGS], *known)))
    shown = {id(s) for group in latest for a in group for s in incidents.told_in(a.reading, a.incident)}
    last = max((reading.source.published or "" for reading, _ in told), default="")
    first = [(r, s) for r, s in told if (r.source.published or "") == last and id(s) not in shown]
    first = [
        each for each in sorted(first, key=lambda each: -claims.importance(*each)) if claims.importance(*each) >= 3.0
    ]
    lead = statements.sentences(library, first)[:FIRST_CLAIMS]
    return (*blocks, *([Block(sentences=lead)] if lead else []))


def _day(group: tuple[Account, ...]) -> date:
    when = _when(group[0].incident)
    return when[1] if when else date.min


def _weight(group: tuple[Account, ...]) -> int:
    """How much is told of an incident: accounts first, then figures."""
    return 3 * len(group) + min(3, sum(len(a.incident.figures) for a in group))


def _heading_of(library: Library, group: tuple[Account, ...]) -> Sentence:
    first = group[0]
    cited = incidents.citations(library, first.reading, first.incident)
    return Sentence(text=capitalised(incidents.dated(library, first.incident)), citations=cited)


# ---- incidents ----


def _tables(library: Library, groups: list[tuple[Account, ...]]) -> tuple[Block, ...]:
    told = [
        group
        for group in groups
        if len(group) > 1 or any(a.incident.figures or a.incident.exchange or a.incident.sub_events for a in group)
    ]
    told.sort(key=lambda group: (-len(group), -sum(len(a.incident.figures) + len(a.incident.exchange) for a in group)))
    shown = [group for group in groups if any(group is each for each in told[:MOST_TABLES])]
    # The latest first, undated ones last.
    dated = [group for group in shown if _when(group[0].incident) is not None]
    undated = [group for group in shown if _when(group[0].incident) is None]
    return tuple(_table(library, group) for group in (*reversed(dated), *undated))


def _table(library: Library, group: tuple[Account, ...]) -> Block:
    ground = (_ground(library, group),) if len(group) > 1 else ()
    known = _known(library, group)
    columns: dict[str, list[tuple[Account, int]]] = {}
    for account in group:
        for index, figure in enumerate(account.incident.figures):
            name = _column(library, account, incidents.account(library, account.reading, figure))
            columns.setdefault(name, []).append((account, index))
    kinds: dict[str, set[str]] = {}
    for figure in (figure for account in group for figure in account.incident.figures):
        kinds.setdefault(incidents.counted_as(figure.what), set()).add(figure.what)
    told: set[int] = set()
    told_as = tuple(tuple(_standing(library, held, told)) for held in columns.values())
    rows = [
        Row(label="Told as", cells=told_as),
        *(
            Row(
                label=incidents.outcome_label(kind if len(called) > 1 else min(called)),
                cells=tuple(tuple(_cells(library, held, called)) for held in columns.values()),
            )
            for kind, called in kinds.items()
        ),
    ]
    grid = Grid(columns=tuple(columns), rows=tuple(rows)) if columns else None
    return Block(heading=_heading_of(library, group), sentences=(*ground, *known), grid=grid)


def _known(library: Library, group: tuple[Account, ...], *, exchanges: bool = True) -> tuple[Sentence, ...]:
    """What each account rests on, and what was given for what, with the name of the report where there are several."""
    sentences = []
    for account in group:
        reading, incident = account.reading, account.incident
        said = [standing.basis(library, reading, incident), incidents.parts(library, reading, incident)]
        if exchanges:
            said.append(dealings.exchanged(library, reading, incident))
        said.append(_judged(library, account))
        label = library.short(reading) if len(group) > 1 else None
        sentences += [replace(each, label=label) for each in said if each is not None]
    return tuple(sentences)


def _judged(library: Library, account: Account) -> Sentence | None:
    """How an incident was judged by those who reviewed it."""
    mark = library.reviews.mark(account.reading, account.incident.id)
    cited = incidents.citations(library, account.reading, account.incident)[:1]
    return Sentence(text=f"{capitalised(mark)}.", citations=cited) if mark else None


def _column(library: Library, account: Account, name: str) -> str:
    outlet = library.outlet(account.reading)
    own = f"{capitalised(name)} (its own count)" if name == outlet else capitalised(name)
    return own if name == outlet or len(library.readings) == 1 else f"{own}, in {outlet}"


def _cells(library: Library, held: list[tuple[Account, int]], called: set[str]) -> Iterator[Sentence]:
    """The figures of one row, each with the word it is counted by where the row holds several."""
    for account, index in held:
        figure = account.incident.figures[index]
        if figure.what in called:
            start, end = incidents.figure_span(account.reading, figure)
            bounds = incidents.bounds(figure)
            notes = [*([figure.what] if len(called) > 1 else []), *([bounds] if bounds else [])]
            text = quoted(account.reading.text[start:end]) + (f" ({', '.join(notes)})" if notes else "")
            around = library.sentence(account.reading, start, end)
            yield Sentence(text=text, citations=(library.cite(account.reading, *around),))


def _standing(library: Library, held: list[tuple[Account, int]], told: set[int]) -> Iterator[Sentence]:
    """How the document of each account puts the incident: mode and status, once; ``told`` holds those already said."""
    for account in {id(account): account for account, _ in held}.values():
        if id(account) in told:
            continue
        told.add(id(account))
        cited = incidents.citations(library, account.reading, account.incident)[:1]
        yield Sentence(text=incidents.standing(account.incident), citations=cited)


def _ground(library: Library, group: tuple[Account, ...]) -> Sentence:
    """Why the accounts stand together."""
    cited = [c for a in group for c in incidents.citations(library, a.reading, a.incident)[:2]]
    text = f"These may be accounts of one incident: {joined(grounds(group))}. They are set side by side, not merged."
    return Sentence(text=text, citations=once(cited))


# ---- chronology ----


def _chronology(library: Library, groups: list[tuple[Account, ...]]) -> tuple[Block, ...]:
    dated: dict[tuple[str, str], list[tuple[str, Sentence]]] = {}
    undated: dict[str, list[tuple[str, Sentence]]] = {}
    for group in groups:
        for account in group:
            incident = account.incident
            told = incidents.tellings(library, [(account.reading, incident)], CHRONICLE_WORDS)[0]
            cited = once((*told.citations, *incidents.citations(library, account.reading, incident)))
            name = incidents.named(library, incident)
            told = replace(told, text=told.text + library.reviews.remark(account.reading, incident.id))
            sentence = Sentence(text=told.text, citations=cited)
            if incident.date is None:
                undated.setdefault(told.text, []).append((name, sentence))
            else:
                dated.setdefault((dates.incident_date(incident.date), told.text), []).append((name, sentence))
    in_time = tuple(_entry(f"{when} · ", same) for (when, _), same in dated.items())
    without = tuple(_entry("", same) for same in undated.values())
    blocks = [Block(sentences=in_time, listed=True)] if in_time else []
    if without:
        blocks.append(Block(heading="Undated", sentences=without, listed=True))
    return tuple(blocks)


def _entry(when: str, same: list[tuple[str, Sentence]]) -> Sentence:
    """One line of the chronology for the incidents that are told in the same words."""
    names = ", ".join(dict.fromkeys(name for name, _ in same))
    label = when + names if when else capitalised(names)
    return Sentence(text=same[0][1].text, label=label, citations=once(c for _, s in same for c in s.citations))


# ---- relations ----


def _relations(library: Library) -> tuple[Block, ...]:
    sentences = dealings.related(library, library.readings.values())
    return (Block(sentences=sentences, listed=True),) if sentences else ()


# ---- conflicts ----


# ---- what cannot be told ----
