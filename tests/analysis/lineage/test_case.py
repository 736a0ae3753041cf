from dataclasses import replace
from pathlib import Path

import pytest

from purport.analysis.accounts import Account
from purport.analysis.copies.linker import Linker, unlinked
from purport.analysis.lineage.case import lineage_of, lineages, link_texts
from purport.case import Case
from purport.errors import NotInCase, OptionError

AGENCY, REWORDED, INDEPENDENT = (
    (Path(__file__).parents[1] / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("agency", "reworded", "independent")
)


@pytest.fixture
def report(hand):
    def make(text, publisher, published="2024-05-01"):
        return hand(text, document=publisher.lower(), told={"publisher": publisher, "published": published}).reading()

    return make


@pytest.fixture
def case(tmp_path):
    with Case.open(tmp_path / "case.purport", create=True) as opened:
        yield opened


def copied(case):
    with case.transaction() as connection:
        return connection.exec_driver_sql("SELECT text_id, other_id FROM copied ORDER BY 1, 2").all()


def test_lineage_of_a_case_tells_its_families(case, report):
    case.add([report(AGENCY, "Norran News"), report(INDEPENDENT, "Isles Courier"), report(REWORDED, "Voe Herald")])
    (family,) = lineages(case)
    assert family.sentence.startswith("2 reports, 1 independent origin")
    assert [account.source.publisher for account in family.accounts] == ["Norran News", "Voe Herald"]


def test_lineage_of_what_is_asked_has_those_alike_too(case, report):
    case.add([report(AGENCY, "Norran News"), report(INDEPENDENT, "Isles Courier"), report(REWORDED, "Voe Herald")])
    (found,) = lineages(case, documents=["voe herald"])
    assert {account.source.publisher for account in found.accounts} == {"Norran News", "Voe Herald"}
    (found,) = lineages(case, '"wool"')
    assert [account.source.publisher for account in found.accounts] == ["Isles Courier"]
    assert not lineages(case, "herring")


def test_texts_that_come_later_are_linked_with_those_before(case, report):
    case.add(report(AGENCY, "Norran News"))
    assert not lineages(case)
    case.add(report(REWORDED, "Voe Herald", "2024-05-02"))
    assert len(lineages(case)) == 1
    before = copied(case)
    case.add(report(INDEPENDENT, "Isles Courier"))
    assert len(lineages(case)) == 1
    assert copied(case) == before == [(2, 1)]


def test_linking_that_is_broken_off_goes_on(case, report, monkeypatch):
    case.add([report(AGENCY, "Norran News"), report(REWORDED, "Voe Herald"), report(INDEPENDENT, "Isles Courier")])
    linker = Linker()
    with case.transaction() as connection:
        linker.link_batch(connection, 1)
    with pytest.raises(KeyboardInterrupt), case.transaction() as connection:
        linker.link_batch(connection, 1)
        raise KeyboardInterrupt
    with case.transaction() as connection:
        assert unlinked(connection) == 2
    assert list(link_texts(case))[-1] == 0
    assert copied(case) == [(2, 1)]


def test_what_is_removed_is_linked_with_nothing(case, report):
    case.add([report(AGENCY, "Norran News"), report(REWORDED, "Voe Herald")])
    assert len(lineages(case)) == 1
    case.remove("voe herald", "asked to")
    assert not lineages(case)
    assert copied(case) == []


CITED = [
    ("Four men robbed the bank at Vágur on Tuesday, Norran News reported.", "cited"),
    ("VÁGUR (Norran News) - Four men robbed the bank at Vágur on Tuesday.", "credited"),
    ("Four men robbed a bank at Vágur. See https://norran.example/vagur for more.", "linked"),
]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(("text", "kind"), CITED)
def test_a_family_is_found_by_what_a_text_names_whichever_comes_first(case, hand, text, kind, first):
    told = {"publisher": "Norran News", "published": "2024-05-01", "url": "https://norran.example/vagur"}
    agency = hand("A gang raided the savings bank in Vágur, its clerk says.", document="one", told=told).reading()
    naming = hand(text, document="two", told={"publisher": "Voe Herald", "published": "2024-05-02"}).reading()
    other = hand("Wool prices fell.", document="three", told={"publisher": "Isles Courier"}).reading()
    for each in ([agency, naming], [naming, agency])[first]:
        case.add(each)
        list(link_texts(case))
    case.add(other)
    (family,) = lineages(case)
    assert [account.source.id for account in family.accounts] == ["one", "two"]
    assert [link.kind.value for link in family.links] == [kind]
    assert len(lineages(case, documents=["two"])[0].accounts) == 2


def test_a_family_is_found_by_an_outlet_that_is_not_there(case, hand):
    for name, text in (
        ("one", "VÁGUR (Norran News) - Four men robbed the bank at Vágur on Tuesday."),
        ("two", "According to Norran News, the bank at Vágur was robbed by four men."),
        ("three", "KIRKWALL (Norran News) - Herring landings at Kirkwall rose in April."),
    ):
        case.add(hand(text, document=name, told={"publisher": name, "published": "2024-05-02"}).reading())
    (family,) = lineages(case)
    assert [account.source.id for account in family.accounts] == ["one", "two"]
    assert family.sentence == (
        "2 reports, 1 independent origin (Norran News is not among the reports): 1 credits Norran News, "
        "1 cites Norran News"
    )


def test_who_publishes_and_is_quoted_is_named(case, hand):
    for name, text in (
        ("Orkney Police", "Three men stole explosives from the quarry on Rousay."),
        ("Egilsay Echo", "Three men stole explosives from a quarry on Rousay, Orkney Police said on Monday."),
        ("Wyre Weekly", "The quarry on Rousay was robbed of its explosives by men in masks, Ása Holm said."),
    ):
        told = {"publisher": name, "published": "2024-05-02"}
        made = hand(text, document=name, told=told)
        if " said" in text:
            made.say("Orkney Police" if "Orkney" in text else "Ása Holm", "said", "quarry on Rousay")
        case.add(made.reading())
    (family,) = lineages(case)
    assert [account.source.publisher for account in family.accounts] == ["Orkney Police", "Egilsay Echo"]


def test_a_story_weeks_before_is_not_what_is_cited(case, hand):
    told = {"publisher": "Norran News", "published": "2024-03-01"}
    case.add(hand("A gang raided the savings bank in Vágur.", document="one", told=told).reading())
    told = {"publisher": "Voe Herald", "published": "2024-05-02"}
    case.add(hand("The bank in Vágur was raided, Norran News reported.", document="two", told=told).reading())
    assert not lineages(case)


def test_the_same_bytes_at_a_second_outlet_are_a_family(case, report):
    one = report("Raiders burned a boat at Tarbert.", "Harris News", "2024-05-06")
    case.add(one)
    assert not lineages(case)
    case.add(replace(one, source=replace(one.source, id="lewis", publisher="Lewis News", published="2024-05-07")))
    (family,) = lineages(case)
    assert [account.source.publisher for account in family.accounts] == ["Harris News", "Lewis News"]
    assert [link.kind.value for link in family.links] == ["same_bytes"]


def test_texts_that_share_a_note_alone_are_no_family(case, hand):
    note = (
        "The Klaksvik Courier is published every weekday by the Northern Isles Newspaper Trust, and all rights are "
        "reserved. Readers may write to the editor at the address below in no more than two hundred words."
    )
    for number, text in enumerate(("Wool prices fell in Aith.", "A choir won a prize.", "Harbour fees rise in May.")):
        told = {"publisher": "Klaksvik Courier", "published": f"2024-05-0{number + 1}"}
        case.add(hand(f"{text} {note}", document=f"d{number}", told=told).reading())
    assert not lineages(case)


def test_whose_an_outlet_is_may_be_told_by_a_codebook_of_ones_own(case, hand, tmp_path):
    for name in ("Skansin Radio", "Skansin Bulletin"):
        told = {"publisher": name, "published": "2024-05-01"}
        case.add(hand(f"{name} tells of a fire.", document=name.lower(), told=told).reading())
    (tmp_path / "mine.toml").write_text(
        '[group.harbour-militia]\nname = "Harbour Militia"\nsource = "invented"\n'
        + "".join(
            f'[media.{name}]\nname = "Skansin {name.title()}"\nspeaks_for = "harbour-militia"\nsource = "invented"\n'
            for name in ("radio", "bulletin")
        ),
        encoding="utf-8",
    )
    (found,) = lineages(case, "fire", codebooks=[tmp_path / "mine.toml"])
    assert [(link.kind.value, link.name) for link in found.links] == [("same_owner", "Harbour Militia")]
    (found,) = lineages(case, "fire")
    assert not found.links


def test_lineage_as_a_table_has_a_row_for_each_link(case, report):
    pytest.importorskip("pandas")
    case.add([report(AGENCY, "Norran News"), report(REWORDED, "Voe Herald", "2024-05-02")])
    frame = lineages(case).frame()
    assert frame["kind"].dropna().tolist() == ["copied"]
    assert frame["publisher"].tolist() == ["Norran News", "Voe Herald"]


def test_lineage_of_accounts_needs_no_case(report):
    accounts = [Account(source=r.source, reading=r) for r in (report(AGENCY, "A"), report(REWORDED, "B", "2024-05-02"))]
    assert lineage_of(accounts).sentence == "2 reports, 1 independent origin: 1 copies A; the other is the origin"


def test_what_cannot_be_asked_is_refused(case, report):
    case.add(report(AGENCY, "Norran News"))
    with pytest.raises(OptionError, match=r"0\.5"):
        lineages(case, least=0.2)
    with pytest.raises(NotInCase):
        lineages(case, documents=["nowhere"])
