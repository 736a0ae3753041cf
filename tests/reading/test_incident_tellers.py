"""How far a statement's words reach in what it tells of incidents."""

import pytest

from purport.reading.incident_accounts import told_by
from purport.reading.incident_tellers import drawn_out
from purport.types import Certainty, Kind, Polarity, Quote, Span, Speaker, Statement, Tense

SPEECH = (
    "The minister Runa Dam said:\n\nWe are appalled by the raid on the pier. Three boats burnt.\n\n"
    "Our guards freed nine hostages.\n\nDam leaves office in May. Two ships sank last year."
)
CASES = {
    "a speech after a colon": (SPEECH, "Runa Dam", "said:", "We are appalled by the raid on the pier", "nine", True),
    "no further than the speech": (
        SPEECH,
        "Runa Dam",
        "said:",
        "We are appalled by the raid on the pier",
        "Two",
        False,
    ),
    "a quotation to its end": (
        '"The raid failed. Nine men surrendered," Joen Eide said. Two fled.',
        "Joen Eide",
        "said",
        '"The raid failed',
        "Nine",
        True,
    ),
    "no further than the quotation": (
        '"The raid failed. Nine men surrendered," Joen Eide said. Two fled.',
        "Joen Eide",
        "said",
        '"The raid failed',
        "Two",
        False,
    ),
    "what follows a tag": (
        "In the night, Joen Eide said, the guard sank five boats. Nine fled.",
        "Joen Eide",
        "said",
        "In the night",
        "five",
        True,
    ),
    "one sentence after a tag": (
        "In the night, Joen Eide said, the guard sank five boats. Nine fled.",
        "Joen Eide",
        "said",
        "In the night",
        "Nine",
        False,
    ),
    "what stands before the last clause": (
        "Two fled. The guard sank five boats; and two piers burnt, Joen Eide said.",
        "Joen Eide",
        "said",
        "and two piers burnt",
        "five",
        True,
    ),
    "the one sentence before a tag": (
        "Two fled. The guard sank five boats; and two piers burnt, Joen Eide said.",
        "Joen Eide",
        "said",
        "and two piers burnt",
        "Two",
        False,
    ),
    "not what goes before a cue": (
        "The guard sank five boats and Joen Eide said two piers burnt.",
        "Joen Eide",
        "said",
        "two piers burnt",
        "five",
        False,
    ),
}


def statement(text: str, who: str, cue: str, content: str, kind: Kind = Kind.REPORT) -> Statement:
    def span(words: str) -> Span:
        return Span(text=words, start=text.index(words), end=text.index(words) + len(words))

    speaker = span(who)
    return Statement(
        id="s1",
        speaker=Speaker(text=who, start=speaker.start, end=speaker.end, name=who),
        cue=span(cue),
        content=(span(content),),
        quote=Quote.INDIRECT,
        kind=kind,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.AFFIRMED,
        time=Tense.PAST,
        hedges=(),
        distanced=False,
        via=(),
        confidence=0.9,
    )


@pytest.mark.parametrize(("text", "who", "cue", "content", "figure", "told"), CASES.values(), ids=CASES)
def test_drawn_out_reaches(text: str, who: str, cue: str, content: str, figure: str, told: bool) -> None:
    drawn = drawn_out(text, [statement(text, who, cue, content)])
    assert (told_by(text.index(figure), drawn) == who) is told
    assert all(part.text == text[part.start : part.end] for one in drawn for part in one.content)


def test_drawn_out_leaves_attitudes() -> None:
    text = '"The raid failed. Nine men surrendered," Joen Eide hoped.'
    hoped = statement(text, "Joen Eide", "hoped", '"The raid failed', Kind.ATTITUDE)
    assert drawn_out(text, [hoped]) == (hoped,)


def test_drawn_out_stops_at_another_cue() -> None:
    text = "The army denied that five died, and two piers burnt, Joen Eide said."
    eide = statement(text, "Joen Eide", "said", "and two piers burnt")
    army = statement(text, "The army", "denied", "that five died")
    assert told_by(text.index("five"), drawn_out(text, [army, eide])) == "The army"
    assert drawn_out(text, [army, eide])[1] == eide
