from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.case.parts import parts
from purport.codec import encode
from purport.types import MadeBy, Reading, Region, Source, Speaker, Via

HOSTILE = '"text":null,"start":null,"end":null,'


def test_parts_join_to_the_line_of_the_reading(raid, strike):
    for reading in (raid.reading(), strike.reading()):
        assert parts(reading).line() == encode(reading).encode()


@pytest.mark.parametrize(
    "speaker",
    [
        Speaker(name="Aron Vik"),
        Speaker(name="Aron Vik", candidates=("A", "B")),
        Speaker(name=HOSTILE + "}"),
        Speaker(text="half an anchor", name="Aron Vik"),
        None,
    ],
)
def test_parts_join_whoever_speaks(raid, speaker):
    reading = raid.reading()
    via = (Via(name=HOSTILE), Via(name="x"))
    first = replace(reading.statements[0], speaker=speaker, addressee=speaker, via=via)
    changed = replace(reading, statements=(first, *reading.statements[1:]), regions=(Region(start=0, end=1, page=1),))
    assert parts(changed).line() == encode(changed).encode()


JSON = st.recursive(st.none() | st.text(), lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.dictionaries(st.text(), JSON))
def test_parts_join_whatever_the_source_brings(text, extra):
    extra = {**extra, "x": {"text": "", "start": None, "end": None, "statements": []}}
    made_by = MadeBy(purport="0", codebook="0")
    reading = Reading(source=Source(id=text, sha256="0", extra=extra), text=text, made_by=made_by)
    assert parts(reading).line() == encode(reading).encode()
