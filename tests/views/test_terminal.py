import io
from dataclasses import replace

import pytest
from rich.console import Console

from purport.types import (
    Certainty,
    Date,
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
    Says,
    Side,
    Source,
    Span,
    Speaker,
    Statement,
    Status,
    StatusBasis,
    StatusRule,
    Teller,
    Tense,
    Via,
)
from purport.views import reading_view, wording
from purport.views.terminal import dateline

TEXT = (
    "VÁGUR, March 2 (Nordic Wire) - The group claimed it may have freed 12 men. "
    "The office wants peace. Four men, Nordic Wire reported, were held."
)


def span(words):
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


def at(words):
    found = span(words)
    return {"text": found.text, "start": found.start, "end": found.end}


def statement(number, speaker, cue, *content, **more):
    settings = {
        "kind": Kind.CLAIM,
        "certainty": Certainty.CERTAIN,
        "polarity": Polarity.AFFIRMED,
        "time": Tense.PAST,
        "quote": Quote.INDIRECT,
        "confidence": 1.0,
        **more,
    }
    return Statement(
        id=f"s{number}", speaker=speaker, cue=span(cue) if cue else None, content=tuple(map(span, content)), **settings
    )


VAGUR = Place(**at("VÁGUR"), name="Vágur", country="FO")
READING = Reading(
    source=Source(id="wire-7", sha256="0" * 64, title="Men freed", publisher="Nordic Wire", published="2024-03-02"),
    text=TEXT,
    statements=(
        statement(
            1,
            Speaker(**at("The group"), name="Norran Front"),
            "claimed",
            "it may have freed 12 men",
            certainty=Certainty.POSSIBLE,
            hedges=(span("may"),),
            distanced=True,
            via=(Via(name="SITE"), Via(name="The Beacon")),
            addressee=Speaker(**at("The office"), name="Office"),
        ),
        statement(2, Speaker(**at("The office")), "wants", "peace", kind=Kind.ATTITUDE),
        statement(
            3,
            None,
            "reported",
            "Four men",
            "were held",
            polarity=Polarity.NEGATED,
            time=Tense.FUTURE,
            via=(Via(name="Nordic Wire"),),
            addressee=Speaker(**at("Nordic Wire"), name="Nordic Wire"),
        ),
    ),
    incidents=(
        Incident(
            id="i1",
            type="prisoner_release",
            mode=Mode.HAPPENED,
            mentions=(span("freed"),),
            date=IncidentDate(start="2024-03-01", end="2024-03-02", precision="day", basis="relative"),
            place=VAGUR,
            actors=(Party(**at("The group"), name="Norran Front", kind="group"),),
            figures=(
                IncidentFigure(**at("Four"), what="held", who=None, low=4, high=4, according_to=None),
                IncidentFigure(**at("12"), what="freed", who="men", low=12, high=None, according_to="the group"),
            ),
            status=Status.CONTESTED,
            status_basis=StatusBasis(
                rule=StatusRule.DENIED_AND_AFFIRMED,
                own_voice=False,
                tellers=(
                    Teller(name="The Beacon", says=Says.AFFIRMS, side=Side.APART, statements=("s1",)),
                    Teller(name="Norran Front", says=Says.DENIES, side=Side.ACTOR, statements=("s2",)),
                ),
            ),
        ),
    ),
    dates=(Date(**at("March 2"), value="2024-03-02", basis="published"),),
    places=(VAGUR,),
    made_by=MadeBy(purport="1", codebook="c"),
)
SHOWN = """\
Men freed
VÁGUR, March 2 (Nordic Wire) · Nordic Wire · 2024-03-02 · wire-7

Statements (2)

  1 The group (Norran Front) claimed
    it may have freed 12 men
    claim · possible (may) · to The office · distanced · via SITE › The Beacon

  2 unnamed reported
    Four men … were held
    claim · certain · negated · future · via Nordic Wire

1 attitude not shown: thoughts and wishes ascribed without words (--attitudes)

Incidents (1)

  1 prisoner release · happened · contested · 2024-03-01 to 2024-03-02 · Vágur (FO)
    told as: freed
    contested: some affirm it, some deny it (The Beacon said so; Norran Front denied it)
    by Norran Front
    freed  12 or more  men  according to the group
    held   4                in the report's own voice

Dates
    March 2 = 2024-03-02 (published)

Places
    Vágur (FO)

"""


def printed(reading, width=90, **options):
    stream = io.StringIO()
    console = Console(file=stream, width=width, markup=False, emoji=False, highlight=False)
    console.print(reading_view(reading, **options))
    return stream.getvalue()


def of_text(text, **parts):
    return Reading(
        source=Source(id="a", sha256="0" * 64), text=text, made_by=MadeBy(purport="1", codebook="c"), **parts
    )


def test_terminal_shows_a_reading():
    assert printed(READING) == SHOWN


def test_terminal_shows_attitudes_when_asked():
    shown = printed(READING, attitudes=True)
    assert "The office wants\n    peace\n    attitude" in shown
    assert "not shown" not in shown


@pytest.mark.parametrize("width", [30, 40, 61, 200])
def test_terminal_keeps_to_the_width_and_ends_no_line_in_blanks(width):
    lines = printed(READING, width=width).split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert max(map(len, lines)) <= width


def test_terminal_prints_no_code_of_the_document():
    text = "\x1b[2J\x9b\u202eHe\x00 said\n\nso."
    content = Span(text=text, start=0, end=len(text))
    reading = of_text(text, statements=(statement(1, None, None),))
    hostile = Reading(
        **{name: getattr(reading, name) for name in ("text", "made_by")},
        source=Source(id="a\x1b]0;x\x07", sha256="0" * 64, title="\x1b[31mred"),
        statements=(
            Statement(**{**{n: getattr(reading.statements[0], n) for n in Statement.__slots__}, "content": (content,)}),
        ),
    )
    shown = printed(hostile)
    assert not any(ord(char) < 32 and char != "\n" for char in shown)
    assert not set("\x9b\u202e") & set(shown)
    assert "␛[2JHe␀ said so." in shown


def test_terminal_marks_hedges_where_styles_can_be_seen():
    stream = io.StringIO()
    Console(file=stream, width=90, force_terminal=True, color_system="standard").print(reading_view(READING))
    assert "\x1b[4mmay\x1b[0m" in stream.getvalue()


def test_terminal_names_candidates_where_it_is_left_open():
    speaker = Speaker(**at("The group"), candidates=("Norran Front", "Skerry League"))
    reading = of_text(TEXT, statements=(statement(1, speaker, "claimed", "12 men"),))
    assert "The group (Norran Front or Skerry League) claimed" in printed(reading)


def test_terminal_shows_a_reading_of_nothing():
    assert printed(of_text("x")) == "a\n\nStatements (0)\n\n"


DATELINES = (
    ("VÁGUR, March 2 (Wire) - Men left.", "VÁGUR", "VÁGUR, March 2 (Wire)"),
    ("Title\n\nVágur — Men left.", "Vágur", "Vágur"),
    ("Vágur is quiet.", "Vágur", None),
    ("Men left Vágur - a town.", "Vágur", None),
    ("Vágur\n\nMen left - all.", "Vágur", None),
)


@pytest.mark.parametrize(("text", "place", "expected"), DATELINES, ids=range(len(DATELINES)))
def test_terminal_finds_the_dateline(text, place, expected):
    start = text.index(place)
    places = (Place(text=place, start=start, end=start + len(place), name="Vágur"),)
    assert dateline(of_text(text, places=places)) == expected


def test_terminal_says_why_a_status_within_reason():
    tellers = tuple(
        Teller(name=f"Witness {n}", says=Says.AFFIRMS, side=Side.APART, statements=("s",)) for n in range(6)
    )
    basis = StatusBasis(rule=StatusRule.TOLD_BY_OTHERS, own_voice=True, tellers=tellers)
    (incident,) = READING.incidents
    assert wording.because(replace(incident, status_basis=basis)) == (
        "told by others than the parties to it (Witness 0 said so; Witness 1 said so; Witness 2 said so; 3 more; "
        "the report too, in its own voice)"
    )
    assert wording.because(replace(incident, status_basis=None)) == ""
    assert all(wording.because(replace(incident, status_basis=replace(basis, rule=rule))) for rule in StatusRule)


def test_terminal_words_tell_on_whose_word_an_incident_is():
    (incident,) = READING.incidents
    own = replace(incident.status_basis, own_voice=True)
    told = replace(incident, according_to=("The Beacon", "unspecified"))
    assert wording.on_whose_word(incident) == ""
    assert wording.on_whose_word(told) == "according to The Beacon, someone unnamed"
    assert wording.on_whose_word(replace(incident, status_basis=own)) == "in the report's own voice"
    assert (
        wording.on_whose_word(replace(told, status_basis=own))
        == "according to The Beacon, someone unnamed and in the report's own voice"
    )
    assert wording.on_whose_word(replace(incident, status_basis=replace(own, rule=StatusRule.NEGATED))) == ""
