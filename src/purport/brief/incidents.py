"""An incident by name and in its source's words, its figures on whose word, and what all of it stands on."""

import re
from collections.abc import Iterable

from purport.brief import statements
from purport.brief.dates import incident_date
from purport.brief.library import Library, nameless
from purport.brief.records import Citation, Sentence
from purport.brief.words import capitalised, entry, quoted, shortened, squeezed
from purport.case import days_or_none
from purport.language.folding import folded
from purport.types import Incident, IncidentFigure, Kind, Mode, Reading, Statement

MOST_CITATIONS = 3
# Kinds of figures that count the same people by another word.
_COUNTED_AS = {"freed": "got out", "released": "got out", "escaped": "got out"} | dict.fromkeys(
    ("captured", "arrested", "detained"), "held"
)
TOLD_WORDS = 40


def named(library: Library, incident: Incident) -> str:
    """What the record knows for certain enough to name an incident by: its type, its mode, its place.

    Who did what to whom is left to the source's words: a role given wrongly would be a false claim of ours.
    """
    form = entry("incidents", incident.type) or incident.type.replace("_", " ")
    mode = entry("modes", incident.mode) or ""
    words = f"{mode} {form}".strip()
    if incident.type == "other" and incident.mentions:
        words += f" ({quoted(incident.mentions[0].text)})"
    if incident.place is not None:
        words += f" in {library.named(squeezed(incident.place.name or incident.place.text))}"
    return words


def dated(library: Library, incident: Incident) -> str:
    """The same with its date: "jailbreak in Klaksvík, 12 September 2024"."""
    return f"{named(library, incident)}, {incident_date(incident.date) if incident.date else 'undated'}"


def tellings(
    library: Library, accounts: Iterable[tuple[Reading, Incident]], most: int = TOLD_WORDS
) -> tuple[Sentence, ...]:
    """How documents tell an incident: the statement that holds it, else the sentence it is told in, quoted."""
    held = [(reading, incident, _holding(reading, incident)) for reading, incident in accounts]
    told = statements.sentences(
        library, [(reading, statement) for reading, _, statement in held if statement is not None]
    )
    own = [_quoted(library, reading, incident, most) for reading, incident, statement in held if statement is None]
    return tuple(dict.fromkeys((*told, *own)))


def _quoted(library: Library, reading: Reading, incident: Incident, most: int) -> Sentence:
    mention = incident.mentions[0]
    start, end = library.sentence(reading, mention.start, mention.end)
    words = quoted(shortened(statements.shown(reading, start, end), most))
    who = library.short(reading) if len(library.readings) > 1 else f"{capitalised(library.outlet(reading))} writes"
    return Sentence(text=statements.ended(f"{who}: {words}"), citations=library.cite_all(reading, [(start, end)]))


def _holding(reading: Reading, incident: Incident) -> Statement | None:
    """The statement whose content holds most mentions of the incident; a denial only where there is no other."""
    best, most = None, 0.0
    for statement in told_in(reading, incident):
        held = sum(p.start <= m.start and m.end <= p.end for p in statement.content for m in incident.mentions)
        score = held - (0.5 if statement.kind is Kind.DENIAL else 0.0)
        if held and statement.speaker is not None and score > most:
            best, most = statement, score
    return best


def told_in(reading: Reading, incident: Incident) -> list[Statement]:
    """The statements an incident is told in."""
    return [statement for statement in reading.statements if statement.id in incident.statements]


def parts(library: Library, reading: Reading, incident: Incident) -> Sentence | None:
    """The parts of a complex attack in its source's words: "Parts: bombing “exploded” in Kirkwall; attack “stormed”.";
    None where it is simple."""
    if not incident.sub_events:
        return None
    told, cited = [], []
    for part in incident.sub_events:
        words = (quoted(reading.text[m.start : m.end]) for m in part.mentions)
        named = f"{entry('incidents', part.type) or part.type.replace('_', ' ')} {', '.join(dict.fromkeys(words))}"
        place = f" in {library.named(squeezed(part.place.name))}" if part.place is not None else ""
        told.append(named + place)
        cited += [library.cite(reading, *library.sentence(reading, m.start, m.end)) for m in part.mentions]
    return Sentence(text=f"Parts: {'; '.join(told)}.", citations=tuple(dict.fromkeys(cited)))


def same_name(one: str, other: str) -> bool:
    """Whether two names are one but for case, accents, punctuation and an article."""
    first, second = (folded(name).removeprefix(" the").strip() for name in (one, other))
    return bool(first) and first == second


def figure_clauses(library: Library, reading: Reading, incident: Incident) -> list[tuple[str, Citation]]:
    """Each figure of an incident as a clause with its account: "according to the ministry, “over 300” escaped"."""
    clauses = []
    for figure in incident.figures:
        start, end = figure_span(reading, figure)
        words = quoted(reading.text[start:end])
        one = figure.low == figure.high == 1
        outcome = entry("outcomes", figure.what)
        if outcome is not None:
            what = f"{words} {outcome[1 if one else 0]}"
        else:
            what = f"the count of {_plain(figure.what)} was {words}"
        around = library.sentence(reading, figure.start, figure.end)
        clauses.append((f"according to {account(library, reading, figure)}, {what}", library.cite(reading, *around)))
    return clauses


def account(library: Library, reading: Reading, figure: IncidentFigure) -> str:
    """On whose word a figure rests, as named within a sentence."""
    name = figure.according_to
    if name is None:
        return library.outlet(reading)
    return "a source it does not name" if nameless(name) else library.named(squeezed(name))


def figure_span(reading: Reading, figure: IncidentFigure) -> tuple[int, int]:
    """The figure with what it counts where that follows at once: "over 300 prisoners"."""
    after = reading.text[figure.end : figure.end + 80]
    if figure.who and after.lstrip().startswith(figure.who):
        return figure.start, figure.end + after.index(figure.who) + len(figure.who)
    return figure.start, figure.end


def bounds(figure: IncidentFigure) -> str:
    """What a figure leaves open, "" where it says it all: "at least 200"."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "number unknown"
    if low == high:
        shown = _number(low)
        return "" if shown.replace(",", "") in figure.text.replace(",", "") else shown
    if low is None:
        return f"up to {_number(high)}"
    return f"at least {_number(low)}" if high is None else f"{_number(low)} to {_number(high)}"


def counted_as(what: str) -> str:
    """The kind under which a figure is compared with others: who was freed and who escaped both got out."""
    return _COUNTED_AS.get(what, what)


def outcome_label(what: str) -> str:
    """The name of a row of figures."""
    return capitalised(_plain(what))


def standing(incident: Incident) -> str:
    """Mode and status in words: "planned · reported", "contested"."""
    mode = entry("modes", incident.mode)
    status = entry("statuses", incident.status)
    return f"{mode} · {status}" if mode and incident.mode is not Mode.DENIED else str(status)


def citations(library: Library, reading: Reading, incident: Incident) -> tuple[Citation, ...]:
    """The sentences an incident stands on: where it is first told, and those that give its place and its date."""
    pieces = [(m.start, m.end) for m in incident.mentions[:1]] + date_spans(reading, incident)[:1]
    if incident.place is not None:
        pieces.append((incident.place.start, incident.place.end))
    kept: list[tuple[int, int]] = []
    for start, end in pieces:
        if not any(s <= start and end <= e for s, e in kept) and len(kept) < MOST_CITATIONS:
            kept.append(library.sentence(reading, start, end))
    return library.cite_all(reading, kept)


def date_spans(reading: Reading, incident: Incident) -> list[tuple[int, int]]:
    """The words that may have given an incident its date: nearest to its mentions first."""
    if incident.date is None:
        return []
    wanted = days_or_none(f"{incident.date.start}/{incident.date.end or incident.date.start}")
    fits = [date for date in reading.dates if wanted is not None and days_or_none(date.value) == wanted]
    places = [mention.start for mention in incident.mentions] or [0]
    fits.sort(key=lambda date: min(abs(date.start - place) for place in places))
    return [(date.start, date.end) for date in fits]


def _plain(what: str) -> str:
    return re.sub(r"^other:\s*", "", what).replace("_", " ")


def _number(value: float | None) -> str:
    return f"{value:,.0f}" if value is not None and value == int(value) else f"{value:,}"
