import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.reading import attribution_model
from purport.reading.attribution_model import Found
from purport.reading.attributions import Attribution
from purport.reading.confidence import EVIDENCE, FILE, confidence, evidence, fingerprint, weighed
from purport.types import Span

TEXT = "The mayor said the quay was safe."


def span(words):
    start = TEXT.index(words)
    return Span(text=words, start=start, end=start + len(words))


def syntax(speaker="The mayor", content="the quay was safe", confidence=0.8):
    return Attribution(
        cue=span("said"),
        speaker=span(speaker) if speaker else None,
        content=(span(content),),
        lemma="say",
        confidence=confidence,
    )


def model(speaker="The mayor", content="the quay was safe", confidence=0.8):
    def offsets(words):
        return span(words).start, span(words).end

    return Found(
        cue=offsets("said"),
        speaker=offsets(speaker) if speaker else None,
        content=(offsets(content),),
        confidence=confidence,
    )


def told(found, like):
    return dict(zip(EVIDENCE, evidence(found, like), strict=True))


def test_evidence_where_both_see_the_same():
    found = told(model(), syntax())
    assert found == {
        "model": pytest.approx(1.386, abs=1e-3),
        "model_alone": 0,
        "syntax_alone": 0,
        "syntax": 0,
        "same_speaker": 1,
        "same_content": 1,
    }


def test_evidence_where_one_is_alone():
    assert told(model(), None) == {
        **dict.fromkeys(EVIDENCE, 0),
        "model": pytest.approx(1.386, abs=1e-3),
        "model_alone": 1,
    }
    assert told(None, syntax()) == {
        **dict.fromkeys(EVIDENCE, 0),
        "syntax": pytest.approx(1.386, abs=1e-3),
        "syntax_alone": 1,
    }


@pytest.mark.parametrize(
    ("found", "like", "speaker", "content"),
    [
        (model(speaker=None), syntax(speaker=None), 1, 1),
        (model(speaker=None), syntax(), 0, 1),
        (model(), syntax(speaker="mayor"), 5 / 9, 1),
        (model(content="the quay"), syntax(), 1, 8 / 17),
        (model(content="the quay"), syntax(content="safe"), 1, 0),
    ],
)
def test_evidence_of_agreement_is_what_both_share_of_what_either_has(found, like, speaker, content):
    assert (told(found, like)["same_speaker"], told(found, like)["same_content"]) == pytest.approx((speaker, content))


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_rises_with_that_of_the_model_and_stays_within_0_and_1(one, other):
    low, high = (confidence(evidence(model(confidence=value), syntax())) for value in sorted((one, other)))
    assert 0 < low <= high < 1


def test_confidence_is_highest_where_model_and_syntax_agree():
    agreed = confidence(evidence(model(), syntax()))
    assert agreed > confidence(evidence(model(), syntax(content="safe")))
    assert agreed > confidence(evidence(model(), syntax(speaker=None)))
    assert agreed > confidence(evidence(model(), None)) > confidence(evidence(model(confidence=0.2), None))
    assert agreed > confidence(evidence(None, syntax())) > confidence(evidence(None, syntax(confidence=0.3)))


def test_weighed_keeps_the_evidence_with_the_confidence():
    made = weighed(syntax(), model(), syntax())
    assert (made.evidence, made.confidence) == (evidence(model(), syntax()), confidence(made.evidence))
    assert made.content == syntax().content


def test_weights_are_those_fitted_for_the_model_that_comes_along():
    fitted_for = json.loads(FILE.read_text(encoding="utf-8"))["for"]["attributions"]
    assert fitted_for == hashlib.sha256(attribution_model.FILE.read_bytes()).hexdigest(), (
        "the model has changed: run `python -m training.confidence` anew (see training/confidence/README.md)"
    )


def test_weights_have_a_fingerprint():
    assert len(fingerprint()["confidence"]) == 64
