import pytest

from purport.case import Case, sqlite, writing
from purport.errors import OptionError


def hits(found):
    return [(hit.source.id, hit.statement and hit.statement.id, hit.incident and hit.incident.id) for hit in found]


FINDS = [
    ({"speaker": "Norran Front"}, [("raid", "s1", None)]),
    ({"speaker": "norran"}, [("raid", "s1", None)]),
    ({"speaker": "Norr"}, []),
    ({"speaker": "aron vik"}, [("raid", "s3", None)]),
    ({"addressee": "dock workers"}, [("strike", "s1", None)]),
    ({"addressee": "Aron Vik"}, []),
    ({"actor": "dock workers"}, [("strike", "s1", None)]),
    ({"kind": "denial"}, [("raid", "s2", None)]),
    ({"certainty": "possible"}, [("strike", "s1", None)]),
    ({"query": "PRISONERS torshavn"}, [("raid", "s1", None)]),
    ({"query": "pris*"}, [("raid", "s1", None)]),
    ({"query": "pris"}, []),
    ({"query": '"of prisoners"'}, [("raid", "s1", None)]),
    ({"query": '"prisoners of"'}, []),
    ({"query": "“of prisoners”"}, [("raid", "s1", None)]),
    ({"query": "prisoners Lerwick"}, []),
    ({"query": "spokesman"}, [("raid", "s3", None)]),
    ({"query": "claimed -league"}, [("raid", "s1", None)]),
    ({"query": "that"}, [("raid", None, None)]),
    ({"actor": "Norran Front"}, [("raid", "s1", None), ("raid", None, "i1")]),
    ({"actor": "norran-front"}, [("raid", "s1", None), ("raid", None, "i1")]),
    ({"incident": "jailbreak"}, [("raid", "s1", None), ("raid", "s2", None), ("raid", None, "i1")]),
    ({"incident": "jailbreak", "speaker": "Ministry"}, [("raid", "s2", None)]),
    ({"incident": "arson"}, []),
    ({"date": "2020-08-02"}, [("raid", None, "i1")]),
    ({"date": "2020-07"}, [("strike", "s1", None)]),
    ({"since": "2020-07-15", "until": "2020-07-20"}, [("strike", "s1", None)]),
    ({"since": "2020-08-03"}, [("raid", "s1", None), ("raid", "s2", None), ("raid", "s3", None)]),
    ({"until": "2019"}, []),
    ({"kind": "denial", "date": "2020-08", "actor": "Ministry of Justice"}, [("raid", "s2", None)]),
]


@pytest.mark.parametrize(("filters", "expected"), FINDS)
def test_find_with(case, filters, expected):
    assert hits(case.find(**filters)) == expected


def test_find_knows_the_types_of_the_codebook_that_a_case_was_read_with(tmp_path, hand):
    made = hand("Boats smuggled rifles into Lerwick.", document="boats")
    made.incident("smuggling", "smuggled")
    with Case.open(tmp_path / "own.purport", create=True) as own:
        own.add(made.reading())
        assert hits(own.find(incident="smuggling")) == [("boats", None, "i1")]
        assert [hit.source.id for hit in own.incidents(incident="smuggling")] == ["boats"]
        with pytest.raises(OptionError, match=r"'smugling' does not exist; .*other, smuggling"):
            own.find(incident="smugling")
        with pytest.raises(OptionError, match="'smugling' does not exist"):
            own.statements(incident="smugling")


def test_find_gives_the_words_and_what_stands_around(case):
    (hit,) = case.find("that")
    assert hit.anchor.text == "that"
    assert hit.before.endswith("claimed ")
    assert hit.after.startswith(" it had")
    (hit,) = case.find("spokesman")
    assert hit.anchor.text == "no one had escaped"
    assert [match.text for match in hit.matches] == ["spokesman"]
    (hit,) = case.find(kind="denial")
    assert hit.anchor.text == "the claim"


def test_find_everything_is_newest_first(case):
    assert [hit.source.id for hit in case.statements()] == ["raid", "raid", "raid", "strike"]
    assert len(case.find(limit=1)) == 2


def test_find_as_a_frame(case):
    frame = case.find(actor="Norran Front").frame()
    assert list(frame["sort"]) == ["statement", "incident"]
    assert frame["place"].iloc[1] == "Tórshavn"
    assert "<table>" in case.find()._repr_html_()


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "rumour"},
        {"certainty": "sure"},
        {"date": "last week"},
        {"since": "2020-13"},
        {"speaker": "!?"},
        {"addressee": "!?"},
        {"actor": ""},
    ],
)
def test_find_with_a_value_that_cannot_be(case, filters):
    with pytest.raises(OptionError):
        case.find(**filters)


def test_an_index_of_another_edition_is_made_anew_and_goes_on_where_it_was_broken_off(
    tmp_path, hand, monkeypatch, caplog
):
    path = tmp_path / "large.purport"
    with Case.open(path, create=True) as whole:
        for n in range(5):
            made = hand(f"Mayor {n} denied the raid.", document=f"d{n}")
            made.say(f"Mayor {n}", "denied", "the raid")
            whole.add(made.reading())
        before = hits(whole.find("raid OR denied"))
        whole._connection.exec_driver_sql("UPDATE editions SET value = 1 WHERE name = 'terms'")
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    with monkeypatch.context() as killed:
        killed.setattr(sqlite, "index_anew", _once)
        with pytest.raises(KeyboardInterrupt):
            Case.open(path)
    with caplog.at_level("INFO", "purport"), Case.open(path) as again:
        assert hits(again.find("raid OR denied")) == before
        assert again.verify().broken is None
    assert [record.getMessage().split(": ", 1)[1] for record in caplog.records] == [
        "search is brought up to date; documents to go: 1"
    ]


def _once(connection):
    """Index the next readings, and be ended before the ones after them."""
    if connection.exec_driver_sql("SELECT count(*) FROM editions WHERE name = 'indexed'").scalar():
        raise KeyboardInterrupt
    return writing.index_anew(connection)
