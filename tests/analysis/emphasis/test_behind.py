"""The query beside a number gives just the statements that were counted, or says why not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from purport.analysis import emphasis_of
from purport.analysis.emphasis.behind import Behind, behind, quoted_from
from purport.case import Case

NETS = [("The long pier", [("Ola Vik", ["nets"]), ("Marit Sund", ["nets"]), ("Ola Vik", [])])]
MORE = ("A court for nets", [("Ola Vik", ["nets"]), ("Marit Sund", []), ("Marit Sund", [])])


def day(week):
    return (date(2024, 1, 5) + timedelta(weeks=week)).isoformat()


def again(reading, name, week):
    """The same text in another document."""
    source = replace(reading.source, id=name, sha256=f"{week:064}", published=day(week))
    return replace(reading, source=source)


@pytest.fixture
def first(published):
    return published("first", NETS, published=day(0))


def test_a_document_that_is_a_reprint_is_left_out_by_name(tmp_path, published, first):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add([first, published("second", NETS, published=day(1)), again(first, "again", 2)])
        found = emphasis_of(case, "The Lantern")
        (reprint,) = found.reprints
        assert (reprint.document, reprint.period, reprint.whole, dict(reprint.statements)) == (
            "again",
            day(2),
            True,
            {"nets": 2},
        )
        told = behind(case, found, "nets", found.periods)
        assert told.query.endswith(' -document:"again"')
        assert (told.found, told.counted, told.note) == (4, 4, None)
        assert len(case.statements(told.query)) == 4
        # Before it came out nothing need be left out.
        assert "-document" not in behind(case, found, "nets", found.periods[:2]).query
        assert {hit.source.id for hit in quoted_from(case, found, "nets", found.periods, most=9)} == {"first", "second"}


def test_a_reprint_in_part_of_an_issue_is_told(tmp_path, published):
    one = published("one", [NETS[0], MORE], published=day(0))
    half = one.text.index("A court")
    other = published("other", [MORE, ("The new slip", NETS[0][1])], published=day(1))
    cut = other.text.index("The new slip")
    text = one.text[half:] + "\n\n" + other.text[cut:]
    by = len(one.text) - half + 2 - cut

    def moved(record, by):
        return replace(record, start=record.start + by, end=record.end + by)

    def shifted(statement, by):
        return replace(
            statement,
            speaker=moved(statement.speaker, by),
            cue=moved(statement.cue, by),
            content=tuple(moved(part, by) for part in statement.content),
        )

    both = replace(
        other,
        text=text,
        statements=tuple(
            replace(each, id=f"s{number}")
            for number, each in enumerate(
                [shifted(s, -half) for s in one.statements if s.content[0].start >= half]
                + [shifted(s, by) for s in other.statements if s.content[0].start >= cut]
            )
        ),
        themes=tuple(
            [moved(t, -half) for t in one.themes if t.start >= half]
            + [moved(t, by) for t in other.themes if t.start >= cut]
        ),
    )
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add([one, both])
        found = emphasis_of(case, "The Lantern")
        (reprint,) = found.reprints
        assert not reprint.whole
        told = behind(case, found, "nets", found.periods)
        assert (told.found, told.counted, told.reprinted) == (6, 5, 1)
        assert told.note == "gives 6 statements where 5 were counted: 1 stands in reprints"
        assert len(quoted_from(case, found, "nets", found.periods, most=9)) == 5


def test_a_query_that_gives_more_for_another_reason_says_so():
    assert "parts of names" in Behind(query="x", found=7, counted=5, reprinted=1).note
    assert Behind(query="x", found=5, counted=5, reprinted=0).note is None


def test_a_name_within_another_is_told(tmp_path, published, first):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add([first, published("other", NETS, published=day(1), publisher="The Lantern Monthly")])
        found = emphasis_of(case, "The Lantern")
        case_wide = behind(case, found, "nets", found.periods)
        assert (case_wide.found, case_wide.counted) == (2, 2)
        case.add([published("third", NETS, published=day(2))])
        found = emphasis_of(case, "The Lantern")
        told = behind(case, found, "nets", found.periods)
        assert (told.found, told.counted) == (6, 4)
        assert "parts of names" in told.note
