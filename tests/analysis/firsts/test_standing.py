"""Whether a statement affirms or denies what it says."""

import pytest

from purport.analysis.firsts.standing import standing


@pytest.mark.parametrize(
    ("certainty", "polarity", "expected"),
    [
        ("certain", "affirmed", "affirmed"),
        ("denied", "affirmed", "denied"),
        ("certain", "negated", "denied"),
        ("denied", "negated", "affirmed"),
    ],
)
def test_a_double_denial_affirms(hand, certainty, polarity, expected):
    report = hand("Aron Vik said the ferry was late.")
    report.say("Aron Vik", "said", "the ferry was late", certainty=certainty, polarity=polarity)
    assert standing(report.reading().statements[0]) == expected
