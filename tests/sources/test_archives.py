import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

import purport
from purport.errors import Damaged, EmptyDocument, Encrypted, TooLarge, UnknownFormat
from purport.sources import documents
from purport.sources.containers import Allowance
from purport.types import Document

SAMPLES = Path(purport.__file__).parent / "samples"
FILES = Path(__file__).parent / "files"


def packed(members, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.fixture
def read(tmp_path):
    def read(data, name="in.zip"):
        (tmp_path / name).write_bytes(data)
        return list(documents(tmp_path / name))

    return read


def digest(data):
    return hashlib.sha256(data).hexdigest()


def outcomes(found):
    return [each.source.id if isinstance(each, Document) else type(each) for each in found]


def test_zip_members_are_read_as_the_files_of_a_folder(read):
    samples = {f"press/{path.name}": path.read_bytes() for path in sorted(SAMPLES.iterdir())}
    found = read(packed({**samples, "press/.hidden.txt": "x", "__MACOSX/press/._a": "x", "press/": ""}))
    plain = list(documents(SAMPLES))
    assert [each.text for each in found] == [each.text for each in plain]
    assert [each.source.sha256 for each in found] == [each.source.sha256 for each in plain]
    assert found[0].source.id == "press/beacon-34.md"


def test_zip_members_tell_what_they_were_taken_out_of(read, tmp_path):
    inner = packed({"b.txt": "He said so."})
    [document] = read(packed({"a/inner.zip": inner}))
    outer = document.source.extra["container"].pop("container")
    assert document.source.extra["container"] == {
        "sha256": digest(inner),
        "path": None,
        "member": "b.txt",
    }
    assert (outer["path"], outer["member"]) == (str(tmp_path / "in.zip"), "a/inner.zip")
    assert outer["sha256"] == digest((tmp_path / "in.zip").read_bytes())


def test_zip_made_by_the_zip_program_is_read_without_its_link():
    found = list(documents(FILES / "press.zip"))
    assert outcomes(found) == ["press/beacon-34.md", "press/nordic-wire-prison-raid.html"]
    assert found[0].text == next(iter(documents(SAMPLES / "beacon-34.md"))).text


def test_zip_locked_with_a_password_is_named_and_the_rest_goes_on():
    error, document = documents(FILES / "locked.zip")
    assert isinstance(error, Encrypted)
    assert str(error) == f"{FILES / 'locked.zip'}/beacon-34.md: locked with a password. " + (
        "Unpack it yourself and read what was in it."
    )
    assert document.source.id == "open.txt"


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "a/../../up.txt", "/etc/up.txt", "C:\\up.txt", "a\\..\\up.txt", "..\\up.txt", "...\\up.txt/../x"],
)
def test_zip_names_that_climb_are_refused(read, name):
    found = read(packed({name: "x", "good.txt": "Good."}))
    assert sorted(map(str, outcomes(found))) == sorted(map(str, ["good.txt", UnknownFormat]))


@pytest.mark.parametrize("members", [{}, {"a/": ""}, {".hidden": "x"}])
def test_zip_without_files_is_named(read, members):
    assert outcomes(read(packed(members))) == [EmptyDocument]


def test_zip_member_without_a_name_is_left_out(read):
    info = zipfile.ZipInfo("a")
    info.filename = ""
    assert outcomes(read(packed({info: "x", "good.txt": "Good."}))) == ["good.txt"]


def test_zip_that_explodes_is_named_and_the_rest_goes_on(read):
    found = read(packed({"bomb.txt": b"\0" * 30_000_000, "good.txt": "Good."}))
    assert outcomes(found) == [TooLarge, "good.txt"]
    assert "made to explode" in found[0].message


def test_zip_that_lies_about_its_size_is_stopped(read):
    data = bytearray(packed({"bomb.txt": b"\0" * 30_000_000}))
    size = (30_000_000).to_bytes(4, "little")
    [error] = read(bytes(data).replace(size, (1000).to_bytes(4, "little")))
    assert isinstance(error, Damaged | TooLarge)


def test_zip_nested_past_the_limit_is_named(read):
    data = packed({"deep.txt": "He said so."})
    for _ in range(3):
        data = packed({"in.zip": data})
    assert outcomes(read(data)) == ["deep.txt"]
    [error] = read(packed({"in.zip": data}))
    assert "lies 5 files deep; at most 4" in error.message


def test_zip_members_past_the_limit_are_not_opened(read, monkeypatch):
    monkeypatch.setattr(Allowance.__init__, "__defaults__", (3, 10_000))
    found = read(packed({f"{n}.txt": "Good." for n in range(5)}))
    assert outcomes(found) == ["0.txt", "1.txt", "2.txt", TooLarge, TooLarge]


@pytest.mark.parametrize("cut", [10, 100, -30, -1])
def test_zip_cut_off_is_named(read, cut):
    [error] = read(packed({"a.txt": "Good. " * 100})[:cut])
    assert isinstance(error, Damaged)


def test_zip_with_a_broken_member_is_named_and_the_rest_goes_on(read):
    data = bytearray(packed({"a.txt": "One. " * 50, "b.txt": "Two."}, zipfile.ZIP_STORED))
    data[60] ^= 1
    found = read(bytes(data))
    assert outcomes(found) == [Damaged, "b.txt"]


@pytest.mark.parametrize(
    ("member", "what"), [("xl/workbook.xml", "an Excel workbook"), ("META-INF/container.xml", "an EPUB book")]
)
def test_zip_of_another_program_is_named(read, member, what):
    [error] = read(packed({member: "x"}))
    assert isinstance(error, UnknownFormat)
    assert what in error.message


def test_gzip_is_read_by_what_it_packs(read):
    data = gzip.compress(b'{"id": "r1", "text": "One."}\n{"id": "r2", "text": "Two."}\n')
    assert outcomes(read(data, "reports.jsonl.gz")) == ["r1", "r2"]
    [error] = read(data[:-12], "reports.jsonl.gz")[-1:]
    assert isinstance(error, Damaged)
    [error] = read(gzip.compress(b"\0" * 30_000_000), "bomb.gz")
    assert isinstance(error, TooLarge)
