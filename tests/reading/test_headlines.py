"""Headlines and all their statements."""

import pytest

from purport.language import parse
from purport.reading.attribution_reader import read_attributions
from purport.types import Document, Source


def read(text):
    doc = parse(Document(source=Source(id="one", sha256="0" * 64), text=text))
    return doc, read_attributions(doc)


HEADLINES = (
    ("Orkney rebels deny massacre, blame army", ["deny", "blame"], ["massacre", "army"]),
    ("Ferry sank off Hoy: survivor", [":"], ["Ferry sank off Hoy"]),
)


@pytest.mark.parametrize(("line", "cues", "contents"), HEADLINES)
def test_read_attributions_of_a_headline_are_all_its_statements(line, cues, contents):
    _, found = read(f"{line}\n\nTwo boats burned on Monday.")
    assert [one.cue.text for one in found if one.cue] == cues
    assert [part.text for one in found for part in one.content] == contents
