"""What the counts near a trigger count: killed, injured, freed, captured …, of whom, and on whose word."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.language import Doc
from purport.reading.clauses import agents, grammatical_subjects, noun_phrase, objects_of, patients, with_conjuncts
from purport.reading.counted import words_of
from purport.reading.counted_before import counted_before
from purport.reading.counted_events import (
    accompanied,
    event_of,
    fate_of_noun,
    outcome_of,
)
from purport.reading.fate_phrases import tells_fate
from purport.reading.figure_lists import parts
from purport.reading.incident_accounts import told_by
from purport.reading.persons import is_person
from purport.reading.ransoms import is_money, ransom
from purport.reading.tolls import of_before, telling
from purport.reading.triggers import Trigger
from purport.types import Figure, IncidentFigure, Statement

_SEIZED = frozenset({"ammunition", "explosive", "kilogram", "truck", "tank", "vehicle"})
# What is told of things in the words for persons taken or let go.
_TAKEN = {"captured": "seized", "freed": "handed over"}
# What befalls persons one by one, so that a name counts as one.
_ONE_BY_ONE = frozenset({"killed", "injured", "freed", "captured", "arrested"})
_LISTED = re.compile(r"(?:\s+[^\W\d_]+){1,3}\s*(?:,|,?\s+and)\s+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """A figure with the trigger it belongs to; None where its sentence has none, so that it speaks of an incident
    told before."""

    trigger: Trigger | None
    figure: IncidentFigure


def counted(
    doc: Doc, triggers: Sequence[Trigger], figures: Sequence[Figure], statements: Sequence[Statement]
) -> Iterator[Counted]:
    """The figures that tell of a trigger's incident, each with its trigger; then the single persons whom one names
    ("killed the group's leader": one)."""
    by_word = {trigger.token.i: trigger for trigger in triggers}
    taken: set[int] = set()
    counts: dict[int, Figure] = {}
    found: list[Counted] = []
    for figure in parts(figures):
        word = doc.tokens.char_span(figure.start, figure.end, alignment_mode="expand")
        if word is None:
            continue
        number = _number_in(word)
        if _aside(number):
            continue
        noun = _noun_of(number)
        taken.update(token.i for token in word)
        counts[noun.i] = figure
        event: tuple[Trigger | None, str] | None
        money = is_money(figure)
        event = ransom(noun, triggers) if money else None
        if event is None:
            event = event_of(noun, by_word)
            if money and event is not None and event[1] in _ONE_BY_ONE:
                continue  # nobody is freed or killed in coin
        if event is None and found and not tells_fate(noun) and _continues(doc.text, found[-1].figure, figure):
            event = found[-1].trigger, found[-1].figure.what
        if event is None:
            event = of_before(noun) or _among(doc, noun, found)
        if event is None:
            continue
        trigger, what = event
        if what in _TAKEN and (noun.lemma_.lower() in _SEIZED or noun.lemma_.lower() in words("weapons")):
            what = f"other:{noun.text.lower()} {_TAKEN[what]}"
        found.append(
            Counted(
                trigger=trigger,
                figure=_figure(
                    figure.text,
                    figure.start,
                    figure.end,
                    what,
                    _who(doc, figure, noun),
                    figure.low,
                    figure.high,
                    statements,
                    counter=_counter(doc, noun),
                ),
            )
        )
    yield from found
    yield from _summed(doc.text, found)
    fates = {i: item.figure.what for i, figure in counts.items() for item in found if item.figure.start == figure.start}
    for trigger in triggers:
        yield from _named(doc, trigger, counts, taken, statements)
        yield from _again(doc, trigger, counts, fates, statements)


def _figure(
    text: str,
    start: int,
    end: int,
    what: str,
    who: str | None,
    low: float | None,
    high: float | None,
    statements: Sequence[Statement],
    counter: str | None = None,
) -> IncidentFigure:
    by = told_by(start, statements)
    return IncidentFigure(
        text=text, start=start, end=end, what=what, who=who, low=low, high=high, according_to=by or counter
    )


def _counter(doc: Doc, noun: Token) -> str | None:
    """Who tells a count: "the hospital put the toll at nine", "the colonel spoke of three dead"."""
    verb = telling(noun)
    for subject in grammatical_subjects(verb) if verb is not None else ():
        start, end = noun_phrase(subject)
        if subject.pos_ in ("NOUN", "PROPN") and start < end:
            return doc.text[start:end]
    return None


def _among(doc: Doc, noun: Token, found: Sequence[Counted]) -> tuple[Trigger | None, str] | None:
    """What those suffered who are some of those counted just before: "ten, including two children"."""
    if not found or noun.dep_ != "pobj" or noun.head.lower_ != "including":
        return None
    before = found[-1]
    same = doc.sentence_at(before.figure.start) == doc.sentence_at(noun.idx)
    return (before.trigger, before.figure.what) if same else None


def _aside(number: Token) -> bool:
    """Whether a count only adds how some of those counted fared: "two of them seriously"."""
    after = [token.lower_ for token in number.doc[number.i + 1 : number.i + 3]]
    if len(after) < 2 or after[0] != "of" or after[1] not in ("them", "whom", "these"):
        return False
    rest = number.doc[number.i + 3 : number.i + 5]
    return len(rest) > 1 and rest[0].pos_ in ("ADV", "ADJ") and rest[1].is_punct


def _number_in(words_of: TokenSpan) -> Token:
    """The number of a figure of which the parse takes another word for the head: "between 12 and 15"."""
    root = words_of.root
    return root if root.pos_ in ("NUM", "NOUN", "PROPN") else next((t for t in words_of if t.like_num), root)


def _noun_of(word: Token) -> Token:
    """The noun that a figure counts: the one it stands before, or the one in its "of"."""
    at = word
    if word.pos_ == "NUM" and word.i + 1 < len(word.doc) and word.nbor().tag_ == "NNS" and word.dep_ == "conj":
        return word.nbor()  # of which the parse tears the number off: "six taken alive and eleven boats seized"
    for _ in range(4):
        if at.dep_ in (
            "nummod",
            "quantmod",
            "amod",
            "compound",
            "det",
            "nmod",
            "predet",
            "advmod",
        ) and (at.head.pos_ in ("NOUN", "PROPN", "NUM", "SYM") or (at.dep_ == "nummod" and at.head.pos_ == "ADJ")):
            at = at.head
        else:
            break
    for child in at.children:
        if (
            child.lower_ == "of"
            and at.pos_ in ("NOUN", "NUM")
            and (at.i == word.i or at.lemma_.lower() in words("collectives"))
        ):
            inner = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
            if inner and (inner[0].pos_ in ("NOUN", "PROPN", "PRON")):
                return inner[0] if at.lemma_.lower() in words("collectives") else at
    return at


def _who(doc: Doc, figure: Figure, noun: Token) -> str | None:
    start, end = noun_phrase(noun)
    text = doc.text[max(start, figure.end) : end].strip()
    if noun.pos_ == "NUM" and not text:
        inner = objects_of(noun, "of")
        start, end = noun_phrase(inner[0]) if inner else (figure.end, figure.end)
        return doc.text[start:end] or _named_unit(doc, figure)
    if figure.unit and not (text and figure.unit.lower() in words_of("fate")):
        return _without_fate(figure.unit)
    return text or figure.unit or None


def _named_unit(doc: Doc, figure: Figure) -> str | None:
    """The unit of a bare number, unless it is the verb after it: "three managed to escape"."""
    after = doc.tokens.char_span(figure.end, figure.end + len(figure.unit or "") + 1, alignment_mode="contract")
    verb = after is not None and any(word.pos_ in ("VERB", "AUX") for word in after)
    return None if verb or not figure.unit or figure.unit.lower() in words_of("fate") else figure.unit


def _without_fate(unit: str) -> str:
    """What is counted without what befell it: the people of "people dead"."""
    kept = unit.split()
    while len(kept) > 1 and kept[-1].lower() in words_of("fate"):
        kept.pop()
    return " ".join(kept)


def _named(
    doc: Doc, trigger: Trigger, counts: Mapping[int, Figure], taken: Set[int], statements: Sequence[Statement]
) -> Iterator[Counted]:
    """As many persons as patients in the singular are named of killing, wounding, arresting, freeing or capturing;
    where counts stand beside them ("the leader and two aides"), their sum too."""
    what = _fate(trigger)
    if what not in _ONE_BY_ONE:
        return
    singles: list[Token] = []
    counted_too: list[tuple[Token, Figure]] = []
    leads = _of_whom(trigger.token) if trigger.nominal else patients(trigger.token)
    # The parse may hang the last of a list with appositions on the verb.
    leads += [child for child in trigger.token.children if child.dep_ == "conj" and child.i in counts and leads]
    leads = [noun for lead in leads for noun in (lead, *_beside_apposition(lead)) if not _fares_otherwise(noun, what)]
    beside = [noun for noun in trigger.token.subtree if (lead := accompanied(noun)) is not None and lead in leads]
    for noun in (*leads, *(noun for first in beside for noun in with_conjuncts(first))):
        if noun.i in counts:
            counted_too.append((noun, counts[noun.i]))
        elif noun.i not in taken and _is_one(noun):
            singles.append(noun)
    if singles:
        yield _together(doc, trigger, what, singles, [], statements)
    if counted_too and len(singles) + len(counted_too) > 1:
        yield _together(doc, trigger, what, singles, counted_too, statements)


def _fate(trigger: Trigger) -> str | None:
    return fate_of_noun(trigger.token, trigger.type) if trigger.nominal else outcome_of(trigger.token)


def _again(
    doc: Doc,
    trigger: Trigger,
    counts: Mapping[int, Figure],
    fates: Mapping[int, str],
    statements: Sequence[Statement],
) -> Iterator[Counted]:
    """As many persons as were counted before, where a definite plural takes them up: "killing them all"."""
    what = _fate(trigger)
    if what not in _ONE_BY_ONE or trigger.nominal:
        return
    for noun in patients(trigger.token):
        before = None if noun.i in counts else counted_before(doc, noun, counts, fates, agents(trigger.token))
        if before is not None:
            start, end = noun_phrase(noun)
            yield Counted(
                trigger=trigger,
                figure=_figure(doc.text[start:end], start, end, what, before.unit, before.low, before.high, statements),
            )


def _beside_apposition(lead: Token) -> Iterator[Token]:
    """Those joined to what only says who the first is: "the man, a known smuggler, and three others"."""
    for said in lead.children:
        if said.dep_ == "appos" and said.tag_ in ("NN", "NNP") and said.i > lead.i:
            yield from (noun for noun in said.conjuncts if noun.i > said.i)


def _fares_otherwise(noun: Token, what: str) -> bool:
    """Whether a clause of its own tells another fate of someone in a list: "two killed and ten hostages freed"."""
    fates = {outcome_of(child) for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"}
    return bool(fates - {None, what})


def _together(
    doc: Doc,
    trigger: Trigger,
    what: str,
    singles: Sequence[Token],
    counts: Sequence[tuple[Token, Figure]],
    statements: Sequence[Statement],
) -> Counted:
    listed = [*singles, *(noun for noun, _ in counts)]
    listed += [whole for noun, _ in counts if noun.pos_ == "NUM" for whole in objects_of(noun, "of")]
    bounds = [noun_phrase(noun) for noun in listed]
    start = min(*(b[0] for b in bounds), *(f.start for _, f in counts), bounds[0][0])
    end = max(*(b[1] for b in bounds), *(f.end for _, f in counts), bounds[0][1])
    text = doc.text[start:end]
    lows, highs = [f.low for _, f in counts], [f.high for _, f in counts]
    low = len(singles) + sum(n or 0 for n in lows)
    high = None if None in highs else len(singles) + sum(n for n in highs if n is not None)
    return Counted(
        trigger=trigger, figure=_figure(text, start, end, what, text if not counts else None, low, high, statements)
    )


def _of_whom(event: Token) -> list[Token]:
    """Whom an event noun befalls: "the arrest of a courier", "the commander's death"."""
    owners = [child for child in event.lefts if child.dep_ == "poss" and child.pos_ != "PRON"]
    return [*objects_of(event, "of"), *owners]


def _is_one(noun: Token) -> bool:
    """Whether a noun names one person."""
    if noun.lower_ in ("him", "her", "he", "she", "another"):
        return True
    if noun.lower_ == "one":  # "the leader and one of his aides"
        return any(is_person(of) for of in objects_of(noun, "of"))
    if noun.tag_ not in ("NN", "NNP") or not is_person(noun):
        return False
    # The parse may take "the Skerry Front leader" for a name as a whole.
    if noun.ent_type_ in ("NORP", "GPE", "ORG") and (noun.tag_ == "NNP" or noun.lemma_.lower() not in words("persons")):
        return False
    return noun.lemma_.lower() not in words("groups") | words("collectives") | {
        "police",
        "personnel",
        "family",
        "people",
    }


def _summed(text: str, found: Sequence[Counted]) -> Iterator[Counted]:
    """Lists of parts ("three Swedes, four Danes and one Finn") as one figure with their sum, beside the parts."""
    run: list[Counted] = []
    for item in [*found, None]:
        if item is not None and run and _same_event(run[-1], item) and _continues(text, run[-1].figure, item.figure):
            run.append(item)
            continue
        if len(run) > 2:
            first, last = run[0].figure, run[-1].figure
            end = last.end
            lows, highs = [r.figure.low for r in run], [r.figure.high for r in run]
            yield Counted(
                trigger=run[0].trigger,
                figure=replace(
                    first,
                    text=text[first.start : end],
                    end=end,
                    who=None,
                    low=None if None in lows else sum(n for n in lows if n is not None),
                    high=None if None in highs else sum(n for n in highs if n is not None),
                ),
            )
        run = [item] if item is not None else []


def _same_event(before: Counted, after: Counted) -> bool:
    return before.trigger is not None and before.trigger is after.trigger and before.figure.what == after.figure.what


def _continues(text: str, before: IncidentFigure | Figure, after: IncidentFigure | Figure) -> bool:
    """Whether a figure follows another in a list: a word or two for what the first counts, then a comma or "and"."""
    between = text[before.end : after.start]
    return _LISTED.fullmatch(between) is not None
