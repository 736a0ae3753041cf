"""A full disk, two programs at once, and what is left of a case then."""

import subprocess
import sys
import textwrap

from purport.case import Case

ADD = """
    import resource, sys
    from purport.case import Case
    from purport.errors import CaseError
    from purport.types import MadeBy, Reading, Source
    path, first, count, room = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    def readings():
        for n in range(first, first + count):
            source = Source(id=f"t{n}", sha256=f"{n:064x}", publisher=sys.argv[5] or None)
            yield Reading(source=source, text=f"Text {n}. " * 40, made_by=MadeBy(purport="0", codebook="0"))
    from purport.case import adding
    adding.BATCH = 20
    try:
        with Case.open(path, create=True) as case:
            print(sum(1 for _ in case.adding(readings())))
    except CaseError as error:
        print(error)
        sys.exit(1)
"""


def adding(path, first, count, room=0, publisher=""):
    command = [sys.executable, "-c", textwrap.dedent(ADD), str(path), *map(str, (first, count, room, publisher))]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finished(process):
    told = process.communicate(timeout=120)[0]
    return process.returncode, told


def test_disk_that_has_no_more_room_keeps_what_was_stored(tmp_path):
    path = tmp_path / "a.case"
    assert finished(adding(path, 0, 40)) == (0, "40\n")
    status, told = finished(adding(path, 40, 2000, room=path.stat().st_size + 300_000))
    assert status == 1
    assert "safe. Make room" in told
    with Case.open(path) as case:
        held = len(case)
        assert case.verify().holds
        assert [reading.source.id for reading in case.readings()] == [f"t{n}" for n in range(held)]
    assert 40 <= held < 2040
    assert finished(adding(path, 40, 200)) == (0, "200\n")
    with Case.open(path) as case:
        assert len(case) == max(held, 240)
        assert case.verify().holds


def test_two_programs_may_add_at_once(tmp_path):
    path = tmp_path / "a.case"
    both = [adding(path, 0, 300), adding(path, 100, 300)]
    assert [finished(each) for each in both] == [(0, "300\n"), (0, "300\n")]
    with Case.open(path) as case:
        assert sorted(each.source.id for each in case.documents()) == sorted(f"t{n}" for n in range(400))
        assert case.verify().holds


def test_two_programs_may_add_the_same_from_two_places_at_once(tmp_path):
    path = tmp_path / "a.case"
    both = [adding(path, 0, 200, publisher=name) for name in ("Alpha", "Beta")]
    assert [finished(each) for each in both] == [(0, "200\n"), (0, "200\n")]
    with Case.open(path) as case:
        for document in case.documents():
            assert sorted(each.source.publisher for each in document.occurrences) == ["Alpha", "Beta"]
        assert len(case.find("publisher:Beta text")) == len(case) == 200
        assert case.verify().holds
