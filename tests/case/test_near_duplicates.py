import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.case import Case
from purport.case.shingles import BANDS, bands, likeness, shingles
from purport.errors import NotInCase, OptionError

REPORT = (
    "Boats left the harbour of Klaksvík at dawn on Sunday, and the coast guard counted twelve of them near the sound. "
    "The Skerry League said that it had sent none. A spokesman for the harbour office denied that anyone was hurt, and "
    "said the ferry to Tórshavn would sail again on Monday once the weather had cleared. Fishermen waited on the quay."
)
OTHER = (
    "The council of Lerwick voted on Tuesday for a new roof over the market hall, which had leaked for nine winters. "
    "Builders from Orkney will begin in spring, the council said, and stalls move to the old rope works until then."
)
ARABIC = " ".join(f"قال المتحدث إنّ القارب رقم {n} غادر ميناء الجزيرة عند الفجر" for n in range(6))


def told(document, published, publisher="Harbour Wire"):
    return {"document": document, "told": {"published": published, "publisher": publisher}}


@pytest.fixture
def copies(tmp_path, hand):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(
            [
                hand(REPORT, **told("late", "2020-03-03")).reading(),
                hand(REPORT.replace("twelve", "eleven"), **told("changed", "2020-03-02")).reading(),
                hand(REPORT, **told("first", "2020-03-01")).reading(),
                hand(REPORT[:230], **told("excerpt", None)).reading(),
                hand(OTHER, **told("other", "2020-03-01")).reading(),
                hand(ARABIC, **told("arabic", "2020-03-01")).reading(),
                hand(ARABIC.replace("إنّ", "ان"), **told("arabic again", "2020-03-04")).reading(),
                hand("Short.", **told("short", "2020-03-01")).reading(),
            ]
        )
        yield case


def test_near_duplicates_are_linked_the_likest_first(copies):
    pairs = [(p.source.id, p.other.id) for p in copies.near_duplicates()]
    assert set(pairs[:2]) == {("first", "late"), ("arabic", "arabic again")}
    assert ("changed", "late") in pairs
    assert all({"other", "short"}.isdisjoint(pair) for pair in pairs)


def test_near_duplicates_of_a_document(copies):
    found = copies.near_duplicates("late")
    assert [(p.source.id, p.other.id) for p in found[:2]] == [("first", "late"), ("changed", "late")]
    assert found[0].similarity == 1.0
    assert 0.8 < found[1].similarity < 1.0
    excerpt = next(p for p in found if "excerpt" in (p.source.id, p.other.id))
    assert excerpt.contained > 0.9
    assert excerpt.similarity < excerpt.contained
    assert len(copies.near_duplicates("late", least=0.99)) == 1
    assert not copies.near_duplicates("other")
    assert found.rows()[0]["similarity"] == 1.0


def test_copies_count_as_good_as_the_same_texts(copies):
    documents = {document.source.id: document for document in copies.documents()}
    assert copies.copies([documents["first"]]) == {documents["first"].sha256: 1}
    copies.link_duplicates()
    counts = copies.copies(documents.values())
    assert {name: counts.get(document.sha256) for name, document in documents.items()} == {
        "late": 2,
        "changed": 2,
        "first": 2,
        "excerpt": None,
        "other": None,
        "arabic": 1,
        "arabic again": 1,
        "short": None,
    }


def test_near_duplicates_see_what_came_later(copies, hand):
    copies.near_duplicates()
    copies.add(hand(OTHER.replace("nine", "ten"), **told("again", "2021-01-01")).reading())
    assert [(p.source.id, p.other.id) for p in copies.near_duplicates("again")] == [("other", "again")]


def test_near_duplicates_by_the_hundred_stay_few_links(tmp_path, hand):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        texts = [f"{REPORT} Page {n}." for n in range(300)]
        case.add(hand(text, **told(f"d{n}", "2020-01-01")).reading() for n, text in enumerate(texts))
        assert len(case.near_duplicates()) < 600
        assert len(case.near_duplicates("d150")) == 299


def test_near_duplicates_of_what_is_not_there(copies):
    with pytest.raises(NotInCase):
        copies.near_duplicates("nothing")
    with pytest.raises(OptionError, match=r"least 0\.1"):
        copies.near_duplicates(least=0.1)


@given(st.text(max_size=300))
def test_a_text_is_like_itself(text):
    own = shingles(text)
    assert likeness(own, own) == ((1.0, 1.0) if len(own) else (0.0, 0.0))
    assert len(bands(own)) == (BANDS if len(own) else 0)


def test_likeness_counts_stretches_of_five_words():
    one, two = shingles("a b c d e f"), shingles("A b, c d e. g")
    assert likeness(one, two) == (1 / 3, 1 / 2)


@pytest.mark.parametrize(("shared", "least"), [(0.5, 0.97), (0.7, 0.999)])
def test_bands_meet_as_often_as_stated(shared, least):
    rng = np.random.default_rng(1)
    met = 0
    for _ in range(400):
        numbers = rng.integers(0, 1 << 63, 400, dtype=np.uint64)
        both = int(200 * 2 * shared / (1 + shared))
        one, two = numbers[:200], np.concatenate([numbers[:both], numbers[200 : 400 - both]])
        met += bool(set(bands(one)) & set(bands(two)))
    assert met / 400 >= least


def test_bands_of_other_texts_seldom_meet():
    rng = np.random.default_rng(2)
    sets = [set(bands(rng.integers(0, 1 << 63, 200, dtype=np.uint64))) for _ in range(300)]
    assert sum(bool(a & b) for i, a in enumerate(sets) for b in sets[:i]) < 20


def test_what_copies_say_in_the_same_words_is_folded(tmp_path, hand):
    with Case.open(tmp_path / "b.purport", create=True) as case:
        for document in ("one", "two", "three"):
            made = hand(REPORT + (" It was cold." if document == "three" else ""), document=document)
            made.say("The Skerry League", "said", "it had sent none")
            case.add(made.reading())
        other = hand("The Skerry League said that it had sent none.", document="other")
        other.say("The Skerry League", "said", "it had sent none")
        case.add(other.reading())
        found = case.statements("sent")
        assert len(found) == 4
        assert [hit.source.id for hit in case.without_copies(found)] == ["other", "three", "two"]
        case.link_duplicates()
        assert [hit.source.id for hit in case.without_copies(found)] == ["other", "three"]
        assert len(case.without_copies(case.statements("nothing"))) == 0
