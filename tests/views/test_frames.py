import builtins

import pytest

import purport
from purport import InputError, MadeBy, OptionError, Reading, Source, frame
from purport.views.frames import TABLES

TEXT = (
    "The office in Tórshavn told reporters on 6 March 2024 that 12 men may have left. The Norran Front denied it, "
    "and called on the office to apologise."
)


@pytest.fixture(scope="module")
def reading():
    return purport.read(TEXT, published="2024-03-08", id="d1")


def test_frame_has_a_row_a_record(reading):
    for table in TABLES:
        rows = frame(reading, table)
        assert len(rows) == len(list(TABLES[table].records(reading)))
        assert list(rows.columns) == ["document", *TABLES[table].columns]
        assert set(rows["document"]) <= {"d1"}


def test_frame_of_statements_has_plain_values(reading):
    rows = frame([reading, reading])
    assert len(rows) == 2 * len(reading.statements)
    first, statement = rows.iloc[0], reading.statements[0]
    assert first["speaker"] == statement.speaker.text
    assert first["cue"] == statement.cue.text
    assert type(first["kind"]) is str
    assert first["via"] == tuple(via.name for via in statement.via)
    assert (first["addressee"], first["addressee_name"]) == ("reporters", "reporters")
    assert reading.text[first["start"] : first["end"]].startswith(statement.content[0].text)


def test_frame_has_its_columns_without_rows():
    empty = Reading(source=Source(id="a", sha256="0" * 64), text="x", made_by=MadeBy(purport="1", codebook="c"))
    for table in TABLES:
        assert list(frame(empty, table).columns) == list(frame([], table).columns)


def test_frame_warns_of_errors_among_readings(reading):
    with pytest.warns(UserWarning, match=r"left out: b\.txt: it is gone"):
        rows = frame([InputError("it is gone", where="b.txt"), reading], "dates")
    assert len(rows) == len(reading.dates)


def test_frame_refuses_an_unknown_table(reading):
    with pytest.raises(OptionError, match="statements, incidents"):
        frame(reading, "claims")


def test_frame_says_when_pandas_is_not_there(reading, monkeypatch):
    real = builtins.__import__

    def without_pandas(name, *rest):
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pandas)
    with pytest.raises(OptionError, match=r"purport\[frames\]"):
        frame(reading)
