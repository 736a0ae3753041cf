import json
from dataclasses import replace
from importlib import resources

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport import read
from purport.codec import check_anchors, decode, encode, schema, to_dict
from purport.errors import AnchorError, ContractError
from purport.reading import default_reader
from purport.sources import documents
from purport.types import (
    Certainty,
    Date,
    Incident,
    IncidentFigure,
    Kind,
    Level,
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
)

SAMPLES = resources.files("purport") / "samples"
VALID = jsonschema.Draft202012Validator(schema())
ODD_TEXTS = (
    "x",
    "\x00 was said",
    "“He said the mast stood.",
    'He said "one, and “two" and left.',
    "قالت الوزارة يوم الاثنين إن أحدا لم يصب بأذى.",
    "👩‍👩‍👧 said: “We left 🎉.”",
    "THE OFFICE SAID ON MONDAY THAT TWO MEN LEFT THE HARBOUR OF VÁGUR AND THAT NONE OF THEM CAME BACK.",
    "one two three " * 400,
    "said said said said",
    "\n\n\n.\n\n…",
)


@st.composite
def readings(draw):
    """Readings whose parts are stretches of their text, of any text."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))

    def anchor():
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return {"text": text[start:end], "start": start, "end": end}

    def spans(least=0):
        return tuple(Span(**anchor()) for _ in range(draw(st.integers(least, 2))))

    names = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    counts = st.none() | st.integers(0, 10**6).map(float)
    speakers = [None, Speaker(name=draw(names), actor=draw(names)), Speaker(**anchor(), name=draw(names))]
    statement = Statement(
        id="s1",
        speaker=draw(st.sampled_from(speakers)),
        cue=draw(st.sampled_from([None, Span(**anchor())])),
        content=spans(1),
        quote=draw(st.sampled_from(Quote)),
        kind=draw(st.sampled_from(Kind)),
        certainty=draw(st.sampled_from(Certainty)),
        polarity=draw(st.sampled_from(Polarity)),
        time=draw(st.sampled_from(Tense)),
        hedges=spans(),
        distanced=draw(st.booleans()),
        via=(Via(name="Nordic Wire"), Via(name="it", **anchor())),
        addressee=draw(st.sampled_from(speakers)),
        confidence=draw(st.floats(0, 1)),
    )
    place = Place(**anchor(), name="Vágur", lat=draw(st.floats(-90, 90)), level=draw(st.sampled_from(Level)))
    incident = Incident(
        id="i1",
        type="attack",
        mode=draw(st.sampled_from(Mode)),
        mentions=spans(1),
        place=draw(st.sampled_from([None, place])),
        actors=(Party(**anchor(), name="it", kind="group"),),
        figures=(
            IncidentFigure(
                **anchor(), what="killed", who=None, low=draw(counts), high=draw(counts), according_to=draw(names)
            ),
        ),
        status=draw(st.sampled_from(Status)),
        statements=("s1",),
    )
    extra = draw(st.dictionaries(st.text("abc"), st.integers() | st.text("xyz") | st.none(), max_size=2))
    return Reading(
        source=Source(id="a", sha256="0" * 64, title=draw(names), extra=extra),
        text=text,
        statements=(statement,),
        incidents=(incident,),
        dates=(Date(**anchor(), value="2024-03", basis="stated"),),
        places=(place,),
        made_by=MadeBy(purport="1", codebook="c", models={"m": "0"}),
    )


@given(readings())
def test_codec_gives_back_what_it_was_given(reading):
    line = encode(reading)
    assert "\n" not in line
    assert decode(line) == reading


@given(readings())
def test_codec_writes_what_the_schema_allows(reading):
    VALID.validate(to_dict(reading))


@given(readings())
def test_codec_reads_what_was_written_before_there_were_addressees(reading):
    node = to_dict(reading)
    for statement in node["statements"]:
        del statement["addressee"]
    VALID.validate(node)
    bare = tuple(replace(statement, addressee=None) for statement in reading.statements)
    assert decode(json.dumps(node)) == replace(reading, statements=bare)


@given(readings(), st.text("ab", min_size=1))
def test_codec_refuses_a_span_that_says_something_else(reading, added):
    date = reading.dates[0]
    moved = replace(reading, dates=(replace(date, text=date.text + added),))
    with pytest.raises(AnchorError):
        decode(encode(moved))


@pytest.mark.parametrize("bounds", [(-1, 3), (0, 10**6), (5, 2)])
def test_codec_refuses_offsets_outside_the_text(bounds):
    node = {"text": "Vágur", "dates": [{"start": bounds[0], "end": bounds[1], "text": "Vágur"[slice(*bounds)]}]}
    with pytest.raises(AnchorError):
        check_anchors(node)


def test_codec_carries_regions_and_leaves_them_out_where_there_are_none():
    reading = Reading(source=Source(id="a", sha256="0" * 64), text="xyz", made_by=MadeBy(purport="1", codebook="c"))
    assert "regions" not in to_dict(reading)
    line = replace(reading, regions=(Region(start=0, end=3, page=2, box=(72.0, 72.0, 200.5, 84.0), confidence=0.91),))
    assert decode(encode(line)) == line
    VALID.validate(json.loads(encode(line)))
    with pytest.raises(AnchorError, match=r"region \[0, 4\) of page 2 lies outside"):
        decode(encode(replace(line, regions=(Region(start=0, end=4, page=2),))))


@pytest.mark.parametrize("line", ["", "{}", "[]", "{", '{"schema": "purport.reading/1"}', b"\xff"])
def test_codec_refuses_what_is_no_reading(line):
    with pytest.raises(ContractError):
        decode(line)


def test_codec_refuses_another_version():
    reading = Reading(source=Source(id="a", sha256="0" * 64), text="x", made_by=MadeBy(purport="1", codebook="c"))
    with pytest.raises(ContractError, match=r"purport\.reading/2"):
        decode(encode(replace(reading, schema="purport.reading/2")))


def test_codec_keeps_its_keys_whatever_is_in_the_keys_of_others():
    source = Source(id="a", sha256="0" * 64, extra={"start": 1, "end": 2, "text": "not a span"})
    reading = Reading(source=source, text="xyz", made_by=MadeBy(purport="1", codebook="c"))
    assert decode(encode(reading)) == reading


def test_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_schema_describes_every_part():
    def bare(node, path):
        if isinstance(node, dict):
            for name, part in node.get("properties", {}).items():
                if not part.keys() & {"description", "$ref", "const"}:
                    yield (*path, name)
            for name, part in node.items():
                yield from bare(part, (*path, name))

    assert list(bare(schema(), ())) == []


def test_schema_holds_for_the_readings_of_the_samples():
    found = [default_reader().read(document) for document in documents(SAMPLES)]
    assert len(found) == 5
    for reading in found:
        VALID.validate(json.loads(encode(reading)))


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_schema_holds_for_the_readings_of_odd_texts(text):
    reading = read(text, published="2024-09-13")
    VALID.validate(json.loads(encode(reading)))
    assert decode(encode(reading)) == reading
