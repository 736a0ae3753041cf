"""Searching within documents that are named: by every name that they have, and by the names of their records."""

from dataclasses import replace

import pytest

from purport.errors import OptionError


def found(case, query):
    return [(hit.source.id, (hit.statement or hit.incident).id) for hit in case.find(query)]


@pytest.fixture
def mirrored(case, raid):
    """The case with one of its documents met at a second place, where it has another name."""
    reading = raid.reading()
    case.add(replace(reading, source=replace(reading.source, id="mirror/raid.html", publisher="Northern Mirror")))
    return case


def test_document_is_searched_by_every_name(mirrored, raid):
    digest = raid.reading().source.sha256
    every = [("raid", "s1"), ("raid", "s2"), ("raid", "s3"), ("raid", "i1")]
    for name in ("raid", "mirror/raid.html", digest, digest[:6].upper()):
        assert found(mirrored, f"document:{name}") == every
    assert found(mirrored, "document:raid kind:denial") == [("raid", "s2")]
    assert found(mirrored, "-document:raid") == [("strike", "s1")]
    assert found(mirrored, "document:(raid OR strike) -kind:report") == [("raid", "s1"), ("raid", "s2"), ("raid", "i1")]
    assert found(mirrored, "document:raid document:strike") == []
    assert [hit.anchor.text for hit in mirrored.find("document:strike workers OR document:raid Lerwick")]


def test_record_is_found_by_its_name(mirrored, raid):
    digest = raid.reading().source.sha256
    assert found(mirrored, "raid#s2") == found(mirrored, "document:raid#s2") == [("raid", "s2")]
    assert found(mirrored, f"{digest[:12]}#i1") == [("raid", "i1")]
    assert found(mirrored, "document:raid -raid#s2 -raid#i1") == [("raid", "s1"), ("raid", "s3")]
    assert found(mirrored, "raid#s2 kind:claim") == []


def test_incident_is_found_in_its_document_by_the_day_that_it_was_corrected_to(case):
    case.judge("correct", "raid#i1", correction={"date": "2021-05"}, author="A")
    assert found(case, "document:raid date:2021-05-20") == [("raid", "i1")]
    assert found(case, "raid#i1") == [("raid", "i1")]
    assert found(case, "document:raid date:2020-08-02") == []
    assert ("raid", "i1") not in found(case, "-document:raid")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("document:nowhere", "no document of the case is called 'nowhere'"),
        ("-document:abcdef12", "no document of the case is called 'abcdef12'"),
        ("prisoners OR document:raid#s9", "'raid' has no statement or incident 's9'"),
        ('document:" "', "document has no name"),
    ],
)
def test_name_that_is_none(case, query, told):
    with pytest.raises(OptionError, match=told):
        case.find(query)


def test_word_that_is_the_name_of_a_document_is_told(case):
    hits = case.find("strike")
    assert hits
    assert hits.notes == ()
    case.judge("reject", "raid#s1")
    hits = case.find("raid")
    assert not hits
    assert hits.notes == ("a document is called 'raid'; document:\"raid\" finds what was read in it",)
    (note,) = case.find("raid#s9").notes
    assert note.startswith("'raid' has no statement or incident 's9'")


def test_removed_document_is_not_found_by_name(case):
    case.remove("raid", "asked")
    with pytest.raises(OptionError, match="no document of the case is called 'raid'"):
        case.find("document:raid")
