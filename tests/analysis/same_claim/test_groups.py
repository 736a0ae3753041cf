"""What is claimed once and told again: first telling, repeats, and what people judged."""

from dataclasses import replace

import pytest

import purport
from purport.analysis.same_claim.case import claims_of
from purport.analysis.same_claim.claims import claims
from purport.analysis.same_claim.groups import candidates, same_claims
from purport.analysis.same_claim.pairs import Rarity, levels
from purport.case import Case


def report(hand, document, text, speaker, cue, content, *, published="2024-05-10", date=None, **more):
    made = hand(text, document)
    made.told = {"publisher": document.title(), "published": published}
    if date is not None:
        made.date(*date)
    made.say(speaker, cue, content, **more)
    return made.reading()


@pytest.fixture
def told(hand):
    """The same claim of the harbour master in three papers, and another one."""
    first = "Edda Bakke said on Monday that the ferry Halla struck the northern breakwater at Sandur."
    second = "The ferry Halla struck the northern breakwater, Edda Bakke said, the Courier reported."
    third = "The ferry Halla struck the northern breakwater at Sandur, police said."
    other = "Edda Bakke denied that the ferry Halla struck the northern breakwater at Sandur."
    return [
        report(
            hand,
            "herald",
            first,
            "Edda Bakke",
            "said",
            "the ferry Halla struck the northern breakwater at Sandur",
            published="2024-05-12",
            date=("Monday", "2024-05-06"),
        ),
        report(
            hand,
            "gazette",
            second,
            "Edda Bakke",
            "said",
            "The ferry Halla struck the northern breakwater",
            published="2024-05-09",
            via=("Courier",),
        ),
        report(hand, "post", third, "police", "said", "The ferry Halla struck the northern breakwater at Sandur"),
        report(
            hand,
            "wire",
            other,
            "Edda Bakke",
            "denied",
            "the ferry Halla struck the northern breakwater at Sandur",
            kind="denial",
        ),
    ]


def test_one_claim_has_its_first_telling_and_its_repeats(told):
    found = same_claims([each for reading in told for each in claims(reading)], {})
    claim = found[0]
    assert claim.first.document == "herald"  # said on Monday, though printed last
    assert [each.claim.document for each in claim.repeats] == ["gazette", "post"]
    assert "via Courier" in claim.repeats[0].how
    assert "police too" in claim.repeats[1].how
    assert claim.speakers == ("Edda Bakke", "police")
    assert claim.documents == 3


def test_a_claim_and_its_denial_are_two(told):
    found = same_claims([each for reading in told for each in claims(reading)], {})
    assert [each.first.document for each in found] == ["herald", "wire"]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("nine men drowned", "nine men drowned", "all_equal"),
        ("nine men drowned", "four men drowned", "different"),
        ("nine men drowned", "at least four men drowned", "meet"),
        ("nine men drowned", "at least nine men drowned", "equal_floor"),
        ("nine people drowned", "nine sailors drowned", "all_equal"),
        ("nine soldiers died", "nine guards died", "equal_of_others"),
        ("nine men drowned", "the men drowned", "one_has_none"),
        ("the men drowned", "the men drowned", "unknown"),
    ],
)
def test_figures_of_claims_compare(one, other, level):
    first, second = (next(claims(purport.read(f"Police said {words}."))) for words in (one, other))
    assert levels(first, second, Rarity({}, 2), None)["figures"] == level


@pytest.mark.parametrize(
    ("one", "other", "field", "level"),
    [
        ("a boat sank off Lerwick", "a boat sank off Tórshavn", "place", "different"),
        ("a boat sank off Lerwick", "a boat sank off Lerwick", "place", "unknown"),
        ("a boat sank on 3 May 2024", "a boat sank on 7 May 2024", "date", "different"),
        ("a boat sank on 3 May 2024", "a boat sank in May 2024", "date", "unknown"),
        ("a boat sank", "a boat sank", "content", "all_of_few"),
    ],
)
def test_places_days_and_words_of_claims_compare(one, other, field, level):
    first, second = (next(claims(purport.read(f"Police said {words}."))) for words in (one, other))
    assert levels(first, second, Rarity({}, 2), None)[field] == level


def test_claims_in_the_same_common_words_are_compared(told):
    (claim, *_) = claims(told[2])
    many = [replace(claim, source=f"{number}", days=()) for number in range(2)]
    common = [
        replace(claim, source=f"{number}", words=frozenset({*list(claim.words)[: number % 4], f"w{number}"}))
        for number in range(2, 300)
    ]
    every = [*many, *common]
    assert (0, 1) in set(candidates(every, [set() for _ in every]))


def test_people_put_statements_together_and_keep_them_apart(told, tmp_path):
    with Case.open(tmp_path / "ferry.purport", create=True) as case:
        case.add(told)
        assert claims_of(case)[0].documents == 3
        case.judge("not_same", "herald#s1", "post#s1", author="Runa Dahl")
        kept = [{each.first.document, *(r.claim.document for r in each.repeats)} for each in claims_of(case)]
        assert not any({"herald", "post"} <= documents for documents in kept)
        case.judge("same", "wire#s1", "gazette#s1", author="Runa Dahl")
        kept = [{each.first.document, *(r.claim.document for r in each.repeats)} for each in claims_of(case)]
        assert any({"wire", "gazette"} <= documents for documents in kept)


def test_of_one_day_the_one_under_its_own_dateline_is_first(hand):
    words = "the ferry Halla struck the northern breakwater at Sandur"
    copied = report(hand, "courier", f"Sandur: Edda Bakke said {words}.", "Edda Bakke", "said", words)
    wire = report(hand, "wire", f"SANDUR (Wire) - Edda Bakke said {words}.", "Edda Bakke", "said", words)
    (found,) = same_claims([*claims(copied), *claims(wire)], {})
    assert found.first.document == "wire"


def test_a_speaker_by_a_shorter_name_is_the_same_in_the_same_words(hand):
    words = "the ferry Halla struck the northern breakwater at Sandur"
    first = report(hand, "herald", f"Governor Edda Bakke said {words}.", "Governor Edda Bakke", "said", words)
    again = report(hand, "post", f"The governor said {words}.", "The governor", "said", words, published="2024-05-11")
    (found,) = same_claims([*claims(first), *claims(again)], {})
    assert found.repeats[0].how.startswith("the same speaker")


@pytest.mark.parametrize(
    ("published", "first"),
    [("2024-05-10", "streymoy gazette"), ("2024-05-09", "streymoy gazette"), ("2024-05-11", "fjord post")],
)
def test_whom_a_report_cites_tells_it_first(hand, published, first):
    words = "the ferry Halla struck the northern breakwater at Sandur"
    citing = report(hand, "fjord post", f"The Streymoy Gazette said {words}.", "Streymoy Gazette", "said", words)
    cited = report(
        hand, "streymoy gazette", f"Edda Bakke said {words}.", "Edda Bakke", "said", words, published=published
    )
    (found,) = same_claims([*claims(citing), *claims(cited)], {})
    assert found.first.document == first
    assert found.repeats[0].how.startswith("citing Streymoy Gazette") is (first == "streymoy gazette")
