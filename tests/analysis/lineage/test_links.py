from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.analysis.accounts import Account
from purport.analysis.lineage.as_json import as_dict
from purport.analysis.lineage.as_svg import to_svg
from purport.analysis.lineage.as_terminal import to_terminal
from purport.analysis.lineage.links import Link, LinkKind, links
from purport.analysis.lineage.origins import LEAST, Role, origins
from purport.analysis.lineage.words import tree
from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.actors import read

AGENCY, REWORDED, INDEPENDENT = (
    (Path(__file__).parents[1] / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("agency", "reworded", "independent")
)

CODEBOOK = """
[group.harbour-militia]
name = "Harbour Militia"
source = "invented"
[media.skansin-bulletin]
name = "Skansin Bulletin"
speaks_for = "harbour-militia"
source = "invented"
[media.skansin-radio]
name = "Skansin Radio"
speaks_for = "harbour-militia"
source = "invented"
"""


@pytest.fixture
def account(hand):
    def make(text, publisher, published="2024-05-01", said=(), **told):
        made = hand(text, document=publisher.lower(), told={"publisher": publisher, "published": published, **told})
        for speaker, content in said:
            made.say(speaker, "said", content)
        reading = made.reading()
        return Account(source=reading.source, reading=reading)

    return make


def kinds(found):
    return [(link.kind.value, link.directed) for link in found]


def test_the_same_bytes_at_two_outlets_are_linked(account):
    one = account(AGENCY, "Norran News")
    two = replace(one, occurrence=1, source=replace(one.source, publisher="Voe Herald", published="2024-05-02"))
    assert kinds(links([two, one])) == [("same_bytes", True)]


def test_the_same_text_is_linked(account):
    found = links([account(AGENCY, "Norran News"), account(AGENCY, "Voe Herald")])
    assert kinds(found) == [("same_text", False)]


def test_a_copy_is_linked_with_its_passages(account):
    one, two = account(AGENCY, "Norran News"), account(REWORDED, "Voe Herald", "2024-05-02")
    (link,) = links([two, one])
    assert (link.kind, link.one, link.other, link.directed) == (LinkKind.COPIED, two.id, one.id, True)
    for evidence in link.evidence:
        assert two.text[evidence.one.start : evidence.one.end] == evidence.one.text
        assert one.text[evidence.other.start : evidence.other.end] == evidence.other.text


@pytest.mark.parametrize(
    ("one", "two"), [("2024-05", "2024-05-02"), (None, "2024-05-02"), ("2024-05-02", "2024-05-02")]
)
def test_direction_is_unknown_where_dates_do_not_tell_it(account, one, two):
    (link,) = links([account(AGENCY, "Norran News", one), account(REWORDED, "Voe Herald", two)])
    assert not link.directed


def test_a_credit_tells_the_direction_of_a_copy_of_the_same_day(account):
    copy, agency = account(f"{REWORDED} (Norran News)", "Voe Herald"), account(AGENCY, "Norran News")
    found = links([copy, agency])
    assert {(link.kind.value, link.one, link.directed) for link in found} == {
        ("copied", copy.id, True),
        ("credited", copy.id, True),
    }


def test_an_outlet_that_is_not_there_is_linked_by_name(account):
    (link,) = links([account(f"LERWICK (Norran News) - {AGENCY}", "Voe Herald")])
    assert (link.kind, link.other, link.name) == (LinkKind.CREDITED, None, "Norran News")


def test_a_credit_for_another_matter_is_not_tied_to_it(account):
    other = account("Herring prices rose again in Kirkwall, traders say, after a poor season.", "Norran News")
    found = links([other, account(f"{INDEPENDENT} (Norran News)", "Voe Herald", "2024-05-02")])
    assert [(link.kind, link.other) for link in found] == [(LinkKind.CREDITED, None)]


def test_an_address_is_a_link_to_the_account_that_has_it(account):
    one = account(AGENCY, "Norran News", url="https://www.norran.example/a1/")
    two = account("More on https://norran.example/a1#top tells of it.", "Voe Herald", "2024-05-02")
    assert ("linked", True) in kinds(links([one, two]))


def test_outlets_of_one_owner_are_linked(account):
    book = read([CodebookFile("mine.toml", CODEBOOK)])
    one, two = account(AGENCY, "Skansin Radio"), account(INDEPENDENT, "Skansin Bulletin")
    assert kinds(links([one, two], book)) == [("same_owner", False)]
    assert kinds(links([one, account(INDEPENDENT, "Voe Herald")], book)) == []


SPEECH = "that whoever shelters the raiders shall answer for it before a court of this country"


def test_the_same_words_of_one_speaker_are_linked_and_no_copy(account):
    one = account(f"In the morning Foss said {SPEECH}.", "Norran News", said=[("Foss", SPEECH)])
    two = account(
        f"A crowd heard it. Foss said {SPEECH}, and left.", "Voe Herald", "2024-05-02", said=[("Foss", SPEECH)]
    )
    found = [link for link in links([one, two]) if link.kind is LinkKind.SAME_SPEAKER]
    assert [(link.name, link.evidence[0].one.text) for link in found] == [("Foss", SPEECH)]


def lineage(*accounts):
    return origins(accounts, links(accounts))


def test_origins_are_counted_and_said_in_a_sentence(account):
    agency = account(
        AGENCY, "Norran News", "2024-05-01", said=[("Páll\nDahl".replace("\n", " "), "cut the telephone lines")]
    )
    copy = account(REWORDED, "Voe Herald", "2024-05-02")
    own = account(INDEPENDENT, "Isles Courier", "2024-05-02")
    counted = account(
        "Páll Dahl said the lines had been cut by somebody.",
        "Radio Unst",
        "2024-05-03",
        said=[("Páll Dahl", "the lines had been cut by somebody")],
    )
    silent = account("A prison on the island was empty.", "Foula Post", "2024-05-04")
    found = lineage(silent, counted, own, copy, agency)
    assert found.sentence == (
        "5 reports, 2 independent origins: 1 copies Norran News, 1 cites Páll Dahl, already counted, "
        "1 of unknown lineage; the other 2 are the origins"
    )
    assert [origin.name for origin in found.origins] == ["Norran News", "Isles Courier"]
    assert found.origins[0].roles == (Role.FIRST, Role.COPY, Role.SPEAKER)
    assert found.unknown == (silent.id,)
    assert found.origin_of(silent.id) is None


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_one_undated_account_leaves_the_others_in_the_order_of_their_days(account, order):
    each = [
        account(AGENCY, "Norran News", "2024-05-01"),
        account(REWORDED, "Voe Herald", "2024-05-02"),
        account("A boat left the island.", "Foula Post", None),
    ]
    found = lineage(*(each[at] for at in order))
    assert [made.id for made in found.accounts] == [made.id for made in each]
    assert [(link.one, link.other, link.directed) for link in found.links] == [(each[1].id, each[0].id, True)]


def test_a_dispatch_leads_the_copies_of_its_day(account):
    dispatch = account(f"LERWICK, May 1 (Norran News) - {AGENCY}", "Norran News")
    found = lineage(account(AGENCY, "Aith Courier"), account(REWORDED, "Voe Herald"), dispatch)
    assert found.origins[0].first == dispatch.id
    assert found.sentence.endswith("2 copy Norran News; the other is the origin")


def test_who_is_cited_leads_the_copies_of_its_day(account):
    copy, agency = account(AGENCY, "Aith Courier"), account(f"{AGENCY} Boats left.", "Norran News")
    citing = account(f"The prison was stormed, Norran News reported. {AGENCY[:300]}", "Isles Courier", "2024-05-02")
    found = lineage(copy, agency, citing)
    assert found.origins[0].first == agency.id


def test_a_wire_that_is_not_there_is_no_speaker(account):
    credited = account("BALTASOUND (Skerry Wire) - Rebels burned the radar station.", "Unst Times")
    citing = account(
        "Two died at the radar station, Skerry Wire said, citing officials.",
        "Yell Times",
        said=[("Skerry Wire", "Two died at the radar station")],
    )
    found = lineage(credited, citing)
    assert [origin.why for origin in found.origins] == ["taken from Skerry Wire, which is not among the accounts"]
    assert [link.name for link in found.links if link.kind is LinkKind.CITED] == ["Skerry Wire"]


def test_the_sentence_names_whom_each_account_names(account):
    credited = account("BALTASOUND (Skerry Wire) - Rebels burned the radar station at Saxa Vord.", "Unst Times")
    citing = account(
        "Rebels burned the radar station at Saxa Vord, the Unst Times reported.", "Fetlar Post", "2024-05-02"
    )
    assert lineage(credited, citing).sentence == (
        "2 reports, 1 independent origin (Skerry Wire is not among the reports): 1 credits Skerry Wire, "
        "1 cites Unst Times"
    )


NAILS = "the remains of a gas cylinder packed with rusty nails were found"


@pytest.mark.parametrize(
    ("first", "second"),
    [("police", "Jógvan Hentze"), ("Jógvan Hentze", "police spokesman Jógvan Hentze"), ("police", "police in Lerwick")],
)
def test_a_spokesman_quoted_word_for_word_is_counted_once(account, first, second):
    one = account(f"Today {first} said {NAILS}.", "Norran News", said=[(first, NAILS)])
    two = account(f"Later {second} said {NAILS}.", "Voe Herald", "2024-05-03", said=[(second, NAILS)])
    found = lineage(one, two)
    assert [origin.accounts for origin in found.origins] == [(one.id, two.id)]
    assert found.origins[0].roles == (Role.FIRST, Role.SPEAKER)


FORMULA = (
    """TVØROYRI, June 3 (Skerry Wire) - A bomb hidden in a parked van exploded outside the ferry terminal in Tvøroyri on
Monday morning, killing four people and wounding eleven, police said.

The blast tore the roof from the ticket office and set two buses on fire. Firefighters from Vágur needed three hours to
put out the flames.

"We found the remains of a gas cylinder packed with nails," police spokesman Jógvan Hentze said. "Nobody has called us
to claim it."

The governor of Suðuroy, Marin Dalsgaard, blamed the Basalt Brigade, a separatist group that has attacked harbours on
the islands since last autumn.

Most of the wounded were dock workers waiting for the morning shift, the hospital said.""",
    """TVØROYRI, June 7 (Skerry Wire) - A bomb hidden in a parked car exploded outside the police station in Tvøroyri on
Friday morning, killing two policemen and wounding six people, police said.

The blast shattered the windows of the town hall across the street.

"This was a stronger charge," police spokesman Jógvan Hentze said.

The Basalt Brigade claimed responsibility for the bombing in a message to the agency.""",
)


def test_an_outlets_next_story_in_its_own_formula_is_no_copy(account):
    one = account(FORMULA[0], "Skerry Wire", "2024-06-03")
    two = account(FORMULA[1], "Skerry Wire", "2024-06-07")
    two = replace(two, source=replace(two.source, id="second"))
    assert not [link for link in links([one, two]) if link.kind is LinkKind.COPIED]


def test_copies_of_an_outlet_that_is_not_there_are_one_origin(account):
    one = account(f"LERWICK (Norran News) - {AGENCY}", "Voe Herald")
    two = account(f"{INDEPENDENT} (Norran News)", "Isles Courier")
    found = lineage(one, two)
    assert found.sentence == (
        "2 reports, 1 independent origin (Norran News is not among the reports): 2 credit Norran News"
    )
    assert found.origins[0].first is None


def test_nothing_known_is_no_origin(account):
    found = lineage(account("A prison was empty.", "Foula Post"), account("Boats left at dawn.", "Voe Herald"))
    assert found.sentence == "2 reports, 0 independent origins: 2 of unknown lineage"


def test_who_tells_another_incident_does_not_count(hand):
    made = hand("A bomb went off. A boat was robbed, Foss said.", told={"publisher": "Voe Herald"})
    said = made.say("Foss", "said", "A boat was robbed")
    made.incident("bombing", "bomb")
    made.incident("robbery", "robbed", statements=(said,))
    reading = made.reading()
    one = Account(source=reading.source, reading=reading)
    assert origins([one], ()).origins
    assert not origins([one], (), {one.id: ()}).origins


OWN = "“Six of them came,” the guard told the Foula Post. As first reported by Norran News, two tankers were taken."


def test_an_account_that_cites_one_and_reports_itself_is_mixed(account):
    agency = account("Two tankers were taken from the depot at Scalloway by armed men.", "Norran News")
    mixed = account(f"{OWN} The depot at Scalloway is shut.", "Foula Post", "2024-05-02")
    citing = account("Six took two tankers at Scalloway, the Foula Post reported.", "Unst Times", "2024-05-03")
    found = lineage(citing, mixed, agency)
    assert found.mixed == (mixed.id,)
    assert [origin.accounts for origin in found.origins] == [(mixed.id, citing.id)]
    assert found.sentence == (
        "3 reports, 1 independent origin: 1 cites Foula Post, 1 of unknown lineage; the other is the origin, "
        "which cites Norran News too"
    )
    (top,) = tree(found, found.origins[0])
    assert [(link.kind.value, link.name) for link in top.links] == [("cited", "Norran News")]


def test_who_cites_and_copies_is_not_mixed(account):
    agency = account(AGENCY, "Norran News")
    copy = account(f"{AGENCY} {OWN}", "Foula Post", "2024-05-02")
    assert lineage(agency, copy).mixed == ()


def test_an_agencys_next_story_with_the_old_background_is_no_copy(hand):
    background = (
        "The Basalt Brigade, which wants the harbours of the islands closed to foreign trawlers, has attacked ports "
        "since last autumn and robbed a bank in Klaksvík in March, when two clerks were hurt by broken glass."
    )
    made = []
    for number, (day, what) in enumerate((("2024-06-03", "ferry terminal"), ("2024-06-07", "police station"))):
        text = f"A bomb went off at the {what} on the day, police said. {background}"
        one = hand(text, document=f"d{number}", told={"publisher": "Skerry Wire", "published": day})
        one.incident("bombing", "bomb", date=day)
        made.append(Account(source=one.reading().source, reading=one.reading()))
    assert not [link for link in links(made) if link.kind is LinkKind.COPIED]
    moved = replace(made[1], source=replace(made[1].source, publisher="Voe Herald", published="2024-06-03"))
    assert [link.kind for link in links([made[0], moved])] == [LinkKind.COPIED]


def test_evidence_shows_the_longest_passage_first_and_no_scraps(account):
    (link,) = links([account(AGENCY, "Norran News"), account(REWORDED, "Voe Herald", "2024-05-02")])
    lengths = [min(len(evidence.one.text), len(evidence.other.text)) for evidence in link.evidence]
    assert lengths == sorted(lengths, reverse=True)
    assert all(len(evidence.one.text.split()) >= 4 for evidence in link.evidence)


def test_an_account_hangs_under_whom_it_copies_before_whose_words_it_gives(account):
    first, other = account(AGENCY, "Norran News"), account(INDEPENDENT, "Aith Courier")
    copy = account(AGENCY, "Voe Herald", "2024-05-03")
    found = lineage(first, other, copy)
    spoken = Link(one=copy.id, other=first.id, kind=LinkKind.SAME_SPEAKER, strength=1.0, directed=True, name="police")
    copied = Link(one=copy.id, other=other.id, kind=LinkKind.COPIED, strength=0.91, directed=True)
    origin = replace(
        found.origins[0],
        accounts=(first.id, other.id, copy.id),
        roles=(Role.FIRST, Role.COPY, Role.COPY),
        speakers=(None,) * 3,
        named=(None,) * 3,
    )
    top = tree(replace(found, links=(spoken, copied), origins=(origin,)), origin)[0]
    assert [each.account.id for each in top.branches] == [other.id]
    assert [each.account.id for each in top.branches[0].branches] == [copy.id]


def test_no_accounts_have_no_lineage():
    assert lineage().sentence == "0 reports, 0 independent origins"


TEXTS = st.sampled_from(
    [AGENCY, REWORDED, INDEPENDENT, f"{REWORDED} (Norran News)", "Boats left.", "Norran News reported it."]
)
MADE = st.lists(
    st.tuples(
        TEXTS, st.sampled_from(["Norran News", "Voe Herald", "Foula Post"]), st.sampled_from(["2024-05-01", None])
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(MADE)
def test_every_account_is_counted_once(hand, rows):
    made = []
    for number, (text, publisher, published) in enumerate(rows):
        reading = hand(text, document=f"d{number}", told={"publisher": publisher, "published": published}).reading()
        made.append(Account(source=reading.source, reading=reading))
    found = lineage(*made)
    told = [each for origin in found.origins for each in origin.accounts] + list(found.unknown)
    assert sorted(told) == sorted(account.id for account in made)
    numbers = [int(part.split()[0]) for part in found.sentence.partition(": ")[2].split(", ") if part[:1].isdigit()]
    firsts = sum(origin.first is not None for origin in found.origins)
    assert firsts + sum(numbers) == len(made)
    assert all(LEAST <= 1 and 0 <= link.strength <= 1 for link in found.links)
    assert as_dict(found)["sentence"] == found.sentence
    assert to_svg(found).startswith("<svg")


def test_pictures_show_every_account_and_steer_nothing(account):
    import xml.etree.ElementTree as ET

    from rich.console import Console

    one = account(AGENCY, "Norran <News> \x1b[31m")
    found = lineage(one, account(REWORDED, "Voe Herald", "2024-05-02"))
    ET.fromstring(to_svg(found))
    console = Console(width=120, record=True, file=StringIO())
    console.print(to_terminal(found, quotes=True))
    shown = console.export_text()
    assert "Voe Herald" in shown and "regional hospital" in shown and "\x1b" not in shown


def test_a_picture_tells_the_whole_sentence(account):
    import xml.etree.ElementTree as ET

    outlets = [f"{name} and Neighbouring Islands Weekly Courier" for name in ("Unst", "Yell", "Foula")]
    found = lineage(*(account(f"BALTASOUND ({each}) - {each} told it.", each[:4]) for each in outlets))
    found = replace(found, sentence=" and ".join([found.sentence] * 4))
    drawn = " ".join(each.text or "" for each in ET.fromstring(to_svg(found)).iter() if each.text)
    assert found.sentence in " ".join(drawn.split())


def test_a_picture_shows_an_outlet_that_is_not_there_above_those_that_credit_it(account):
    one = account("BALTASOUND (Skerry Wire) - Rebels burned the radar station at Saxa Vord.", "Unst Times")
    two = account("Two died in the fire at Saxa Vord, Skerry Wire reported.", "Yell Times")
    drawn = to_svg(lineage(one, two))
    assert drawn.index("Skerry Wire</text>") < drawn.index("not among the reports</text>") < drawn.index("Unst Times")
    assert drawn.count("<path") == 2


def test_a_tree_hangs_an_account_under_what_it_is_likeliest_from(account):
    first = account(AGENCY, "Norran News")
    copy = account(AGENCY, "Aith Courier", "2024-05-02")
    other = account(f"{AGENCY} Boats left.", "Voe Herald", "2024-05-03")
    found = lineage(first, copy, other)
    weak, strong = (
        Link(one=other.id, other=each.id, kind=LinkKind.COPIED, strength=strength, directed=True)
        for each, strength in ((first, 0.91), (copy, 0.99))
    )
    known = [link for link in found.links if link.one != other.id]
    ((top,),) = [tree(replace(found, links=(*known, weak, strong)), origin) for origin in found.origins]
    assert [each.account.id for each in top.branches] == [copy.id]
    assert [each.account.id for each in top.branches[0].branches] == [other.id]
