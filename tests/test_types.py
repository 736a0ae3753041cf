from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from purport import types
from purport.types import (
    Actor,
    Certainty,
    Date,
    Document,
    Figure,
    Incident,
    IncidentDate,
    IncidentFigure,
    Kind,
    MadeBy,
    Mode,
    Party,
    Place,
    Polarity,
    Quote,
    Reading,
    Region,
    Source,
    Span,
    Speaker,
    Statement,
    Status,
    Tense,
    Via,
    bounds,
)

RECORDS = [value for value in vars(types).values() if is_dataclass(value)]
WORDS = Span(text="to have freed the mast", start=10, end=32)
STATEMENT = Statement(
    id="s1",
    speaker=Speaker(text="the group", start=0, end=9, name="Norran Front"),
    cue=Span(text="claimed", start=10, end=17),
    content=(WORDS,),
    quote=Quote.INDIRECT,
    kind=Kind.CLAIM,
    certainty=Certainty.CERTAIN,
    polarity=Polarity.AFFIRMED,
    time=Tense.PAST,
    confidence=0.5,
)
SOURCE = Source(id="note.txt", sha256="0" * 64, title="A mast", publisher="The Beacon", published="2024-03-02")
PLACE = Place(text="Vágur", start=0, end=5, name="Vágur", country="FO", lat=61.47, lon=-6.81)
REPRS = (
    (WORDS, "Span('to have freed the mast' 10:32)"),
    (SOURCE, "Source('note.txt', 'A mast', The Beacon, 2024-03-02)"),
    (Document(source=SOURCE, text="x" * 1500), "Document('note.txt', 1,500 characters)"),
    (STATEMENT.speaker, "Speaker('the group' = Norran Front)"),
    (Speaker(name="unspecified"), "Speaker('unspecified')"),
    (Via(name="Nordic Wire"), "Via('Nordic Wire')"),
    (STATEMENT, "Statement('the group' claimed 'to have freed the mast')"),
    (Date(text="March", start=0, end=5, value="2024-03", basis="relative"), "Date('March' = 2024-03, relative)"),
    (PLACE, "Place('Vágur' = Vágur (FO) at 61.47, -6.81)"),
    (
        Figure(text="over 300 men", start=0, end=12, low=300, high=None, unit="men"),
        "Figure('over 300 men' = 300 or more men)",
    ),
    (Actor(id="nf", name="Norran Front", kind="group", mentions=(WORDS,)), "Actor('Norran Front', group, 1 mentions)"),
    (Party(text="it", start=0, end=2, name="Norran Front", kind="group"), "Party('it' = Norran Front, group)"),
    (
        IncidentFigure(text="4", start=0, end=1, what="killed", who="guards", low=4, high=4, according_to="the office"),
        "IncidentFigure(killed 4 guards, according to the office)",
    ),
    (
        Incident(
            id="i1",
            type="attack",
            mode=Mode.HAPPENED,
            mentions=(Span(text="raid", start=0, end=4),),
            status=Status.CLAIMED,
            date=IncidentDate(start="2024-03-02", end="2024-03-02", precision="day", basis="stated"),
            place=PLACE,
        ),
        "Incident(attack happened, claimed, 2024-03-02, Vágur: 'raid')",
    ),
    (
        Reading(
            source=SOURCE,
            text="x",
            statements=(STATEMENT,),
            places=(PLACE, PLACE),
            made_by=MadeBy(purport="1", codebook="c"),
        ),
        "Reading('note.txt', 1 statement, 2 places)",
    ),
)


@pytest.mark.parametrize(("record", "expected"), REPRS, ids=lambda value: type(value).__name__)
def test_types_repr_is_short(record, expected):
    assert repr(record) == expected


def test_types_repr_cuts_a_long_text():
    assert len(repr(Span(text="word " * 1000, start=0, end=5000))) < 100


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (12, 20, "12 to 20"),
        (2000, None, "2,000 or more"),
        (None, 20, "up to 20"),
        (1_234_567, 1_234_567, "1,234,567"),
        (2.5, 2.5, "2.5"),
        (None, None, "unknown"),
    ],
)
def test_types_bounds_in_words(low, high, words):
    assert bounds(low, high) == words


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_types_records_are_frozen_slotted_and_keyword_only(record):
    assert "__slots__" in vars(record)
    assert all(field.kw_only for field in fields(record))
    with pytest.raises(FrozenInstanceError):
        object.__new__(record).__setattr__(fields(record)[0].name, "changed")


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [
        (0, 5, [1]),
        (5, 6, [2]),
        (4, 6, [1, 2]),
        (0, 20, [1, 2, 3]),
        (12, 14, [3]),
        (10, 11, []),
        (3, 3, [1]),
        (14, 20, []),
    ],
)
def test_types_a_reading_tells_where_its_words_are_printed(start, end, pages):
    regions = (Region(start=0, end=5, page=1), Region(start=5, end=10, page=2), Region(start=11, end=14, page=3))
    reading = Reading(source=SOURCE, text="x" * 14, regions=regions, made_by=MadeBy(purport="1", codebook="c"))
    assert [region.page for region in reading.regions_of(start, end)] == pages
