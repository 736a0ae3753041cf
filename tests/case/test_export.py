import hashlib
import json
import random
import zipfile
from dataclasses import replace

import bagit
import pytest

from purport.case import Case, Kept
from purport.case.export import CASE, case_of, proved_bag, take_case
from purport.codec import decode
from purport.errors import BagError, CaseError

PAGE = "<p>Aron Vik said “no”.</p>".encode()


@pytest.fixture
def full(case, hand):
    reading = hand("Aron Vik said “no”.", document="page").reading()
    source = replace(reading.source, sha256=hashlib.sha256(PAGE).hexdigest())
    case.add(Kept(reading=replace(reading, source=source), original=PAGE))
    case.add(replace(reading, source=replace(source, id="copy", publisher="Copyist")))
    case.judge("reject", "raid#s1", reason="a rumour")
    return case


@pytest.fixture(params=["bag", "bag.zip"])
def bag(full, tmp_path, request):
    full.export(tmp_path / "out" / request.param) if request.param == "bag" else full.export(tmp_path / request.param)
    return tmp_path / "out" / "bag" if request.param == "bag" else tmp_path / request.param


def test_export_can_be_proved_and_opened_elsewhere(full, bag, tmp_path):
    proved_bag(bag)
    take_case(bag, tmp_path / "again.purport")
    with Case.open(tmp_path / "again.purport") as again:
        assert list(again.readings()) == list(full.readings())
        assert again.verify().holds
        assert [hit.anchor.text for hit in again.find("escaped")] == [hit.anchor.text for hit in full.find("escaped")]
    last = list(full.log())[-1]
    assert (last.act, json.loads(last.detail)["path"]) == ("exported", bag.name)


def test_export_has_everything_in_open_forms(full, tmp_path):
    full.export(tmp_path / "bag")
    data = tmp_path / "bag" / "data"
    assert (data / "originals" / hashlib.sha256(PAGE).hexdigest()).read_bytes() == PAGE
    for text in (data / "texts").iterdir():
        assert hashlib.sha256(text.read_bytes()).hexdigest() == text.stem
    lines = (data / "readings.jsonl").read_bytes().splitlines()
    assert list(map(decode, lines)) == list(full.readings())
    kinds = {next(iter(json.loads(line))) for line in (data / "case.jsonl").read_bytes().splitlines()}
    assert kinds == {"case", "source", "occurrence", "reading", "place", "judgement", "log"}
    prov = json.loads((data / "prov.json").read_bytes())
    assert {"agent", "entity", "activity", "wasGeneratedBy", "used", "wasDerivedFrom"} <= prov.keys()
    known = prov["entity"].keys() | prov["activity"].keys() | prov["agent"].keys()
    for relation in ("used", "wasGeneratedBy", "wasDerivedFrom", "specializationOf", "wasAssociatedWith"):
        assert prov[relation]
        for each in prov[relation].values():
            assert set(each.values()) <= known


def test_export_is_a_bag_as_others_know_it(full, tmp_path):
    full.export(tmp_path / "bag")
    assert bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_changed_bag_is_named(full, tmp_path):
    full.export(tmp_path / "bag")
    files = sorted(path for path in (tmp_path / "bag").rglob("*") if path.is_file())
    seeds = random.Random(1)
    for path in files:
        whole = path.read_bytes()
        at = seeds.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BagError):
            proved_bag(tmp_path / "bag")
        path.unlink()
        with pytest.raises(BagError):
            proved_bag(tmp_path / "bag")
        path.write_bytes(whole)
    (tmp_path / "bag" / "data" / "more.txt").write_text("x")
    with pytest.raises(BagError, match="in no list"):
        proved_bag(tmp_path / "bag")


def test_cut_off_zip_is_named(full, tmp_path):
    full.export(tmp_path / "bag.zip")
    whole = (tmp_path / "bag.zip").read_bytes()
    for end in (0, 100, len(whole) // 2, len(whole) - 1):
        (tmp_path / "bag.zip").write_bytes(whole[:end])
        with pytest.raises(BagError):
            proved_bag(tmp_path / "bag.zip")


def test_zip_of_something_else_is_no_bag(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("a/b.txt", "x")
    with pytest.raises(BagError, match="not an exported case"):
        proved_bag(tmp_path / "x.zip")


def test_list_that_names_what_lies_outside_is_refused(full, tmp_path):
    full.export(tmp_path / "bag")
    (tmp_path / "outside").write_text("x")
    listed = tmp_path / "bag" / "tagmanifest-sha256.txt"
    listed.write_text(listed.read_text() + f"{hashlib.sha256(b'x').hexdigest()}  ../outside\n")
    with pytest.raises(BagError, match="missing"):
        proved_bag(tmp_path / "bag")


def test_export_leaves_what_is_there_alone(full, tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").write_text("x")
    (tmp_path / "taken.zip").write_text("x")
    for name in ("taken", "taken.zip"):
        with pytest.raises(CaseError, match="something already"):
            full.export(tmp_path / name)
    with pytest.raises(CaseError, match="something already"):
        full.export(tmp_path / "bag")
        take_case(tmp_path / "bag", tmp_path / "taken.zip")
    assert (tmp_path / "taken.zip").read_text() == "x"
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["x"]


def test_export_that_cannot_be_written_leaves_nothing(full, tmp_path):
    (tmp_path / "file").write_text("x")
    for name in ("file/bag", "none/bag.zip"):
        with pytest.raises(CaseError, match="cannot be written"):
            full.export(tmp_path / name)
    assert not (tmp_path / "none").exists()
    assert [entry.act for entry in full.log()][-1] == "judged"


def test_case_in_a_bag_is_looked_at_without_touching_it(full, tmp_path):
    full.export(tmp_path / "bag")
    before = (tmp_path / "bag" / CASE).read_bytes()
    with case_of(tmp_path / "bag") as place, Case.open(place) as case:
        case.judge("accept", "raid#s1")
    assert (tmp_path / "bag" / CASE).read_bytes() == before
