"""The same bytes from several places: each leaves a trace, and none takes another's place by itself."""

import json
import sqlite3
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest

from purport.case import Case, Kept, Outcome
from purport.case.occurrences import Occurrence, also, standing, together
from purport.errors import OptionError
from purport.reading import default_reader
from purport.sources import documents
from purport.types import Source

TEXT = "The mayor of Klaksvík said yesterday that the ferry was late.\n"
DIGEST = sha256(TEXT.encode()).hexdigest()


def met(name="x.txt", told=(), container=None, **facts):
    extra = {} if container is None else {"container": {"sha256": "0" * 64, "path": container, "member": name}}
    return Occurrence(source=Source(id=name, sha256=DIGEST, path=name, extra=extra, **facts), told=told)


def facts(source):
    return {name: value for name in ("publisher", "published", "title", "url") if (value := getattr(source, name))}


ALPHA = met("alpha.txt", publisher="Alpha", published="2024-09-13")


@pytest.mark.parametrize(
    ("occurrences", "expected"),
    [
        ([met("a"), met("b", publisher="Alpha")], {"publisher": "Alpha"}),
        ([ALPHA, met("b")], {"publisher": "Alpha", "published": "2024-09-13"}),
        ([met("b"), ALPHA], {"publisher": "Alpha", "published": "2024-09-13"}),
        # The earliest publication known, whichever came first; what contradicts it fills no gap.
        ([ALPHA, met("b", publisher="Beta", published="2024-09-10")], {"publisher": "Beta", "published": "2024-09-10"}),
        ([met("b", publisher="Beta", published="2024-09-15", url="https://b.example"), ALPHA], facts(ALPHA.source)),
        ([ALPHA, met("b", publisher="Beta", title="T")], {**facts(ALPHA.source), "title": "T"}),
        # A day within a month is known better than the month.
        ([met("a", published="2024-09"), met("b", published="2024-09-13")], {"published": "2024-09-13"}),
        ([met("a", published="2024-08"), met("b", published="2024-09-13")], {"published": "2024-08"}),
        # What does not contradict it fills its gaps.
        (
            [met("a", publisher="Alpha", title="T"), met("b", published="2024-09-13")],
            {"publisher": "Alpha", "published": "2024-09-13", "title": "T"},
        ),
        # Told again of the same place it is a correction, of another one it is not.
        (
            [ALPHA, met("alpha.txt", ("published",), published="2024-09-14")],
            {"publisher": "Alpha", "published": "2024-09-14"},
        ),
        ([ALPHA, met("alpha.txt", (), published="2024-09-14")], facts(ALPHA.source)),
        ([ALPHA, met("b", ("published",), published="2024-09-14")], facts(ALPHA.source)),
    ],
)
def test_what_is_told_of_a_document(occurrences, expected):
    found = together(occurrences)
    assert facts(found) == expected
    assert (found.id, found.path) == (occurrences[0].source.id, occurrences[0].source.path)


def test_correction_can_be_taken_back():
    corrected = [ALPHA, met("alpha.txt", ("publisher",), publisher="Beta")]
    assert [each.source.publisher for each in standing(corrected)] == ["Beta"]
    back = [*corrected, met("alpha.txt", ("publisher",), publisher="Alpha")]
    assert [each.source.publisher for each in standing(back)] == ["Alpha"]


def test_other_places_are_named():
    every = [
        ALPHA,
        met("b.txt", publisher="Beta"),
        met("c.txt", container="box.zip"),
        met("d.txt"),
        met("e", publisher="Alpha"),
    ]
    assert also(every, together(every)) == ("Beta", "box.zip", "d.txt")
    assert also([ALPHA], ALPHA.source) == ()


@pytest.fixture
def files(tmp_path):
    for name in ("a/x.txt", "b/y.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def add(files, monkeypatch):
    """Adds a file as the command line does."""
    from purport.api import metadata

    monkeypatch.chdir(files)

    def adding(name, anew=False, codebooks=(), **told):
        with Case.open(files / "a.case", create=True) as case:
            found = documents(name, given=metadata(**told))
            return [e.outcome for e in case.read(found, told=tuple(told), anew=anew, codebooks=codebooks, processes=1)]

    return adding


@pytest.fixture
def opened(files):
    with Case.open(files / "a.case", create=True) as case:
        yield case


def current(case):
    return facts(case.documents()[0].source)


def test_same_file_under_two_names(add, opened):
    assert add("a/x.txt", publisher="Alpha", published="2024-09-13") == [Outcome.ADDED]
    assert add("b/y.txt") == [Outcome.OCCURRED]
    assert add("b/y.txt") == add("a/x.txt") == [Outcome.PRESENT]
    assert current(opened) == {"publisher": "Alpha", "published": "2024-09-13"}
    assert [each.source.path for each in opened.occurrences()] == ["a/x.txt", "b/y.txt"]
    assert opened.reading("y.txt") == opened.reading("x.txt")
    assert opened.documents()[0].also == ("b/y.txt",)
    assert [hit.also for hit in opened.find("ferry")] == [("b/y.txt",)]
    assert opened.verify().holds


def test_place_that_tells_more_leads_to_reading_anew(add, opened):
    assert add("a/x.txt") == [Outcome.ADDED]
    assert add("b/y.txt", published="2024-09-13") == [Outcome.REREAD]
    reading = opened.reading("x.txt")
    assert reading.source.published == "2024-09-13"
    assert [date.value for date in reading.dates] == ["2024-09-12"]
    assert (reading.source.id, reading.source.path) == ("x.txt", "a/x.txt")
    assert add("a/x.txt") == add("b/y.txt") == [Outcome.PRESENT]


def test_correction_is_told_again_and_taken_back(add, opened):
    add("a/x.txt", published="2024-09-13")
    assert add("a/x.txt", published="2024-09-14") == [Outcome.REREAD]
    assert current(opened) == {"published": "2024-09-14"}
    assert add("a/x.txt", published="2024-09-14") == add("a/x.txt") == [Outcome.PRESENT]
    assert add("a/x.txt", published="2024-09-13") == [Outcome.REREAD]
    assert current(opened) == {"published": "2024-09-13"}
    assert [entry.act for entry in opened.log()] == ["added", "read", "occurred", "read", "occurred", "chosen"]
    assert len(opened.occurrences()) == 1
    assert len(opened.occurrences(past=True)) == 3
    assert opened.verify().holds
    assert len(opened.find("ferry")) == 1


def test_document_is_found_by_every_publisher(add, opened):
    add("a/x.txt", publisher="Alpha Wire")
    add("b/y.txt", publisher="Beta Post")
    for name in ("Alpha Wire", "Beta Post"):
        (hit,) = opened.statements(f'publisher:"{name}"')
        assert (hit.source.publisher, hit.also) == ("Alpha Wire", ("Beta Post",))
    assert not opened.find('publisher:"Wire Beta"')
    add("b/y.txt", publisher="Gamma News")
    assert not opened.find("publisher:Beta")
    assert opened.find("publisher:Gamma")
    opened.remove("x.txt", "asked to")
    assert not opened.find("publisher:Gamma")


FEED = """<rss version="2.0"><channel><title>{}</title><item><title>Late</title><guid>g1</guid>
<description>The mayor of Klaksvík said the ferry was late.</description></item></channel></rss>"""


def test_same_item_in_two_feeds(files, add, opened):
    for name in ("World", "Politics"):
        (files / f"{name}.rss").write_text(FEED.format(name))
    assert add("World.rss") == [Outcome.ADDED]
    assert add("Politics.rss") == [Outcome.OCCURRED]
    assert add("World.rss") == [Outcome.PRESENT]
    assert [each.source.publisher for each in opened.occurrences("World.rss/g1")] == ["World", "Politics"]
    assert current(opened)["publisher"] == "World"


def test_feed_that_is_fetched_again_is_no_other_place(files, add, opened):
    path = files / "World.rss"
    path.write_text(FEED.format("World"))
    assert add("World.rss") == [Outcome.ADDED]
    newer = "<item><title>New</title><guid>g2</guid><description>The mayor said no.</description></item></channel>"
    path.write_text(FEED.format("World").replace("</channel>", newer))
    assert sorted(add("World.rss")) == [Outcome.ADDED, Outcome.PRESENT]
    path.write_text(path.read_text().replace("<title>World", "<title>Whole World"))
    assert add("World.rss") == [Outcome.OCCURRED] * 2
    assert [each.source.publisher for each in opened.occurrences("World.rss/g1")] == ["World", "Whole World"]


def test_case_holds_what_another_place_brings_nothing_new_of(add, opened):
    add("a/x.txt", published="2024-09-13")
    made_by = opened.reading("x.txt").made_by
    (other,) = documents("b/y.txt")
    assert opened.holds(other) and opened.holds(other, made_by)
    assert not opened.holds(other, replace(made_by, codebook="another"))
    (earlier,) = documents("b/y.txt", given=_metadata({"published": "2024-09-01"}))
    assert not opened.holds(earlier, made_by)
    assert len(opened.occurrences()) == 1


def test_equal_members_of_a_zip_are_read_once(files, add, opened, monkeypatch):
    with zipfile.ZipFile(files / "box.zip", "w") as file:
        for number in range(300):
            file.writestr(f"{number}.txt", TEXT)
    read = []
    whole = type(default_reader()).read_all
    monkeypatch.setattr(
        type(default_reader()), "read_all", lambda self, found: whole(self, (read.append(e) or e for e in found))
    )
    assert add("box.zip") == [Outcome.ADDED, *[Outcome.OCCURRED] * 299]
    assert len(read) == 1
    assert add("box.zip") == [Outcome.PRESENT] * 300
    assert [each.source.id for each in opened.occurrences()] == sorted(f"{n}.txt" for n in range(300))
    assert opened.verify().counts["occurrences"] == 299


def test_same_bytes_of_another_format_keep_their_text(files, add, opened):
    for name in ("x.md", "x.txt"):
        (files / name).write_text("# Late\n\nThe mayor said the ferry was late.\n")
    assert add("x.md") == [Outcome.ADDED]
    text = opened.reading("x.md").text
    for _ in range(2):
        add("x.txt")
        add("x.md")
    assert opened.reading("x.txt").text == text
    assert add("x.txt", published="2024-09-13") == [Outcome.REREAD]
    assert opened.reading("x.txt").text == text
    assert add("x.md") == add("x.txt") == [Outcome.PRESENT]


def test_readings_of_two_places(case, raid):
    reading = raid.reading()

    def at(name, **changes):
        return replace(reading, source=replace(reading.source, id=name, **changes))

    assert case.add(at("copy", publisher="Copyist")).occurred
    assert case.add(at("late", publisher="Late", published="2031-01-01")).occurred
    assert case.reading("late") == reading
    assert case.add(at("early", publisher="Early", published="2020-08-05", title=None)).reread
    assert (case.reading("raid").source.publisher, case.reading("raid").source.title) == ("Early", "Raid")
    better = replace(at("early", publisher=None, published="2020-08-05"), made_by=replace(reading.made_by, purport="1"))
    assert case.add(better).reread
    found = case.reading("raid")
    assert (found.source.id, found.source.publisher, found.made_by.purport) == ("raid", "Early", "1")
    assert [each.source.id for each in case.occurrences("raid")] == ["raid", "copy", "late", "early"]
    assert case.verify().holds


def test_codebook_is_not_left_out_by_itself(case, raid):
    plain = raid.reading()
    made_by = plain.made_by

    def by(codebook):
        return replace(plain, made_by=replace(made_by, codebook=codebook))

    assert case.add(by("purport/1+abc+own1")).reread
    assert case.add(by("purport/1+abc")).stayed
    assert case.add(by("purport/2+def")).stayed
    assert case.reading("raid").made_by.codebook == "purport/1+abc+own1"
    assert case.add(by("purport/1+abc+own2")).reread
    assert case.add(by("purport/1+abc"), anew=True).reread
    assert case.add(by("purport/1+abc+own2")).reread  # it is there: chosen again, not stored again
    assert case.reading("raid").made_by.codebook == "purport/1+abc+own2"
    with sqlite3.connect(case.path) as connection:
        assert connection.execute("SELECT count(*) FROM readings WHERE document = 'raid'").fetchone() == (4,)
    assert len(case.find("escaped")) == len(case.find("escaped", limit=9))
    assert case.verify().holds


def test_bytes_that_come_later_are_kept(case, hand):
    page = "<p>Aron Vik said “no”.</p>".encode()
    reading = hand("Aron Vik said “no”.", document="page").reading()
    reading = replace(reading, source=replace(reading.source, sha256=sha256(page).hexdigest()))
    case.add(reading)
    before = case.verify().counts["originals"]
    assert case.add(Kept(reading=reading, original=page)).present
    assert case.verify().counts["originals"] == before + 1
    last = list(case.log())[-1]
    assert (last.act, json.loads(last.detail)) == ("completed", {"packing": "plain"})
    length = len(list(case.log()))
    assert case.add(Kept(reading=reading, original=page)).present
    assert len(list(case.log())) == length
    with sqlite3.connect(case.path) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("UPDATE sources SET original = x'00'")


def test_documents_in_one_batch_end_as_one_by_one(files, add, opened, tmp_path, monkeypatch):
    given = {"a/x.txt": {}, "b/y.txt": {"publisher": "Beta", "published": "2024-09-13"}}
    found = [d for name, told in given.items() for d in documents(name, given=_metadata(told))]
    found += found
    with Case.open(tmp_path / "one.case", create=True) as one, Case.open(tmp_path / "two.case", create=True) as two:
        assert [e.outcome for e in one.read(found, processes=1)] == ["added", "reread", "present", "present"]
        monkeypatch.setattr("purport.case.adding.BATCH", 1)
        assert [e.outcome for e in two.read(found, processes=1)] == ["added", "reread", "present", "present"]
        assert list(one.dump()) == list(two.dump())
        assert one.verify().holds


def _metadata(told):
    from purport.api import metadata

    return metadata(**told)


def test_occurrences_are_never_changed(add, opened):
    add("a/x.txt")
    add("b/y.txt")
    with sqlite3.connect(opened.path) as connection:
        for change in ("UPDATE occurrences SET record = '{}'", "DELETE FROM occurrences"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(change)


def test_removed_document_leaves_no_place(add, opened):
    add("a/x.txt", title="Zarquon")
    add("b/y.txt", title="Plimsoll")
    opened.remove("x.txt", "asked to")
    assert not opened.occurrences()
    assert opened.verify().holds
    for word in (b"Zarquon", b"Plimsoll", b"zarquon", b"plimsoll"):
        assert word not in opened.path.read_bytes()
    assert add("b/y.txt", title="Another") == [Outcome.REMOVED]


def test_field_that_is_none(case, raid):
    with pytest.raises(OptionError, match="'date' is nothing"):
        case.add(raid.reading(), told=("date",))


def test_file_is_one_place_however_its_path_is_written(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for name in ("x.txt", "y.txt"):
        (tmp_path / "in" / name).write_text(TEXT)
    with zipfile.ZipFile(tmp_path / "in" / "z.zip", "w") as archive:
        archive.writestr("x.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    ways = ["in/x.txt", tmp_path / "in/x.txt", "in", tmp_path / "in", "./in/../in/z.zip", "in/y.txt"]
    with Case.open(tmp_path / "a.purport", create=True) as case:
        for way in ways:
            list(case.read(documents(way), processes=1))
        (document,) = case.documents()
        assert [each.source.path for each in document.occurrences] == ["in/x.txt", "in/y.txt", "in/z.zip"]
        assert document.source.id == "x.txt"
        (found,) = documents(tmp_path / "in/y.txt")
        assert case.holds(found, default_reader().made_by)
        (reading,) = case.readings()
        again = replace(reading, source=replace(reading.source, id="in/x.txt", path=str(tmp_path / "in/x.txt")))
        assert case.add(again).present
        assert case.verify().holds
