"""Mentions grouped to fillers, each by the mention that is surest."""

import pytest

from purport.reading.incident_fillers import bare, fillers
from purport.reading.incident_model import TYPES, Part
from purport.types import Actor, Span

NO_TYPE = (0.0,) * len(TYPES)


def parts(text, *mentions):
    """Parts by their words, each at its first place after the one before: (words, role, probability)."""
    out, after = [], 0
    for words, role, probability in mentions:
        start = text.index(words, after)
        after = start + len(words)
        out.append(Part(start=start, end=after, role=role, probability=probability, types=NO_TYPE))
    return out


GROUPED = [
    # text, mentions, the words by which each filler goes
    (
        "The rebels fled. Rebels burnt a hut.",
        [("rebels", "individual", 0.4), ("Rebels", "individual", 0.6)],
        ["Rebels"],
    ),
    (
        "The Vágar Front (VF) struck; the VF said so.",
        [("Vágar Front", "organisation", 0.9), ("VF", "organisation", 0.5), ("VF", "organisation", 0.3)],
        ["Vágar Front"],
    ),
    (
        "A tank truck burnt; the truck was empty.",
        [("tank truck", "object", 0.5), ("truck", "object", 0.4)],
        ["tank truck"],
    ),
    ("A car bomb and a bomb.", [("car bomb", "weapon", 0.5), ("bomb", "weapon", 0.7)], ["bomb"]),
    ("Rocks and bombs.", [("Rocks", "weapon", 0.5), ("bombs", "weapon", 0.7)], ["bombs", "Rocks"]),
    ("A school and a mill.", [("school", "object", 0.5), ("mill", "object", 0.4)], ["school", "mill"]),
    ("The guards shot guards.", [("guards", "individual", 0.5), ("guards", "victim", 0.4)], ["guards", "guards"]),
]


@pytest.mark.parametrize(("text", "mentions", "named"), GROUPED)
def test_mentions_of_one_are_one_filler(text, mentions, named):
    found = fillers(text, parts(text, *mentions))
    assert [text[f.best.start : f.best.end] for f in found] == named
    assert sum(len(f.mentions) for f in found) == len(mentions)


NAMES = [("Vágar Front", 0.9), ("VAF", 0.5), ("Skerry League", 0.4)]
NAMED_APART = [
    # role, the words by which each filler goes where the first two names are one actor's
    ("organisation", ["Vágar Front", "Skerry League"]),
    ("object", ["Vágar Front", "VAF", "Skerry League"]),
]


@pytest.mark.parametrize(("role", "named"), NAMED_APART)
def test_the_names_of_an_organisation_are_one_filler(role, named):
    text = "The Vágar Front struck. VAF men fled, the Skerry League said."
    found = parts(text, *[(words, role, probability) for words, probability in NAMES])
    spans = [Span(text=text[p.start : p.end], start=p.start, end=p.end) for p in found]
    front, league = spans[:2], spans[2:]
    actors = [
        Actor(id=f"a{n}", name=mentions[0].text, kind="group", mentions=tuple(mentions))
        for n, mentions in enumerate((front, league))
    ]
    grouped = fillers(text, found, actors)
    assert [text[f.best.start : f.best.end] for f in grouped] == named


def test_worth_grows_with_mentions_and_stays_a_probability():
    text = "rebels rebels rebels"
    once, thrice = (fillers(text, parts(text, *[("rebels", "individual", 0.5)] * n))[0].worth for n in (1, 3))
    assert 0.5 == once < thrice < 1


def test_types_are_those_of_the_surest_mentions():
    text = "bomb bomb"
    first, second = parts(text, ("bomb", "weapon", 0.9), ("bomb", "weapon", 0.1))
    first = Part(**{n: getattr(first, n) for n in first.__slots__} | {"types": (0.0, 1.0, 0.0, 0.0, 0.0)})
    (found,) = fillers(text, [first, second])
    assert found.types[TYPES.index("bombing")] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("words", "expected"),
    [('"Santo" Farm', "santo farm"), ("the U.S. Embassy", "us embassy"), ("A", ""), ("16-year-old", "16yearold")],
)
def test_bare_words_have_no_marks_and_articles(words, expected):
    assert bare(words) == expected
