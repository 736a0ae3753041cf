"""What the trained model sees in reports of our own, in capitals as its training was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.language.encoder import Branch
from purport.reading import attribution_model
from purport.reading.incident_fillers import fillers
from purport.reading.incident_model import FILE, TYPES, incident_model
from purport.types import Document, Source

BOMBING = (
    "TORSHAVN, 3 MAY -- A POWERFUL BOMB EXPLODED LAST NIGHT IN FRONT OF THE OFFICES OF THE FAROES FISHING COMPANY. THE "
    "VAGAR LIBERATION FRONT (VLF) CLAIMED RESPONSIBILITY FOR THE ATTACK."
)
KIDNAPPING = (
    "LERWICK, 9 JUNE -- FOUR ARMED MEN YESTERDAY KIDNAPPED THE BUSINESSMAN MAGNUS ISBISTER NEAR HIS HOME IN "
    "THE NORTH OF SHETLAND. POLICE HAVE NO CLUE TO HIS WHEREABOUTS."
)
COUNCIL = (
    "LERWICK, 9 JUNE -- THE COUNCIL OF SHETLAND TODAY APPROVED A NEW FERRY TO BRESSAY. MINISTER ROS HALCRO SAID THAT "
    "THE PRICE OF FISH HAD RISEN AND THAT THE HARBOUR WOULD BE WIDENED."
)


def document(text):
    return parse(Document(source=Source(id="report", sha256=""), text=text))


def told(seen):
    return {name for name, probability in zip(TYPES, seen.types, strict=True) if probability > 0.5}


@pytest.mark.parametrize(("text", "types"), [(BOMBING, {"bombing"}), (KIDNAPPING, {"kidnapping"}), (COUNCIL, set())])
def test_model_sees_which_types_are_told(text, types):
    assert told(incident_model().see(document(text))) == types


@pytest.mark.parametrize(
    ("text", "role", "words"),
    [
        (BOMBING, "weapon", "BOMB"),
        (BOMBING, "object", "OFFICES"),
        (BOMBING, "organisation", "VAGAR LIBERATION FRONT"),
        (KIDNAPPING, "individual", "ARMED MEN"),
        (KIDNAPPING, "victim", "MAGNUS ISBISTER"),
    ],
)
def test_model_sees_who_bears_which_part(text, role, words):
    best = next(f.best for f in fillers(text, incident_model().see(document(text)).parts) if f.role == role)
    assert words in text[best.start : best.end]


def test_model_reads_only_what_is_asked_for():
    text = f"{COUNCIL} " * 12 + BOMBING
    doc = document(text)
    assert not incident_model().see(doc, [(0, 10)]).parts
    assert incident_model().see(doc, [(len(text) - 10, len(text))]).parts


@given(text=st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_model_bears_any_text(text):
    seen = incident_model().see(document(text))
    assert all(text[part.start : part.end].strip() and 0 <= part.probability <= 1 for part in seen.parts)


def test_model_belongs_to_the_attributions_that_come_along():
    assert Branch(FILE).settings["for"] == attribution_model.fingerprint()
