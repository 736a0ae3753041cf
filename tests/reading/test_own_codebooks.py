"""Readings by codebooks of one's own, beside ours."""

import pytest

import purport
from purport.codebooks.edition import edition

TEXT = (
    "The Havn Watch said on Friday that nobody was hurt. The Watch denied the rest.\n\n"
    "The Havn Watch attacked a ferry near Vágur on Friday."
)


@pytest.fixture
def codebook(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[group.havn-watch]\nname = "Havn Watch"\ncountry = "FO"\nsource = "invented"\n')
    return path


def test_own_actor_is_resolved_in_actors_speakers_and_incidents(codebook):
    reading = purport.read(TEXT, codebooks=[codebook])
    assert [actor.id for actor in reading.actors] == ["havn-watch"]
    assert {s.speaker.actor for s in reading.statements} == {"havn-watch"}
    assert {"The Havn Watch", "The Watch"} <= {s.speaker.text for s in reading.statements}
    assert {party.actor for incident in reading.incidents for party in incident.actors} == {"havn-watch"}


def test_without_it_the_actor_is_kept_as_unlisted(codebook):
    assert [actor.id for actor in purport.read(TEXT).actors] == ["unlisted:havn-watch"]


def test_own_codebook_stands_in_made_by(codebook):
    told = purport.read(TEXT, codebooks=codebook).made_by.codebook
    assert told.startswith(edition() + "+")
    codebook.write_text(codebook.read_text() + "# more\n")
    assert purport.read(TEXT, codebooks=codebook).made_by.codebook not in (told, edition())


def test_files_and_documents_are_read_by_it_too(codebook, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(TEXT)
    (by_file,) = purport.read_files(report, codebooks=[codebook])
    (by_record,) = purport.read_documents([{"text": TEXT}], codebooks=[codebook])
    assert [actor.id for actor in by_file.actors] == [actor.id for actor in by_record.actors] == ["havn-watch"]


def test_broken_codebook_is_named_before_anything_is_read(codebook):
    codebook.write_text("[group")
    with pytest.raises(purport.CodebookError, match="not TOML"):
        purport.read_files("nothing.txt", codebooks=codebook)
