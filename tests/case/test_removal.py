from dataclasses import replace
from hashlib import sha256

import pytest

from purport.case import Case, Kept
from purport.errors import NotInCase, OptionError

PAGE = b"<p>Zarquon Plimsoll said no.</p>" * 20


@pytest.fixture
def secret(case, hand):
    made = hand("Zarquon Plimsoll said no.", document="plimsoll.html")
    made.say("Zarquon Plimsoll", "said", "no")
    reading = made.reading()
    reading = replace(reading, source=replace(reading.source, sha256=sha256(PAGE).hexdigest()))
    case.add(Kept(reading=reading, original=PAGE))
    return reading


def test_removed_words_are_gone_and_the_hash_stays(case, secret, tmp_path):
    assert b"Zarquon" in case.path.read_bytes()
    case.remove("plimsoll.html", "asked to", author="Runa Dahl")
    for word in (b"Zarquon", b"zarquon", b"Plimsoll"):
        assert word not in case.path.read_bytes()
    assert not case.find("zarquon")
    assert [each.source.id for each in case.documents()] == ["raid", "strike"]
    with pytest.raises(NotInCase):
        case.reading(secret.source.sha256)
    last = list(case.log())[-1]
    assert (last.act, last.author, last.subject) == ("removed", "Runa Dahl", secret.source.sha256)
    assert case.verify().holds
    case.export(tmp_path / "bag")
    assert str(case.add(secret)) == "1 already there"


def test_text_that_another_has_stays(case, secret):
    case.add(replace(secret, source=replace(secret.source, sha256="0" * 64, id="copy")))
    case.remove(secret.source.sha256, "asked to")
    assert case.reading("copy").text == secret.text
    assert case.verify().holds
    case.remove("copy", "asked to")
    assert case.verify().holds
    assert b"Zarquon" not in case.path.read_bytes()


def test_removal_needs_a_reason_and_a_document(case):
    with pytest.raises(OptionError, match="reason"):
        case.remove("raid", " ")
    with pytest.raises(NotInCase):
        case.remove("nobody", "asked to")
    with Case.open(case.path) as again:
        assert again.reading("raid")
