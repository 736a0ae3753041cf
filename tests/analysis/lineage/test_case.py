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
