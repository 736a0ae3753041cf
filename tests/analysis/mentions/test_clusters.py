"""Which mentions of events are one event, in reports of our own."""

import pytest

from purport.analysis.mentions.clusters import MentionLink, clusters, groups, links
from purport.analysis.mentions.words import Mention
from purport.errors import OptionError

# Two bombings and a raid; the groups, people and events do not exist.
SCALLOWAY = (
    "A bomb exploded at the customs house in Scalloway on Sunday, killing two clerks.\n"
    "Inspector Ros Halcro said that the blast destroyed the ground floor."
)
SCALLOWAY_AGAIN = (
    "Two customs clerks were killed on Sunday when a bomb exploded in Scalloway.\n"
    "Nobody has claimed responsibility for the explosion at the customs house, Inspector Ros Halcro said."
)
KIRKWALL = (
    "A bomb exploded at the ferry terminal in Kirkwall on Thursday, wounding a sailor.\n"
    "The harbour master, Tam Isbister, said that the ferry would not sail."
)
RAID = "Masked men raided a bank in Tórshavn and escaped with the payroll of the trawler Ternan."
TEXTS = (SCALLOWAY, SCALLOWAY_AGAIN, KIRKWALL, RAID)


def mention(document, word):
    start = TEXTS[document].index(word)
    return Mention(document=document, start=start, end=start + len(word))


MENTIONS = tuple(
    mention(document, word)
    for document, word in [
        (0, "exploded"),
        (0, "killing"),
        (0, "blast"),
        (1, "killed"),
        (1, "exploded"),
        (1, "explosion"),
        (2, "exploded"),
        (2, "wounding"),
        (3, "raided"),
    ]
)


@pytest.fixture(scope="module")
def probability():
    found = {(link.one, link.other): link.probability for link in links(TEXTS, MENTIONS)}

    def of(one, other):
        a, b = MENTIONS.index(mention(*one)), MENTIONS.index(mention(*other))
        return found.get((min(a, b), max(a, b)), 0.0)

    return of


@pytest.mark.parametrize(
    ("one", "other"),
    [((0, "exploded"), (1, "exploded")), ((0, "killing"), (1, "killed"))],
)
def test_what_two_reports_tell_of_one_event_is_linked(probability, one, other):
    assert probability(one, other) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, "exploded"), (2, "exploded")),
        ((0, "killing"), (2, "wounding")),
        ((0, "exploded"), (3, "raided")),
        ((0, "exploded"), (0, "killing")),
    ],
)
def test_twins_and_parts_are_kept_apart(probability, one, other):
    assert probability(one, other) < 0.5


def test_twin_is_less_likely_than_the_same(probability):
    assert probability((0, "exploded"), (1, "exploded")) > probability((0, "exploded"), (2, "exploded"))


def test_clusters_hold_every_mention_once():
    found = clusters(TEXTS, MENTIONS)
    assert sorted(k for group in found for k in group) == list(range(len(MENTIONS)))
    of = {k: group for group in found for k in group}
    same, twin = (MENTIONS.index(mention(n, "exploded")) for n in (1, 2))
    assert same in of[0]
    assert twin not in of[0]


def test_order_of_texts_decides_nothing():
    turned = [Mention(document=3 - m.document, start=m.start, end=m.end) for m in MENTIONS]
    there = {(link.one, link.other): link.probability for link in links(TEXTS, MENTIONS)}
    here = {(link.one, link.other): link.probability for link in links(TEXTS[::-1], turned)}
    sure = {pair for pair, p in there.items() if p > 0.6}
    assert all(here.get(pair, 0) > 0.4 for pair in sure)


def test_no_mentions_no_links():
    assert links(TEXTS, ()) == ()
    assert clusters((), ()) == ()
    assert clusters((RAID,), (Mention(document=0, start=11, end=17),)) == ((0,),)


def test_half_a_character_is_read_over():
    text = "A bomb \ud800 exploded at the quay of Scalloway."
    start = text.index("exploded")
    mentions = (Mention(document=0, start=2, end=6), Mention(document=0, start=start, end=start + 8))
    assert sorted(k for group in clusters((text,), mentions) for k in group) == [0, 1]


def test_groups_need_likely_links_on_average():
    chain = [MentionLink(one=0, other=1, probability=0.9), MentionLink(one=1, other=2, probability=0.6)]
    assert groups(3, chain, 0.0) == ((0, 1), (2,))
    assert groups(3, [*chain, MentionLink(one=0, other=2, probability=0.6)], 0.0) == ((0, 1, 2),)
    assert groups(2, [], -1.0) == ((0,), (1,))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Mention(document=4, start=0, end=1), "there are 4 texts"),
        (Mention(document=-1, start=0, end=1), "there are 4 texts"),
        (Mention(document=3, start=5, end=5), "no words stand there"),
        (Mention(document=3, start=6, end=7), "no words stand there"),
        (Mention(document=3, start=0, end=9_999), "no words stand there"),
    ],
)
def test_mention_outside_its_text_is_told(wrong, words):
    with pytest.raises(OptionError, match=words):
        links(TEXTS, (wrong,))
